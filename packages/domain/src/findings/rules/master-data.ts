/** M rules: where data is captured, held and looked at, and whether the way between is there (DOMAIN section 4). */
import type { EntityId } from '../../read/snapshot.ts';
import { entityFields } from '../../schema/field-value.ts';
import { partKinds, partSpecs } from '../../schema/key.ts';
import type { EntityKind } from '../../schema/fields.ts';
import type { RowKind } from '../../schema/rows.ts';
import type { OwningFunction } from '../../schema/vocabulary.ts';
import type { Facts } from '../facts.ts';
import { RECORD_SCOPES, refs, rule, type Hit, type NamedKind, type RecordScope, type Rule } from '../rule.ts';

/** Who repairs what is said of a data object: its accountable, quality where nobody is and it is regulated. */
export const ownersOfData = (facts: Facts, data: EntityId): readonly OwningFunction[] =>
  facts.accountable(data, facts.isRegulated(data) ? 'QUA' : 'OPS');
const ownersOfStep = (facts: Facts, step: EntityId): readonly OwningFunction[] => facts.accountable(step, 'OPS');
/** A way that is missing is an interface to build. */
const INTEGRATION: readonly OwningFunction[] = ['IT'];

export const M01 = rule('M01', 'B', 'step', (facts, step) => {
  if (!facts.relations.needsRecord(step)) return null;
  if (facts.index.rows('roleByStep', step).some((row) => row.parts.use === 'record')) return null;
  return {
    subjects: [refs.step(step)],
    details: { data: facts.relations.dataAt(step).map(({ data }) => refs.data(data)) },
    owes: ownersOfStep(facts, step),
  };
});

export const M02 = rule('M02', 'B', 'dataObject', (facts, data) => {
  if (!facts.relations.inConflict(data)) return null;
  const writers = facts.relations.writers(data).map(refs.step);
  return {
    subjects: [refs.data(data)],
    severity: facts.isRegulated(data) ? 'B' : 'W',
    details: { systems: facts.relations.systemsOfRecord(data).map(refs.system) },
    owes: ownersOfData(facts, data),
    shownOn: writers,
  };
});

export const M03 = rule('M03', 'B', 'dataObject', (facts, data) => {
  if (facts.relations.systemsOfRecord(data).length > 0) return null;
  return {
    subjects: [refs.data(data)],
    severity: facts.isRegulated(data) ? 'B' : 'W',
    owes: ownersOfData(facts, data),
    shownOn: facts.relations.writers(data).map(refs.step),
  };
});

export const M04 = rule('M04', 'W', 'dataObject', (facts, data) => {
  const systems = facts.collectors(data);
  const apart = (a: EntityId, b: EntityId): boolean =>
    facts.relations.path(a, b, data) === null && facts.relations.path(b, a, data) === null;
  const unjoined = systems.flatMap((a, at) => systems.slice(at + 1).flatMap((b) => (apart(a, b) ? [`${a} ${b}`] : [])));
  if (unjoined.length === 0) return null;
  return {
    subjects: [refs.data(data)],
    details: { systems: systems.map(refs.system) },
    inputs: unjoined,
    owes: ownersOfData(facts, data),
    shownOn: facts.relations.writers(data).map(refs.step),
  };
});

/** Literal: also where there is no system of record at all to reach. */
export const M05 = rule('M05', 'B', 'dataObject', (facts, data) => {
  if (!facts.isRegulated(data)) return null;
  const { relations } = facts;
  const broken = new Map<EntityId, { steps: EntityId[]; targets: Set<EntityId> }>();
  for (const step of relations.writers(data)) {
    const named = relations.effective(step, data, 'record').map((role) => role.system);
    const targets = named.length > 0 ? named : relations.systemsOfRecord(data);
    for (const { system } of relations.effective(step, data, 'collect')) {
      if (targets.some((to) => relations.path(system, to, data) !== null)) continue;
      const known = broken.get(system) ?? { steps: [], targets: new Set<EntityId>() };
      known.steps.push(step);
      for (const target of targets) known.targets.add(target);
      broken.set(system, known);
    }
  }
  return [...broken].sort(byKey).map(([system, { steps, targets }]): Hit => ({
    subjects: [refs.data(data), refs.system(system)],
    details: { steps: steps.map(refs.step), systems: [...targets].sort().map(refs.system) },
    owes: targets.size > 0 ? INTEGRATION : ownersOfData(facts, data),
    shownOn: steps.map(refs.step),
  }));
});
const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);

