/** What becomes of a role at a step, as a sentence. */
import type { ComparedSystem, EntityId, RoleComparison } from '@chartroom/domain';
import { format, m, term } from '#lib/messages/index.ts';
import type { StripRole } from './slots.ts';

export function comparedWords(
  comparison: RoleComparison,
  missing: boolean,
  role: StripRole,
  label: (id: EntityId) => string,
): string {
  const name = ({ system, data }: ComparedSystem): string =>
    data.length === 0 ? label(system) : m.common.slot.forData(label(system), format.list(data.map(label)));
  const parts = comparison.systems.map((each) => m.map.states.moves[each.movement](name(each)));
  if (missing) parts.push(m.map.states.missing);
  const said = parts.length === 0 ? m.map.states.unknownSlot : parts.join(', ');
  return m.map.states.slotCompared(term('roleUse', role), said);
}
