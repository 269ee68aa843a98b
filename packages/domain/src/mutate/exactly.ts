/**
 * Statements that settle a place: exactly these systems hold a role, exactly this person is accountable. What anybody
 * else said there is withdrawn in the same edit.
 */
import type * as Y from 'yjs';
import type { OwningFunction, RoleUse } from '../schema/vocabulary.ts';
import { compareText } from '../order/order-key.ts';
import type { Mutation } from './change.ts';
import { assertedRows, standingFor } from './lookup.ts';
import { mutation, type Plan, type Write } from './perform.ts';
import { planRow } from './row.ts';

const ALL = '*';

export interface RolePlace {
  /** A step, or `*` for systems of record declared outside any step. */
  readonly step: string;
  /** A data object, or `*` for all the step's data. */
  readonly data: string;
  readonly use: RoleUse;
}

type Kind = 'step' | 'dataObject' | 'system';
const survivor = (doc: Y.Doc, kind: Kind, id: string): string =>
  id === ALL ? ALL : (standingFor(doc, [kind], id)?.id ?? id);

/** Systems that hold a role for the data object: those named for it, else those named for all the step's data. By id. */
export function systemsInRole(doc: Y.Doc, place: RolePlace): readonly string[] {
  const step = survivor(doc, 'step', place.step);
  const data = survivor(doc, 'dataObject', place.data);
  const rows = assertedRows(doc, 'role', { step, use: place.use });
  const own = rows.filter((row) => row.parts.data === data);
  const holding = own.length > 0 ? own : rows.filter((row) => row.parts.data === ALL);
  return [...new Set(holding.map((row) => row.parts.system))].sort(compareText);
}

const withdrawals = (
  root: 'role' | 'resp',
  rows: readonly { readonly key: string }[],
  kept: ReadonlySet<string>,
): readonly Write[] =>
  rows.flatMap(({ key }) => (kept.has(key) ? [] : [{ kind: 'key', root, key, value: 0 } as const]));

/** Names exactly these systems for a role; none leaves the role empty. */
export const setSystemRole = (said: RolePlace & { readonly systems: readonly string[] }): Mutation =>
  mutation('setSystemRole', (doc): Plan => {
    const step = survivor(doc, 'step', said.step);
    const data = survivor(doc, 'dataObject', said.data);
    const wanted = said.systems.map((system) => ({
      step,
      data,
      use: said.use,
      system: survivor(doc, 'system', system),
    }));
    const writes: Write[] = [];
    for (const parts of wanted) {
      const plan = planRow(doc, 'role', parts, 1);
      if ('refusal' in plan) return plan;
      writes.push(...plan.writes);
    }
    const standing = assertedRows(doc, 'role', { step, data, use: said.use });
    const kept = new Set(
      standing.filter((row) => wanted.some(({ system }) => system === row.parts.system)).map((row) => row.key),
    );
    return { writes: [...withdrawals('role', standing, kept), ...writes] };
  });

export interface AccountableStatement {
  /** A step, data object, output, interface, logic, or an area. */
  readonly subject: string;
  readonly function: OwningFunction;
  readonly person: string;
}

/** Who is accountable for a subject, as `QUA <person>`, nobody named as `QUA -`; in order. */
export function accountableFor(doc: Y.Doc, subject: string): readonly string[] {
  const resolved = standingFor(doc, ['step', 'dataObject', 'output', 'interface', 'logic'], subject)?.id ?? subject;
  return assertedRows(doc, 'resp', { subject: resolved, code: 'A' })
    .map(({ parts }) => `${parts.function} ${parts.person}`)
    .sort(compareText);
}

/** Names the one who is accountable, in the place of everybody who was named for any function. */
export const nameAccountable = (said: AccountableStatement): Mutation =>
  mutation('nameAccountable', (doc): Plan => {
    const parts = { subject: said.subject, function: said.function, code: 'A', person: said.person } as const;
    const assigned = planRow(doc, 'resp', parts, 1);
    if ('refusal' in assigned) return assigned;
    const subject =
      standingFor(doc, ['step', 'dataObject', 'output', 'interface', 'logic'], said.subject)?.id ?? said.subject;
    const person = standingFor(doc, ['person'], said.person)?.id ?? said.person;
    const standing = assertedRows(doc, 'resp', { subject, code: 'A' });
    const kept = new Set(
      standing
        .filter((row) => row.parts.function === said.function && row.parts.person === person)
        .map((row) => row.key),
    );
    return { writes: [...withdrawals('resp', standing, kept), ...assigned.writes] };
  });
