/** How the process is today, derived once for each snapshot: its relations, and the comparison with what is agreed. */
import { compareStates, relate, type Relations, type Snapshot, type StateComparison } from '@chartroom/domain';

function onceFor<T>(compute: (snapshot: Snapshot) => T): (snapshot: Snapshot) => T {
  const known = new WeakMap<Snapshot, { readonly value: T }>();
  return (snapshot) => {
    const found = known.get(snapshot);
    if (found) return found.value;
    const value = compute(snapshot);
    known.set(snapshot, { value });
    return value;
  };
}

export const comparisonOf: (snapshot: Snapshot) => StateComparison = onceFor(compareStates);
export const relationsToday: (snapshot: Snapshot) => Relations = onceFor((snapshot) => relate(snapshot, 'as-is'));