/** Literal: also where there is no system of record to come from. */
export const M06 = rule('M06', 'B', 'step', (facts, step) => {
  const { relations } = facts;
  return relations.dataAt(step).flatMap(({ data }): readonly Hit[] => {
    if (!facts.isRegulated(data)) return [];
    const sources = relations.systemsOfRecord(data);
    const blind = facts.reviewers(step, data).filter((to) => !facts.reachable(sources, to, data));
    if (blind.length === 0) return [];
    return [
      {
        subjects: [refs.step(step), refs.data(data)],
        details: { systems: blind.map(refs.system), sources: sources.map(refs.system) },
        owes: sources.length > 0 ? INTEGRATION : ownersOfData(facts, data),
      },
    ];
  });
});

export const M07 = rule('M07', 'W', 'dataObject', (facts, data) => {
  if (!facts.isRegulated(data)) return null;
  const steps = facts.stepsWith(data);
  if (steps.some((step) => facts.reviewers(step, data).length > 0)) return null;
  // A review that names this very data counts at a step, too, that does not list the data.
  if (facts.reviewedByName(data)) return null;
  return {
    subjects: [refs.data(data)],
    details: { steps: steps.map(refs.step) },
    owes: ownersOfData(facts, data),
  };
});

export const M08 = rule('M08', 'W', 'dataObject', (facts, data) => {
  if (!facts.isRegulated(data)) return null;
  const weak = facts.relations.systemsOfRecord(data).filter((id) => {
    const system = facts.index.entity('system', id);
    return system?.kind === 'spreadsheet' || system?.kind === 'paper' || system?.auditTrail === 'no';
  });
  if (weak.length === 0) return null;
  return {
    subjects: [refs.data(data)],
    details: { systems: weak.map(refs.system) },
    inputs: weak.flatMap((id) => {
      const system = facts.index.entity('system', id);
      return [system?.kind, system?.auditTrail];
    }),
    owes: ownersOfData(facts, data),
    shownOn: weak.map(refs.system),
  };
});

export const M09 = rule('M09', 'W', 'interface', (facts, id) => {
  const entity = facts.index.entity('interface', id);
  if (entity === undefined || entity.change === 'retire') return null;
  if (entity.mechanism !== 'manual' && entity.mechanism !== 'paper') return null;
  const carried = facts.regulatedCarried(id);
  if (carried.length === 0) return null;
  return {
    subjects: [refs.interface(id)],
    details: { data: carried.map(refs.data) },
    inputs: [entity.mechanism],
    owes: facts.accountable(id, 'IT'),
  };
});

/** References of each kind of record: field and the kind that it names. */
const REFERENCES = Object.fromEntries(
  RECORD_SCOPES.map((kind) => [
    kind,
    Object.entries(entityFields(kind)).flatMap(([field, spec]) =>
      spec.type === 'reference' ? [[field, spec.to as EntityKind] as const] : [],
    ),
  ]),
) as unknown as Readonly<Record<RecordScope, readonly (readonly [string, EntityKind])[]>>;

