/** DOMAIN's "Derived" written down as plainly as it reads, without index or memo: what `relate` must agree with. */
import type { EntityId, Row, RoleUse, Snapshot } from '../../src/index.ts';

const liveIds = (snapshot: Snapshot, kind: 'step' | 'dataObject' | 'system' | 'interface'): ReadonlySet<EntityId> =>
  new Set(snapshot.entities[kind].flatMap((entity) => (entity.state === 'live' ? [entity.id] : [])));

const sound = (row: Pick<Row, 'dangling'>): boolean => row.dangling.length === 0;

export const effective = (snapshot: Snapshot, step: string, data: string, use: RoleUse): readonly EntityId[] => {
  const rows = snapshot.rows.role.filter((row) => sound(row) && row.parts.step === step && row.parts.use === use);
  const own = rows.filter((row) => row.parts.data === data);
  const chosen = own.length > 0 ? own : rows.filter((row) => row.parts.data === '*');
  return [...new Set(chosen.map((row) => row.parts.system))].sort();
};

export const writes = (snapshot: Snapshot, step: string, data: string): boolean =>
  snapshot.rows.stepData.some(
    (row) => sound(row) && row.parts.step === step && row.parts.data === data && row.parts.use !== 'use',
  );

const named = (snapshot: Snapshot, data: string): readonly EntityId[] => {
  const steps = [...liveIds(snapshot, 'step')].filter((step) => writes(snapshot, step, data));
  return [...new Set([...steps, '*'].flatMap((step) => effective(snapshot, step, data, 'record')))].sort();
};

const partsOf = (snapshot: Snapshot, whole: string, seen: ReadonlySet<string>): readonly string[] =>
  snapshot.rows.part.flatMap((row) => {
    const { part } = row.parts;
    return !sound(row) || row.parts.whole !== whole || seen.has(part)
      ? []
      : [part, ...partsOf(snapshot, part, new Set([...seen, part]))];
  });

/** SoR(d) and whether two of them are left that no part explains. */
export const systemsOfRecord = (
  snapshot: Snapshot,
  data: string,
): { readonly systems: readonly EntityId[]; readonly conflict: boolean } => {
  const all = named(snapshot, data);
  if (all.length < 2) return { systems: all, conflict: false };
  const explained = new Set(partsOf(snapshot, data, new Set([data])).flatMap((part) => named(snapshot, part)));
  const rest = all.filter((system) => !explained.has(system));
  return { systems: rest.length === 0 ? all : rest, conflict: rest.length > 1 };
};

/** Length of the shortest way, by trying every chain; null when there is none. */
export const distance = (snapshot: Snapshot, from: string, to: string, data: string): number | null => {
  if (from === to) return 0;
  const systems = liveIds(snapshot, 'system');
  const carrying = snapshot.entities.interface.filter(
    (one) =>
      one.state === 'live' &&
      one.change !== 'retire' &&
      systems.has(one.fromId ?? '') &&
      systems.has(one.toId ?? '') &&
      snapshot.rows.ifData.some((row) => sound(row) && row.parts.interface === one.id && row.parts.data === data),
  );
  let reached = new Set([from]);
  for (let length = 1; length <= systems.size; length += 1) {
    reached = new Set([...reached, ...carrying.flatMap((one) => (reached.has(one.fromId!) ? [one.toId!] : []))]);
    if (reached.has(to)) return length;
  }
  return null;
};
