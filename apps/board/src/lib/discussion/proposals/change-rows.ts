/**
 * A proposed change as lines of "from" and "to", told from its arguments alone: so it reads the same after it was applied.
 * Reads the board reactively for names.
 */
import {
  entityFields,
  fieldSpec,
  parseRowKey,
  readMutation,
  singleFields,
  type Call,
  type EntityKind,
  type NamedMutation,
} from '@chartroom/domain';
import { nameOf, shortName } from '#lib/findings/naming.ts';
import { fieldLabel, kindName, m, term } from '#lib/messages/index.ts';
import { sentence } from '#lib/record/titles.ts';
import type { BoardStore } from '#lib/state/contract.ts';
import { valueWords } from '../anchor.ts';

type Reader = Pick<BoardStore, 'entity'>;

export interface ChangeRow {
  readonly key: string;
  readonly label: string;
  /** What stood there; null where the change does not say it. */
  readonly from: readonly string[] | null;
  readonly to: readonly string[];
  /** Systems, which are drawn as chips. */
  readonly chips: boolean;
}

const words = m.discussion.propose;
const name = (board: Reader, kind: EntityKind, id: string): string =>
  board.entity(kind, id) === undefined ? words.notHere : shortName(board, `${kind}/${id}`);
const SUBJECTS = ['step', 'dataObject', 'output', 'interface', 'logic'] as const;
/** What a responsibility is about: a record or an area. */
function subjectName(board: Reader, subject: string): string {
  const kind = SUBJECTS.find((one) => board.entity(one, subject) !== undefined);
  if (kind !== undefined) return name(board, kind, subject);
  return subject.startsWith('area.') ? term('area', subject) : words.notHere;
}
const personName = (board: Reader, person: string | null, said: string): string =>
  person === null || person === '-' ? term('function', said) : (board.entity('person', person)?.name ?? words.notHere);

/** Lines of one call; of role calls what they do to the set of systems. */
export function changeRows(board: Reader, calls: readonly NamedMutation[]): readonly ChangeRow[] {
  const rows = new Map<string, ChangeRow>();
  for (const given of calls) {
    const read = readMutation(given);
    if (!read.ok) continue;
    const row = rowOf(board, read.value.call, rows);
    rows.set(row.key, row);
  }
  return [...rows.values()];
}

const added = (to: readonly string[], one: string): readonly string[] => (to.includes(one) ? to : [...to, one]);