const brokenReferences = (kind: RecordScope) =>
  rule('M10', 'B', kind, (facts: Facts, id: EntityId) => {
    const entity = facts.index.entity(kind, id) as Readonly<Record<string, unknown>> | undefined;
    return REFERENCES[kind].flatMap(([field, to]): readonly Hit[] => {
      const target = entity?.[field];
      if (typeof target !== 'string' || facts.index.entity(to, target) !== undefined) return [];
      return [
        {
          subjects: [`${kind}/${id}`, `${to}/${target}`],
          details: { field: [`field/${field}`] },
          owes: facts.accountable(id, 'IT'),
        },
      ];
    });
  });

/** Rows whose parts name something missing or deleted; a sleeping row is not one of them. */
const brokenRows = rule('M10', 'B', 'rows', (facts: Facts, kind: RowKind) => {
  const specs = partSpecs(kind);
  return facts.index.dangling(kind).map((row): Hit => {
    const parts = row.parts as Readonly<Record<string, string>>;
    const gone = specs.flatMap((spec) => {
      if (!row.dangling.includes(spec.name)) return [];
      const id = parts[spec.name]!;
      const kinds = partKinds(spec) ?? [];
      return [`${kinds.find((one) => facts.index.keeps(one, id)) ?? kinds[0] ?? spec.name}/${id}`];
    });
    const carrier = specs.find((spec) => 'carries' in spec && spec.carries === true);
    const owner = carrier === undefined ? undefined : parts[carrier.name];
    const kindOfOwner =
      carrier === undefined || owner === undefined
        ? undefined
        : (partKinds(carrier) ?? []).find((one) => facts.index.entity(one, owner) !== undefined);
    return {
      subjects: [
        ...(kindOfOwner === undefined
          ? owner?.startsWith('area.') === true
            ? [`area/${owner}`]
            : []
          : [`${kindOfOwner}/${owner}`]),
        ...gone,
      ],
      details: { row: [`row/${kind}/${row.key}`] },
      owes: owner === undefined ? INTEGRATION : facts.accountable(owner, 'IT'),
    };
  });
});

const NAME_FIELD: Readonly<Record<NamedKind, string>> = {
  person: 'name',
  step: 'title',
  system: 'name',
  dataObject: 'title',
  output: 'title',
  logic: 'title',
  reference: 'title',
};

/** As people read a name: case, accents' composition and doubled spaces do not count. */
export const foldName = (name: string): string =>
  name.normalize('NFKC').toLocaleLowerCase('en').replaceAll(/\s+/gu, ' ').trim();

export const M11 = rule('M11', 'I', 'names', (facts, kind) => {
  const byName = new Map<string, Set<EntityId>>();
  const say = (name: unknown, id: EntityId): void => {
    const folded = typeof name === 'string' ? foldName(name) : '';
    if (folded === '') return;
    const known = byName.get(folded);
    if (known === undefined) byName.set(folded, new Set([id]));
    else known.add(id);
  };
  for (const id of facts.index.ids(kind)) {
    const entity = facts.index.entity(kind, id) as Readonly<Record<string, unknown>> | undefined;
    say(entity?.[NAME_FIELD[kind]], id);
    if (kind === 'system') for (const row of facts.index.rows('aliasBySystem', id)) say(row.parts.name, id);
  }
  const groups = [...byName.values()].filter((ids) => ids.size > 1).map((ids) => [...ids].sort());
  // Two systems may share a name and an alias: one finding for the same records.
  const distinct = new Map(groups.map((ids) => [ids.join('|'), ids]));
  return [...distinct.values()].map((ids): Hit => ({
    subjects: ids.map((id) => `${kind}/${id}`),
    owes: facts.accountable(ids[0]!, 'OPS'),
  }));
});

export const MASTER_DATA_RULES: readonly Rule[] = [
  M01,
  M02,
  M03,
  M04,
  M05,
  M06,
  M07,
  M08,
  M09,
  ...RECORD_SCOPES.filter((kind) => REFERENCES[kind].length > 0).map(brokenReferences),
  brokenRows,
  M11,
] as readonly Rule[];
