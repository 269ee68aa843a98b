/**
 * What the filters of the audit trail ask for, copied from every entry of the record: who, what kind, when, where, and
 * which records it is about. Notes of people on own edits are kept by the items that they cover, and changes that owe a
 * reason until such a note gives it.
 */
import { isEntityId, subjectsOf } from '@chartroom/domain';
import {
  type EditNote,
  type Entry,
  type EntryKind,
  explains,
  isEntryKind,
  owesReason,
  type Payload,
} from '@chartroom/record';
import { and, between, eq, sql } from 'drizzle-orm';
import type { Tables } from './database.ts';
import type { RecordIndex } from './record-indexes.ts';
import { editNote, entryNote, owedReason, trailEntry, trailSubject } from './schema.ts';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** `step/<id>`, `process/title`, `area/area.validation`, `row/<kind>/<key>` to what it is about. */
const anchored = (subject: string): readonly string[] => {
  const [kind = '', ...rest] = subject.split('/');
  if (kind === 'row') return subjectsOf(rest[0] ?? '', rest.slice(1).join('/'));
  return [kind === 'process' || kind === 'board' ? kind : rest.join('/')];
};
/** Ids of records in the key of a finding. */
const named = (key: string): readonly string[] => key.split(/[^0-9A-Z]+/).filter(isEntityId);

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

/** Payloads were checked when they were stored, by whatever version it was: nothing is taken for granted here. */
const aboutOf = (kind: EntryKind, payload: Fields): readonly string[] => {
  switch (kind) {
    case 'change':
      return [text(payload['key']), ...subjectsOf(text(payload['root']), text(payload['key']))];
    case 'thread':
      return anchored(text(fieldsOf(payload['anchor'])['subject']));
    case 'answer':
      return [text(payload['question'])];
    case 'assess':
      return [text(payload['risk'])];
    case 'decide':
    case 'stance':
      return [text(payload['decision'])];
    case 'accept':
      return named(text(payload['key']));
    case 'member':
      return [text(payload['person'])];
    default:
      return [];
  }
};

const at = sql.placeholder;

export const trailIndex = (tables: Tables): RecordIndex => {
  const addEntry = tables
    .insert(trailEntry)
    .values({
      board: at('board'),
      seq: at('seq'),
      kind: at('kind'),
      actor: at('actor'),
      atMs: at('atMs'),
      root: at('root'),
      field: at('field'),
    })
    .prepare();
  const addSubject = tables
    .insert(trailSubject)
    .values({ board: at('board'), subject: at('subject'), seq: at('seq') })
    .prepare();
  const addNote = tables
    .insert(editNote)
    .values({
      board: at('board'),
      client: at('client'),
      seq: at('seq'),
      fromClock: at('fromClock'),
      toClock: at('toClock'),
    })
    .prepare();
  const addOwed = tables
    .insert(owedReason)
    .values({ board: at('board'), seq: at('seq'), actor: at('actor'), client: at('client'), clock: at('clock') })
    .prepare();
  const giveReason = tables
    .delete(owedReason)
    .where(
      and(
        eq(owedReason.board, at('board')),
        eq(owedReason.actor, at('actor')),
        eq(owedReason.client, at('client')),
        between(owedReason.clock, at('from'), at('to')),
      ),
    )
    .prepare();

  const addEntryNote = tables
    .insert(entryNote)
    .values({ board: at('board'), entry: at('entry'), seq: at('seq') })
    .prepare();
  const giveReasonOf = tables
    .delete(owedReason)
    .where(and(eq(owedReason.board, at('board')), eq(owedReason.actor, at('actor')), eq(owedReason.seq, at('entry'))))
    .prepare();

  /** What an author said before the change was told stands in it. */
  const owe = (board: string, { seq, actor }: Entry, payload: Payload<'change'>): void => {
    if (!owesReason(payload, payload)) return;
    const { client = null, to: clock = null } = payload.item ?? {};
    addOwed.run({ board, seq, actor, client, clock });
  };

  const take = (board: string, entry: Entry): void => {
    const { seq, kind, actor, at: said, payload: given } = entry;
    const payload = fieldsOf(given);
    const where =
      kind === 'change'
        ? { root: text(payload['root']), field: typeof payload['field'] === 'string' ? payload['field'] : null }
        : { root: null, field: null };
    addEntry.run({ board, seq, kind, actor, atMs: Date.parse(said) || 0, ...where });
    if (!isEntryKind(kind)) return;
    for (const subject of new Set(aboutOf(kind, payload))) if (subject !== '') addSubject.run({ board, subject, seq });
    if (kind === 'change') owe(board, entry, payload as unknown as Payload<'change'>);
    if (kind !== 'edit') return;
    const { client, from, to, entry: told } = payload;
    if (Number.isSafeInteger(told)) {
      addEntryNote.run({ board, entry: told, seq });
      if (explains(payload as EditNote)) giveReasonOf.run({ board, actor, entry: told });
    }
    if (![client, from, to].every(Number.isSafeInteger)) return;
    addNote.run({ board, client, seq, fromClock: from, toClock: to });
    if (explains(payload as EditNote)) giveReason.run({ board, actor, client, from, to });
  };
  return (board, entries) => {
    for (const entry of entries) take(board, entry);
  };
};
