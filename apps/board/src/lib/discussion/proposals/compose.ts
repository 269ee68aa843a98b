/**
 * What somebody proposes, as the named mutations that would do it, with what stands there now: a proposal that is applied
 * later is then known to be still meant.
 */
import {
  call,
  readMutation,
  type EntityKind,
  type Fix,
  type NamedMutation,
  type OwningFunction,
  type RolePlace,
  type SingleKind,
} from '@chartroom/domain';
import type { Payload } from '@chartroom/record';
import type { BoardStore } from '#lib/state/contract.ts';
import { changeRows, summaryOf } from './change-rows.ts';

type Reader = Pick<BoardStore, 'entity' | 'rows' | 'single'>;
export type Change = NonNullable<Payload<'thread'>['change']>;

/** As many as a proposal holds. */
export const MOST_MUTATIONS = 10;

/** Systems that hold the role for the data object: those named for it, else those for all the step's data. */
export function standingSystems(board: Pick<BoardStore, 'rows'>, { step, data, use }: RolePlace): readonly string[] {
  const rows = board.rows('role').filter(({ parts }) => parts.step === step && parts.use === use);
  const own = rows.filter(({ parts }) => parts.data === data);
  const holding = own.length > 0 ? own : rows.filter(({ parts }) => parts.data === '*');
  return [...new Set(holding.map(({ parts }) => parts.system))].sort();
}

/** `QUA <person>` each, in order. */
const standingAccountable = (board: Pick<BoardStore, 'rows'>, subject: string): readonly string[] =>
  board
    .rows('resp')
    .filter(({ parts }) => parts.subject === subject && parts.code === 'A')
    .map(({ parts }) => `${parts.function} ${parts.person}`)
    .sort();

type Scalar = string | number | boolean | null;

export function fieldChange(
  board: Reader,
  kind: EntityKind | SingleKind,
  id: string,
  field: string,
  value: Scalar,
): readonly NamedMutation[] {
  if (kind === 'board' || kind === 'process') {
    const stands = (board.single(kind) as Readonly<Record<string, Scalar>>)[field] ?? null;
    return [call('setSingleField', { kind, field, value, from: stands })];
  }
  const stands = (board.entity(kind, id) as unknown as Readonly<Record<string, Scalar>> | undefined)?.[field] ?? null;
  return [call('setField', { kind, id, field, value, from: stands })];
}

export const roleChange = (board: Reader, place: RolePlace, systems: readonly string[]): readonly NamedMutation[] => [
  call('setSystemRole', { ...place, systems, from: standingSystems(board, place) }),
];

export const accountableChange = (
  board: Reader,
  subject: string,
  person: string,
  owner: OwningFunction,
): readonly NamedMutation[] => [
  call('nameAccountable', { subject, function: owner, person, from: standingAccountable(board, subject) }),
];

/** What a repair does, with what stands there now where the mutations can say it. */
export const fixChange = (board: Reader, fix: Fix): readonly NamedMutation[] =>
  fix.calls.map((one) => {
    const read = readMutation(one);
    if (!read.ok) return one;
    const { call: known } = read.value;
    switch (known.name) {
      case 'setField': {
        const { kind, id, field, value } = known.arguments;
        return fieldChange(board, kind, id, field, value)[0]!;
      }
      case 'assignSystemRole':
      case 'withdrawSystemRole':
        return call(known.name, { ...known.arguments, from: standingSystems(board, known.arguments) });
      case 'keepSystemOfRecord':
        return call(known.name, {
          ...known.arguments,
          from: standingSystems(board, { ...known.arguments, use: 'record' }),
        });
      default:
        return one;
    }
  });

/** As it is sent; null where nothing would be changed by it or it is too long. */
export function changeOf(board: Reader, mutations: readonly NamedMutation[]): Change | null {
  if (mutations.length === 0 || mutations.length > MOST_MUTATIONS) return null;
  const summary = summaryOf(changeRows(board, mutations));
  return {
    summary: summary === '' ? mutations[0]!.name : summary,
    mutations: mutations.map(({ name, arguments: said }) => ({
      name,
      arguments: said as Change['mutations'][number]['arguments'],
    })),
  };
}
