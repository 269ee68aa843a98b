/** "Today is as agreed": today's system roles from the agreed ones, where nobody has stated them yet. */
import type * as Y from 'yjs';
import type { RoleUse } from '../schema/vocabulary.ts';
import type { Parts } from '../schema/rows.ts';
import type { Mutation } from './change.ts';
import { assertedRows, entitiesIn, standingFor } from './lookup.ts';
import { invalidValue, mutation, unknownEntity, type Write } from './perform.ts';
import { planRow } from './row.ts';

const ALL = '*';
type RoleParts = Parts<'role'>;

/** Review, release and audit are one role: whoever stated one of them has stated the role. */
const roleOf = (use: RoleUse): string => (use === 'collect' || use === 'record' ? use : 'review');
const placeOf = (parts: RoleParts): string => `${parts.step}|${roleOf(parts.use)}`;

/** Rows as readers take them: a row that points to something deleted says nothing. */
function standingRows(doc: Y.Doc, table: 'role' | 'roleAsIs'): readonly RoleParts[] {
  const isLive = (kind: 'step' | 'system' | 'dataObject', id: string): boolean =>
    standingFor(doc, [kind], id)?.state === 'live';
  return assertedRows<'role' | 'roleAsIs'>(doc, table, {})
    .map((row) => row.parts as RoleParts)
    .filter(
      ({ step, data, system }) =>
        (step === ALL || isLive('step', step)) &&
        (data === ALL || isLive('dataObject', data)) &&
        isLive('system', system),
    );
}

/**
 * States for today what is agreed, role by role, at one step or at all of them and for systems of record declared
 * outside any step. Roles that somebody has stated for today stay as they are; a new step has no today.
 */
export function copyRolesToAsIs(step: string): Mutation {
  return mutation('copyRolesToAsIs', (doc) => {
    const fresh = new Set(
      entitiesIn(doc, 'step').flatMap((each) => (each.fields['change'] === 'new' ? [each.id] : [])),
    );
    let wanted: string | null = null;
    if (step !== 'all') {
      const standing = standingFor(doc, ['step'], step);
      if (standing?.state !== 'live') return unknownEntity('step', step);
      if (fresh.has(standing.id)) return invalidValue('step', 'this step is new: today it is not there');
      wanted = standing.id;
    }
    const stated = new Set(standingRows(doc, 'roleAsIs').map(placeOf));
    const writes: Write[] = [];
    for (const parts of standingRows(doc, 'role')) {
      if (wanted !== null ? parts.step !== wanted : fresh.has(parts.step)) continue;
      if (stated.has(placeOf(parts))) continue;
      const plan = planRow(doc, 'roleAsIs', parts, 1);
      if ('writes' in plan) writes.push(...plan.writes);
    }
    return { writes };
  });
}
