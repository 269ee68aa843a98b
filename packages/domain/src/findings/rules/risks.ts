/** R rules: what must be assessed or decided before the plan may stand (DOMAIN section 4). */
import type { EntityId } from '../../read/snapshot.ts';
import { RISK_KINDS, OWNING_FUNCTIONS, type OwningFunction } from '../../schema/vocabulary.ts';
import type { Facts } from '../facts.ts';
import { refs, rule, type Hit, type Rule } from '../rule.ts';
import { ownersOfData } from './master-data.ts';
import { changesOperatorsWork } from './ownership.ts';

type RiskKind = (typeof RISK_KINDS)[number];

/** Function of a person that a system names, IT where nobody valid is named. */
function ownerOfSystem(
  facts: Facts,
  system: EntityId,
  field: 'processOwnerId' | 'systemOwnerId',
): readonly OwningFunction[] {
  const person = facts.index.entity('person', facts.index.entity('system', system)?.[field] ?? '');
  return person?.function !== undefined && person.function !== 'OTHER' ? [person.function] : ['IT'];
}

/** Who owes an assessment: the duty function of the open risk of the kind, if somebody has entered one. */
function dutyOf(facts: Facts, kind: RiskKind, otherwise: OwningFunction): readonly OwningFunction[] {
  const said = new Set(facts.risksOfKind(kind).map((id) => facts.index.entity('risk', id)?.dutyFunction));
  const duties = OWNING_FUNCTIONS.filter((one) => said.has(one));
  return duties.length > 0 ? duties : [otherwise];
}

const openImpact = (facts: Facts, kind: RiskKind, duty: OwningFunction): Hit => ({
  subjects: [refs.riskKind(kind)],
  details: { risks: facts.risksOfKind(kind).map(refs.risk) },
  owes: dutyOf(facts, kind, duty),
  shownOn: facts.risksOfKind(kind).map(refs.risk),
});

export const R01 = rule('R01', 'B', 'system', (facts, id) => {
  const system = facts.index.entity('system', id);
  if (system?.plannedAction !== 'replace' || !facts.hasConstraint(id, 'replacement_not_allowed')) return null;
  return { subjects: [refs.system(id)], owes: ownerOfSystem(facts, id, 'systemOwnerId') };
});

export const R02 = rule('R02', 'W', 'step', (facts, step) => {
  if (!facts.isChanged(facts.index.entity('step', step)) || facts.hasAssessedRisk('downtime')) return null;
  const used = [...new Set(facts.index.rows('roleByStep', step).map((row) => row.parts.system))].sort();
  const restricted = used.filter((system) => facts.hasConstraint(system, 'downtime_window'));
  if (restricted.length === 0) return null;
  return {
    subjects: [refs.step(step)],
    details: { systems: restricted.map(refs.system) },
    owes: dutyOf(facts, 'downtime', 'OPS'),
  };
});

/** Impacts on operations and IT of what quality leads or drives, and who assesses each where nobody is named. */
const OPERATIONS_IMPACTS = [
  ['downtime', 'OPS'],
  ['integration', 'IT'],
  ['performance', 'IT'],
] as const;

export const R03 = rule('R03', 'B', 'board', (facts) => {
  const open = OPERATIONS_IMPACTS.filter(([kind]) => !facts.hasAssessedRisk(kind, ['OPS', 'IT']));
  if (open.length === 0) return null;
  const led = facts.classification().result === 'QUALITY_LED';
  if (!led && !facts.index.ids('step').some((step) => changesOperatorsWork(facts, step))) return null;
  return open.map(([kind, duty]) => openImpact(facts, kind, duty));
});

const QUALITY_IMPACTS: ReadonlySet<string | undefined> = new Set(['test_method', 'sampling_plan', 'batch_record']);

export const R04 = rule('R04', 'B', 'dataObject', (facts, data) => {
  const entity = facts.index.entity('dataObject', data);
  if (!facts.isChanged(entity) || !QUALITY_IMPACTS.has(entity?.category)) return null;
  const kind = entity?.category as RiskKind;
  if (facts.hasAssessedRisk(kind, ['QUA'])) return null;
  return {
    subjects: [refs.data(data)],
    details: { riskKinds: [refs.riskKind(kind)], risks: facts.risksOfKind(kind).map(refs.risk) },
    owes: ['QUA'],
    shownOn: facts.risksOfKind(kind).map(refs.risk),
  };
});

export const R05 = rule('R05', 'W', 'dataObject', (facts, data) => {
  if (!facts.isRegulated(data)) return null;
  const retiring = (id: EntityId): boolean => facts.index.entity('system', id)?.lifecycle === 'retiring';
  const unsupportedBy = (id: EntityId): readonly EntityId[] =>
    facts.constraintsOf(id).filter((one) => facts.index.entity('constraint', one)?.kind === 'legacy_unsupported');
  const borrowed = facts.relations.systemsOfRecord(data).filter((id) => {
    const unsupported = unsupportedBy(id);
    if (!retiring(id) && unsupported.length === 0) return false;
    return ![id, ...unsupported].some((subject) => facts.decisionsAbout(subject).length > 0);
  });
  if (borrowed.length === 0) return null;
  return {
    subjects: [refs.data(data)],
    details: { systems: borrowed.map(refs.system) },
    inputs: borrowed.flatMap((id) => [retiring(id), ...unsupportedBy(id)]),
    owes: ownersOfData(facts, data),
    shownOn: borrowed.map(refs.system),
  };
});

export const R06 = rule('R06', 'W', 'dataObject', (facts, data) => {
  if (!facts.isRegulated(data)) return null;
  const validatedOf = (id: EntityId): string | undefined => facts.index.entity('system', id)?.validated;
  const untrusted = facts.relations
    .systemsOfRecord(data)
    .filter((id) => ['no', 'unknown'].includes(validatedOf(id) ?? ''));
  if (untrusted.length === 0) return null;
  return {
    subjects: [refs.data(data)],
    details: { systems: untrusted.map(refs.system) },
    inputs: untrusted.map(validatedOf),
    owes: ownersOfData(facts, data),
    shownOn: untrusted.map(refs.system),
  };
});

/** From here on a median says that recording is deliberately changed. */
const DELIBERATE = 2;

export const R07 = rule('R07', 'B', 'board', (facts) => {
  const recording = facts.classification().medians.find((one) => one.question === 'S3');
  if (!Object.values(recording?.by ?? {}).some((median) => median >= DELIBERATE)) return null;
  const hits: Hit[] = [];
  if (!facts.hasAssessedRisk('batch_record', ['QUA'])) hits.push(openImpact(facts, 'batch_record', 'QUA'));
  if (!facts.hasAssessedRisk('integration', ['OPS', 'IT'])) hits.push(openImpact(facts, 'integration', 'IT'));
  return hits;
});

export const R08 = rule('R08', 'W', 'system', (facts, id) => {
  if (facts.index.entity('system', id)?.plannedAction !== 'replace' || facts.hasAgreedDecision(id)) return null;
  return { subjects: [refs.system(id)], owes: ownerOfSystem(facts, id, 'processOwnerId') };
});

export const RISK_RULES: readonly Rule[] = [R01, R02, R03, R04, R05, R06, R07, R08] as readonly Rule[];
