/**
 * Where a reason is asked for (DOMAIN section 7, "Why"): before a regulated record is deleted, and after a system of
 * record, an accountable function or what is regulated about an output was taken back or changed. Pure.
 */
import { parseRowKey, type Entity, type EntityKind, type Performed, type Touched } from '@chartroom/domain';

/** What was changed that asks for a reason. */
export type Weighty = 'record' | 'accountable' | 'output';

const isWithdrawn = ({ before, after }: Touched): boolean => before === 1 && after === 0;

function weightOf(touched: Touched): Weighty | null {
  const { root, entity, key, before } = touched;
  if (root === 'role' && isWithdrawn(touched)) {
    const parsed = parseRowKey('role', key);
    return parsed.kind === 'conforming' && parsed.parts.use === 'record' ? 'record' : null;
  }
  if (root === 'resp' && isWithdrawn(touched)) {
    const parsed = parseRowKey('resp', key);
    return parsed.kind === 'conforming' && parsed.parts.code === 'A' ? 'accountable' : null;
  }
  if (root === 'feed' || root === 'approver' || root === 'citation') return isWithdrawn(touched) ? 'output' : null;
  // What was empty is filled in, which explains itself.
  const isFilled = before !== null && before !== undefined && before !== '';
  return root === 'output' && entity !== null && isFilled && key !== 'deletedAt' && key !== 'number' ? 'output' : null;
}

/** What an edit changed that asks for a reason; the first of several. */
export const asksWhy = ({ touched }: Pick<Performed, 'touched'>): Weighty | null =>
  touched.map(weightOf).find((weight) => weight !== null) ?? null;

/** Whether taking this record off the board asks for a reason first. */
export function isRegulated(kind: EntityKind, entity: Entity | undefined): boolean {
  if (entity === undefined) return false;
  if (kind === 'output') return true;
  return (kind === 'step' || kind === 'dataObject') && (entity as Entity<'step'>).regulated === true;
}
