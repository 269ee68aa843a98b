/** How many findings are repaired in each view: the counts on the rail. Pure. */
import type { Finding } from '@chartroom/domain';
import type { ViewName } from '../shell/address.ts';
import { placeOf } from './places.ts';

export interface ViewCount {
  readonly severity: 'blocker' | 'warning';
  readonly count: number;
}

/** The blockers of each view, or where it has none its warnings; the list of findings counts all. */
export function countsByView(findings: readonly Finding[]): ReadonlyMap<ViewName, ViewCount> {
  const standing = findings.filter((one) => !one.accepted && one.severity !== 'I');
  const by = Map.groupBy(standing, (one) => placeOf(one).view);
  const counts = new Map<ViewName, ViewCount>();
  for (const [view, own] of [...by, ['findings', standing] as const]) {
    const blockers = own.filter((one) => one.severity === 'B').length;
    if (blockers > 0) counts.set(view, { severity: 'blocker', count: blockers });
    else if (own.length > 0) counts.set(view, { severity: 'warning', count: own.length });
  }
  return counts;
}
