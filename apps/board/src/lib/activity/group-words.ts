/**
 * A group of the activity feed as one sentence without its subject: "added step 3, changed D4 (criticality) and asked
 * Quality “…”". Pure: names of records, fields and people come from the caller.
 */
import type { ActivityGroup, ChangedRecord } from '@chartroom/record';
import { m } from '#lib/messages/index.ts';

export interface ActivityNames {
  /** Of a record's address; null for one that is not there any more. */
  record(address: string): string | null;
  /** A field of the record, or a kind of row that it carries. */
  field(address: string, field: string): string;
  /** A function or person that is asked. */
  target(to: { readonly function?: string | undefined; readonly principal?: string | undefined }): string;
  threadKind(kind: string): string;
}

/** More than this many names are counted. */
const NAMED = 3;
const FIELDS = 3;

function nameOf(names: ActivityNames, { record }: ChangedRecord): string {
  if (record === 'board') return m.activity.board;
  if (record === 'process') return m.activity.process;
  return names.record(record) ?? m.activity.gone;
}

function clause(
  names: ActivityNames,
  records: readonly ChangedRecord[],
  word: (records: string) => string,
  fields: boolean,
): readonly string[] {
  if (records.length === 0) return [];
  const told = records.slice(0, NAMED).map((record) => {
    const name = nameOf(names, record);
    const own = fields ? record.fields.map((field) => names.field(record.record, field)) : [];
    const distinct = [...new Set(own)].filter((one) => one !== '');
    return distinct.length === 0
      ? name
      : m.activity.withFields(name, distinct.slice(0, FIELDS), Math.max(0, distinct.length - FIELDS));
  });
  return [word(m.activity.records(told, records.length - told.length))];
}

const changeClauses = (names: ActivityNames, records: readonly ChangedRecord[]): readonly string[] => {
  // A board comes to be once, from its template.
  const begun = records.some((one) => one.record === 'board' && one.created);
  const created = records.filter((one) => one.created && !one.deleted && one.record !== 'board');
  const deleted = records.filter((one) => one.deleted && !one.created);
  const restored = records.filter((one) => one.restored && !one.created && !one.deleted);
  const rest = records.filter((one) => !one.created && !one.deleted && !one.restored);
  return [
    ...(begun ? [m.activity.template] : []),
    ...clause(names, created, m.activity.added, false),
    ...clause(names, deleted, m.activity.deleted, false),
    ...clause(names, restored, m.activity.restored, false),
    ...clause(names, rest, m.activity.changed, true),
  ];
};

type SaidEntry = ActivityGroup['said'][number];
type Counted = Exclude<SaidEntry['kind'], 'thread' | 'member' | 'ready' | 'edit'>;

/** Words for a number of entries of one kind, in the order in which they are told. */
const COUNTED: Readonly<Partial<Record<Counted, (count: number) => string>>> = {
  comment: m.activity.replied,
  'thread.claim': m.activity.answeredThread,
  'thread.resolve': m.activity.closed,
  'thread.reopen': m.activity.reopened,
  'thread.apply': m.activity.applied,
  answer: m.activity.answered,
  assess: m.activity.assessed,
  decide: m.activity.decided,
  stance: m.activity.stance,
  accept: m.activity.accepted,
  'comment.edit': m.activity.edited,
  reaction: m.activity.reacted,
  access: m.activity.access,
};

function saidClauses(names: ActivityNames, said: readonly SaidEntry[]): readonly string[] {
  const clauses: string[] = [];
  for (const entry of said)
    if (entry.kind === 'thread') {
      const { kind, title, to } = entry.payload;
      clauses.push(m.activity.asked(names.threadKind(kind), title, to === undefined ? '' : names.target(to)));
    }
  for (const [kind, words] of Object.entries(COUNTED)) {
    const count = said.filter((entry) => entry.kind === kind).length;
    if (count > 0) clauses.push(words(count));
  }
  const ready = said.findLast((entry) => entry.kind === 'ready');
  if (ready?.kind === 'ready') clauses.push(ready.payload.ready ? m.activity.ready : m.activity.notReady);
  const members = said.filter((entry) => entry.kind === 'member');
  const joined = [...new Set(members.filter((one) => one.payload.role !== null).map((one) => one.payload.name))];
  const left = [...new Set(members.filter((one) => one.payload.role === null).map((one) => one.payload.name))];
  if (joined.length > 0) clauses.push(m.activity.joined(joined));
  if (left.length > 0) clauses.push(m.activity.left(left));
  return clauses;
}

/** Empty for a group of which nothing is worth telling. */
export function groupSentence(group: ActivityGroup, names: ActivityNames): string {
  return m.activity.clauses([...changeClauses(names, group.records), ...saidClauses(names, group.said)]);
}