function rowOf(board: Reader, call: Call, before: ReadonlyMap<string, ChangeRow>): ChangeRow {
  const plain = (key: string, label: string, from: readonly string[] | null, to: readonly string[]): ChangeRow => ({
    key,
    label,
    from,
    to,
    chips: false,
  });
  /** One line for all that is done to one place. */
  const holding = (
    key: string,
    label: string,
    from: readonly string[] | undefined,
    change: (to: readonly string[]) => readonly string[],
    chips: boolean,
  ): ChangeRow => {
    const known = before.get(key);
    const stood = known?.from ?? from ?? null;
    return { key, label, from: stood, to: change(known?.to ?? stood ?? []), chips };
  };
  const role = (
    place: { readonly step: string; readonly data: string; readonly use: string; readonly from?: readonly string[] },
    change: (to: readonly string[]) => readonly string[],
  ): ChangeRow => {
    const step = place.step === '*' ? m.discussion.board : name(board, 'step', place.step);
    const use = term('roleUse', place.use);
    const label =
      place.data === '*' ? words.roleAt(use, step) : words.roleAtFor(use, step, name(board, 'dataObject', place.data));
    const from = place.from?.map((system) => name(board, 'system', system));
    return holding(`role ${place.step} ${place.data} ${place.use}`, label, from, change, true);
  };
  const system = (id: string): string => name(board, 'system', id);
  const said = call.arguments;
  switch (call.name) {
    case 'setField':
    case 'setSingleField': {
      const { kind, field, value, from } = call.arguments;
      const isEntity = call.name === 'setField';
      const spec = fieldSpec(isEntity ? entityFields(kind as EntityKind) : singleFields(kind as 'process'), field);
      const shown = (one: unknown): readonly string[] => {
        const text = spec === undefined ? String(one ?? '') : valueWords(board, kind as EntityKind, field, spec, one);
        return text === '' ? [] : [text];
      };
      const label = spec === undefined ? field : fieldLabel(kind as EntityKind, field as never);
      const of = isEntity ? name(board, kind as EntityKind, call.arguments.id) : '';
      return plain(
        `field ${kind} ${isEntity ? call.arguments.id : ''} ${field}`,
        of === '' ? label : words.fieldOf(label, of),
        from === undefined ? null : shown(from),
        shown(value),
      );
    }
    case 'createEntity': {
      const { kind, fields, data = [] } = call.arguments;
      const parts = Object.entries(fields).flatMap(([field, value]) => {
        const spec = fieldSpec(entityFields(kind), field);
        return spec === undefined ? [] : [valueWords(board, kind, field, spec, value)];
      });
      const ends =
        kind === 'interface' && typeof fields['fromId'] === 'string' && typeof fields['toId'] === 'string'
          ? [m.panel.pathBy(system(fields['fromId']), system(fields['toId']))]
          : parts;
      return plain(
        `create ${JSON.stringify(said)}`,
        words.created(kindName(kind)),
        [],
        [...ends, ...data.map((id) => name(board, 'dataObject', id))],
      );
    }
    case 'mergeEntities': {
      const { kind, loser, winner } = call.arguments;
      return plain(
        `merge ${loser}`,
        words.merged(name(board, kind, winner)),
        [nameOf(board, `${kind}/${loser}`).title],
        [name(board, kind, winner)],
      );
    }
    case 'assignSystemRole':
      return role(call.arguments, (to) => added(to, system(call.arguments.system)));
    case 'withdrawSystemRole':
      return role(call.arguments, (to) => to.filter((one) => one !== system(call.arguments.system)));
    case 'setSystemRole':
      return role(call.arguments, () => call.arguments.systems.map(system));
    case 'keepSystemOfRecord':
      return role({ ...call.arguments, use: 'record' }, () => [system(call.arguments.system)]);
    case 'assignResponsibility':
    case 'withdrawResponsibility': {
      const { subject, function: owner, code, person } = call.arguments;
      const label = words.holder(sentence(term('responsibility', code)), subjectName(board, subject));
      const who = personName(board, person, owner);
      const withdrawn = call.name === 'withdrawResponsibility';
      return plain(`resp ${subject} ${owner} ${code} ${person}`, label, withdrawn ? [who] : [], withdrawn ? [] : [who]);
    }
    case 'nameAccountable': {
      const { subject, person, function: owner, from } = call.arguments;
      const stood = from?.map((one) => {
        const [fn = '', id = '-'] = one.split(' ');
        return personName(board, id, fn);
      });
      return plain(`A ${subject}`, words.accountableOf(subjectName(board, subject)), stood ?? null, [
        personName(board, person, owner),
      ]);
    }
    case 'setStepData':
    case 'clearStepData': {
      const { step, data, use } = call.arguments;
      const what = `${name(board, 'dataObject', data)} ${term('dataUse', use).toLocaleLowerCase()}`;
      const cleared = call.name === 'clearStepData';
      return plain(
        `data ${step} ${data} ${use}`,
        words.stepData(name(board, 'step', step)),
        cleared ? [what] : [],
        cleared ? [] : [what],
      );
    }
    case 'addFeed':
    case 'removeFeed': {
      const { output, data, system: from } = call.arguments;
      const what = `${system(from)}: ${name(board, 'dataObject', data)}`;
      const removed = call.name === 'removeFeed';
      return holding(
        `feed ${output} ${data}`,
        words.feeds(name(board, 'output', output)),
        removed ? [what] : [],
        (to) => (removed ? to.filter((one) => one !== what) : added(to, what)),
        false,
      );
    }
    case 'addApprover':
    case 'removeApprover': {
      const { output, person, function: owner, meaning } = call.arguments;
      const what = [
        personName(board, person, owner),
        meaning === null ? '' : term('meaning', meaning).toLocaleLowerCase(),
      ]
        .filter(Boolean)
        .join(', ');
      const removed = call.name === 'removeApprover';
      return holding(
        `approver ${output}`,
        words.approves(name(board, 'output', output)),
        removed ? [what] : [],
        (to) => (removed ? to.filter((one) => one !== what) : added(to, what)),
        false,
      );
    }
    case 'carryData':
    case 'dropData': {
      const { interface: id, data } = call.arguments;
      const what = name(board, 'dataObject', data);
      const dropped = call.name === 'dropData';
      return plain(
        `carry ${id} ${data}`,
        words.carries(name(board, 'interface', id)),
        dropped ? [what] : [],
        dropped ? [] : [what],
      );
    }
    case 'setScope': {
      const { interface: id, scope, included } = call.arguments;
      const what = term('scope', scope);
      return plain(
        `scope ${id} ${scope}`,
        words.scope(name(board, 'interface', id)),
        included ? [words.out] : [what],
        included ? [what] : [words.out],
      );
    }
    case 'addLink':
    case 'removeLink': {
      const { from, to } = call.arguments;
      const named = subjectName(board, to);
      const adds = call.name === 'addLink';
      return plain(`link ${from} ${to}`, words.link, adds ? [] : [named], adds ? [named] : []);
    }
    case 'withdrawRow': {
      const { row, key } = call.arguments;
      const parsed = parseRowKey(row, key);
      if (parsed.kind === 'conforming' && row === 'role') {
        const { step, data, system: id, use } = parsed.parts as unknown as Readonly<Record<string, string>>;
        return role({ step: step ?? '', data: data ?? '', use: use ?? '' }, (to) =>
          to.filter((one) => one !== system(id ?? '')),
        );
      }
      return plain(`row ${row} ${key}`, words.unlinked, null, []);
    }
  }
}

/** What stands now in the place of a mutation, as it is shown. */
export function standingWords(board: Reader, given: NamedMutation, found: readonly unknown[]): string {
  const read = readMutation(given);
  if (!read.ok) return '';
  const { call } = read.value;
  const said = found.map((one) => {
    if (call.name === 'setField' || call.name === 'setSingleField') {
      const { kind, field } = call.arguments;
      const fields = call.name === 'setField' ? entityFields(kind as EntityKind) : singleFields(kind as 'process');
      const spec = fieldSpec(fields, field);
      return spec === undefined ? String(one ?? '') : valueWords(board, kind as EntityKind, field, spec, one);
    }
    const [owner = '', person = ''] = String(one).split(' ');
    return call.name === 'nameAccountable' ? personName(board, person, owner) : name(board, 'system', String(one));
  });
  const all = said.filter((one) => one !== '').join(', ');
  return all === '' ? words.nothing : all;
}

/** The change in one line, for a title and for what the record keeps beside its arguments. */
export function summaryOf(rows: readonly ChangeRow[]): string {
  const [first] = rows;
  if (first === undefined) return '';
  const said = (list: readonly string[]): string => (list.length === 0 ? words.nothing : list.join(', '));
  const one =
    first.from === null || first.from.length === 0
      ? words.summaryNew(first.label, said(first.to))
      : words.summary(first.label, said(first.from), said(first.to));
  const all = rows.length > 1 ? words.andMore(one, rows.length - 1) : one;
  return all.length > 200 ? `${all.slice(0, 199)}…` : all;
}
