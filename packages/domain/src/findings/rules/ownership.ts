/** O rules: who answers, who may refuse, who does the work, for items and for the four areas (DOMAIN section 4). */
import type { EntityId } from '../../read/snapshot.ts';
import { OWNING_FUNCTIONS, type Area, type OwningFunction, type Responsibility } from '../../schema/vocabulary.ts';
import { isOwning, type Facts } from '../facts.ts';
import { refs, rule, type Hit, type Rule } from '../rule.ts';

type Owned = 'step' | 'dataObject' | 'output' | 'interface';
const OWNED: readonly Owned[] = ['step', 'dataObject', 'output', 'interface'];

/** Who names the accountable of an item that has none. */
const NAMES_OWNER: Readonly<Record<Owned, OwningFunction>> = {
  step: 'OPS',
  dataObject: 'QUA',
  output: 'QUA',
  interface: 'IT',
};

const owningOf = (functions: readonly string[]): readonly OwningFunction[] =>
  OWNING_FUNCTIONS.filter((said) => functions.includes(said));

const nobodyAccountable = (kind: Owned) =>
  rule(
    'O01',
    'B',
    kind,
    (facts: Facts, id: EntityId) =>
      facts.accountableRows(id).length === 0 && { subjects: [`${kind}/${id}`], owes: [NAMES_OWNER[kind]] },
  );

const severalAccountable = (kind: Owned | 'logic') =>
  rule('O02', 'B', kind, (facts: Facts, id: EntityId) => {
    const rows = facts.accountableRows(id);
    if (rows.length < 2) return null;
    const functions = owningOf(rows.map((row) => row.parts.function));
    return {
      subjects: [`${kind}/${id}`],
      details: {
        functions: functions.map(refs.function),
        persons: [...new Set(rows.map((row) => row.parts.person))].sort().map(refs.person),
      },
      owes: functions.length > 0 ? functions : (['OPS'] as const),
    };
  });

/** A and V need an active person of that very function; OTHER is never either. */
function unnamed(facts: Facts, subject: string, ref: string): readonly Hit[] {
  const bad = new Map<string, Hit>();
  for (const { parts } of facts.index.rows('respBySubject', subject)) {
    if (parts.code !== 'A' && parts.code !== 'V') continue;
    if (isOwning(parts.function) && facts.isActive(parts.person, parts.function)) continue;
    bad.set(`${parts.function}|${parts.code}`, {
      subjects: [ref, refs.function(parts.function), refs.code(parts.code)],
      details: { persons: parts.person === '-' ? [] : [refs.person(parts.person)] },
      owes: [isOwning(parts.function) ? parts.function : 'OPS'],
    });
  }
  return [...bad.values()];
}
const unnamedHolder = (kind: Owned | 'logic') =>
  rule('O03', 'B', kind, (facts: Facts, id: EntityId) => unnamed(facts, id, `${kind}/${id}`));
const unnamedInArea = rule('O03', 'B', 'area', (facts, area) => unnamed(facts, area, refs.area(area)));

export const O04 = rule('O04', 'B', 'area', (facts, area) => {
  const rows = facts.accountableRows(area);
  if (rows.length === 1) return null;
  const functions = owningOf(rows.map((row) => row.parts.function));
  return {
    subjects: [refs.area(area)],
    details: { functions: functions.map(refs.function) },
    inputs: [rows.length],
    owes: functions.length > 0 ? functions : OWNING_FUNCTIONS,
  };
});

const has = (facts: Facts, area: Area, said: OwningFunction, codes: readonly Responsibility[]): boolean =>
  facts.codes(area, said).some((code) => codes.includes(code));

/** Where quality must be able to refuse once anything is regulated. */
const QUALITY_AREAS: ReadonlySet<Area> = new Set(['area.requirements', 'area.validation', 'area.change_control']);
export const O05 = rule(
  'O05',
  'B',
  'area',
  (facts, area) =>
    QUALITY_AREAS.has(area) &&
    facts.anyRegulatedOutput() &&
    !has(facts, area, 'QUA', ['A', 'V']) && { subjects: [refs.area(area)], owes: ['QUA'] as const },
);

export const O06 = rule('O06', 'B', 'area', (facts, area) => {
  if (facts.classification().result !== 'JOINT') return null;
  return (['OPS', 'QUA'] as const)
    .filter((said) => !has(facts, area, said, ['A', 'V']))
    .map((said): Hit => ({ subjects: [refs.area(area), refs.function(said)], owes: [said] }));
});

/** Where IT must do or answer once an interface is changed. */
const INTERFACE_AREAS: ReadonlySet<Area> = new Set(['area.data_models', 'area.validation', 'area.change_control']);
export const O07 = rule(
  'O07',
  'B',
  'area',
  (facts, area) =>
    INTERFACE_AREAS.has(area) &&
    facts.anyInterfaceChanged() &&
    !has(facts, area, 'IT', ['A', 'R']) && { subjects: [refs.area(area)], owes: ['IT'] as const },
);

export const O08 = rule('O08', 'W', 'area', (facts, area) => {
  if (area !== 'area.validation') return null;
  const rows = facts.index.rows('respBySubject', area).filter((row) => row.parts.person !== '-');
  const doing = rows.filter((row) => row.parts.code === 'A' || row.parts.code === 'R');
  const does = new Set(doing.map((row) => row.parts.person));
  const both = new Map(
    rows
      .filter((row) => row.parts.code === 'V' && does.has(row.parts.person))
      .map((row) => [row.parts.person, row.parts.function]),
  );
  return [...both]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([person, said]): Hit => ({
      subjects: [refs.area(area), refs.person(person)],
      inputs: doing.flatMap(({ parts }) => (parts.person === person ? [parts.code] : [])),
      owes: [isOwning(said) ? said : 'QUA'],
    }));
});

export const O09 = rule('O09', 'B', 'step', (facts, step) => {
  const entity = facts.index.entity('step', step);
  if (!facts.isChanged(entity) || entity?.driver !== 'OPS' || entity.regulated !== true) return null;
  return facts.codes(step, 'QUA').length === 0 && { subjects: [refs.step(step)], owes: ['QUA'] as const };
});

/** Kinds of step that are work on the floor: a change that quality drives touches operators there. */
const FLOOR_KINDS: ReadonlySet<string | undefined> = new Set(['execute', 'record', 'test', 'transfer']);
/** True for a changed step that quality drives and operators do. */
export const changesOperatorsWork = (facts: Facts, step: EntityId): boolean => {
  const entity = facts.index.entity('step', step);
  return facts.isChanged(entity) && entity?.driver === 'QUA' && FLOOR_KINDS.has(entity.kind);
};

export const O10 = rule(
  'O10',
  'B',
  'step',
  (facts, step) =>
    changesOperatorsWork(facts, step) &&
    facts.codes(step, 'OPS').length === 0 && { subjects: [refs.step(step)], owes: ['OPS'] as const },
);

export const O11 = rule('O11', 'W', 'area', (facts, area) =>
  OWNING_FUNCTIONS.filter((said) => !facts.hasPart(area, said)).map((said): Hit => ({
    subjects: [refs.area(area), refs.function(said)],
    owes: [said],
  })),
);

export const OWNERSHIP_RULES: readonly Rule[] = [
  ...OWNED.map(nobodyAccountable),
  ...[...OWNED, 'logic' as const].map(severalAccountable),
  ...[...OWNED, 'logic' as const].map(unnamedHolder),
  unnamedInArea,
  O04,
  O05,
  O06,
  O07,
  O08,
  O09,
  O10,
  O11,
] as readonly Rule[];
