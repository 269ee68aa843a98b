/** Repairs of the R and G rules: enter the risk or the decision that people then have to speak on. */
import { call } from '../../mutate/by-name.ts';
import type { Entity, EntityId } from '../../read/snapshot.ts';
import type { OwningFunction } from '../../schema/vocabulary.ts';
import type { Facts } from '../facts.ts';
import type { SubjectRef } from '../finding.ts';
import { first, fixOf, idOf, type Fix, type Fixers } from './fix.ts';

export function enterRisk(
  facts: Facts,
  kind: NonNullable<Entity<'risk'>['kind']>,
  duty: OwningFunction,
  links: readonly EntityId[],
): readonly Fix[] {
  // An open risk waits for its assessment; a second one would not help.
  const waiting = facts
    .risksOfKind(kind)
    .some((id) => facts.index.entity('risk', id)?.dutyFunction === duty || kind === 'data_migration');
  if (waiting) return [];
  return [
    fixOf({ id: `risk:${kind}`, kind: 'enter-risk', names: [`riskKind/${kind}`, `function/${duty}`] }, [
      call('createEntity', { kind: 'risk', fields: { kind, dutyFunction: duty }, links }),
    ]),
  ];
}

const enterDecision = (about: string, names: readonly SubjectRef[]): Fix =>
  fixOf({ id: `decision:${about}`, kind: 'enter-decision', names }, [
    call('createEntity', { kind: 'decision', fields: {}, links: [about] }),
  ]);

export const RISK_FIXERS: Fixers = {
  R01: (_, finding) => [
    fixOf({ id: 'keep', kind: 'keep-system', names: [finding.subjects[0]!] }, [
      call('setField', { kind: 'system', id: first(finding), field: 'plannedAction', value: 'keep' }),
    ]),
  ],
  R02: (facts, finding) => enterRisk(facts, 'downtime', 'OPS', [first(finding)]),
  R03: (facts, finding) => {
    const kind = first(finding) as 'downtime' | 'integration' | 'performance';
    return enterRisk(facts, kind, kind === 'downtime' ? 'OPS' : 'IT', []);
  },
  R04: (facts, finding) => {
    const category = facts.index.entity('dataObject', first(finding))?.category;
    return category === 'test_method' || category === 'sampling_plan' || category === 'batch_record'
      ? enterRisk(facts, category, 'QUA', [first(finding)])
      : [];
  },
  R05: (_, finding) => (finding.details['systems'] ?? []).map((system) => enterDecision(idOf(system), [system])),
  R07: (facts, finding) => {
    const kind = first(finding) as 'batch_record' | 'integration';
    return enterRisk(facts, kind, kind === 'batch_record' ? 'QUA' : 'IT', []);
  },
  R08: (facts, finding) =>
    facts.decisionsAbout(first(finding)).length > 0 ? [] : [enterDecision(first(finding), finding.subjects)],
  G03: (facts, finding) => {
    const about = `scoping.${first(finding)}`;
    return facts.decisionsAbout(about).length > 0 ? [] : [enterDecision(about, finding.subjects)];
  },
};
