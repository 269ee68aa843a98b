/**
 * Finds what hangs on a record: directly by a row or a field, and through data, where an output is fed with data whose
 * record or whose way runs over it. Whether a way is the only one is tried, not guessed.
 */
import type { Facts } from '../findings/facts.ts';
import type { SubjectRef } from '../findings/finding.ts';
import { refs } from '../findings/rule.ts';
import type { EntityId, Row } from '../read/snapshot.ts';
import { ALL } from '../read/board-index.ts';
import { type Responsibility, type RoleUse } from '../schema/vocabulary.ts';
import { TRACEABLE, type Dependents, type Traceable, type Why } from './dependents.ts';
import { Gather } from './gather.ts';
import { factsOf, idOf, kindOf, type TraceSource } from './source.ts';
import { nearestWay, reachesWithout, wayBetween, type Way, type Without } from './ways.ts';

const roleWhy = (use: RoleUse): 'collect' | 'record' | 'review' =>
  use === 'collect' || use === 'record' ? use : 'review';

const CODE_WHY: Readonly<Record<Responsibility, Why>> = {
  A: 'answer',
  V: 'refuse',
  R: 'take_part',
  C: 'take_part',
  I: 'take_part',
};

/** Rows of a role at a step that say it of another system. */
const otherRoles = (facts: Facts, row: Row<'role'>): boolean =>
  facts.index
    .rows('roleByStep', row.parts.step)
    .some(({ parts }) => parts.system !== row.parts.system && roleWhy(parts.use) === roleWhy(row.parts.use));

/** Wholes of which a data object is a part. */
const wholesOf = (facts: Facts, data: EntityId): readonly EntityId[] =>
  facts.index
    .ids('dataObject')
    .filter((whole) => whole !== data && facts.index.rows('partByWhole', whole).some((row) => row.parts.part === data));

/** Outputs that are fed with a data object. */
function throughData(
  gather: Gather,
  facts: Facts,
  data: EntityId,
  why: Why,
  via: readonly SubjectRef[],
  sole: boolean,
) {
  for (const { parts } of facts.index.rows('feedByData', data))
    gather.add(refs.output(parts.output), why, [...via, refs.data(data)], sole);
}

const runsOver = (facts: Facts, way: Way | null, without: Without): boolean =>
  (way?.interfaces ?? []).some((id) => {
    if (id === without.interface) return true;
    const entity = facts.index.entity('interface', id);
    return without.system !== undefined && (entity?.fromId === without.system || entity?.toId === without.system);
  });

/** Everything whose data comes over an interface, or through a system that is neither end of the way. */
function overWays(gather: Gather, facts: Facts, carried: readonly EntityId[], without: Without): void {
  const { relations } = facts;
  const isEnd = (system: EntityId): boolean => system === without.system;
  /** `null` where no way runs over it, else whether it is the only one. */
  const hangs = (from: readonly EntityId[], to: EntityId, data: EntityId): boolean | null => {
    const starts = from.filter((system) => !isEnd(system));
    if (isEnd(to) || !runsOver(facts, nearestWay(facts, starts, to, data), without)) return null;
    return !reachesWithout(facts, from, to, data, without);
  };
  for (const data of carried) {
    const ref = refs.data(data);
    const homes = relations.systemsOfRecord(data);
    for (const { parts } of facts.index.rows('feedByData', data)) {
      const output = refs.output(parts.output);
      const supply = hangs(homes, parts.system, data);
      if (supply !== null) gather.add(output, 'supply', [ref], supply);
      const recordSystem = facts.index.entity('output', parts.output)?.recordSystemId;
      if (recordSystem === undefined || recordSystem === parts.system) continue;
      const onward = hangs([parts.system], recordSystem, data);
      if (onward !== null) gather.add(output, 'onward', [ref], onward);
    }
    for (const { step, written } of relations.stepsOf(data)) {
      const named = relations.effective(step, data, 'record').map((role) => role.system);
      const targets = named.length > 0 ? named : homes;
      for (const { system } of written ? relations.effective(step, data, 'collect') : []) {
        const way = targets
          .map((to) => wayBetween(facts, system, to, data))
          .reduce<Way | null>((best, one) => (shorter(one, best) ? one : best), null);
        if (isEnd(system) || (way !== null && isEnd(way.to)) || !runsOver(facts, way, without)) continue;
        const sole = !targets.some((to) => reachesWithout(facts, [system], to, data, without));
        gather.add(refs.step(step), 'capture', [ref], sole);
        gather.add(ref, 'capture', [refs.step(step)], sole);
        throughData(gather, facts, data, 'capture', [refs.step(step)], sole);
      }
      for (const reviewer of facts.reviewers(step, data)) {
        const sole = hangs(homes, reviewer, data);
        if (sole !== null) gather.add(refs.step(step), 'review_way', [ref], sole);
      }
    }
  }
}
const shorter = (one: Way, best: Way | null): boolean =>
  best === null || (one.interfaces?.length ?? Infinity) < (best.interfaces?.length ?? Infinity);

function ofSystem(gather: Gather, facts: Facts, id: EntityId): void {
  const { index, relations } = facts;
  for (const one of index.ids('interface')) {
    const entity = index.entity('interface', one);
    if (entity?.fromId !== id && entity?.toId !== id) continue;
    gather.add(refs.interface(one), 'end', [], true);
    for (const end of [entity.fromId, entity.toId])
      if (end !== undefined && index.entity('system', end) !== undefined)
        gather.add(refs.system(end), 'end', [refs.interface(one)]);
  }
  for (const row of index.rows('roleBySystem', id))
    if (row.parts.step !== ALL)
      gather.add(refs.step(row.parts.step), roleWhy(row.parts.use), [], !otherRoles(facts, row));
  for (const data of index.ids('dataObject')) {
    const ref = refs.data(data);
    const homes = relations.systemsOfRecord(data);
    if (homes.includes(id)) {
      gather.add(ref, 'record', [], homes.length === 1);
      throughData(gather, facts, data, 'record', [], homes.length === 1);
    }
    const collectors = facts.collectors(data);
    if (collectors.includes(id)) gather.add(ref, 'collect', [], collectors.length === 1);
    const reviewers = new Set(relations.stepsOf(data).flatMap(({ step }) => facts.reviewers(step, data)));
    if (reviewers.has(id)) gather.add(ref, 'review', [], reviewers.size === 1);
    if (index.entity('dataObject', data)?.asIsSoR === id) gather.add(ref, 'as_is', [], true);
  }
  for (const { parts } of index.rows('feedBySystem', id)) {
    const others = index.rows('feedByOutput', parts.output).some((row) => row.parts.system !== id);
    gather.add(refs.output(parts.output), 'feed', [refs.data(parts.data)], !others);
  }
  for (const output of index.ids('output'))
    if (index.entity('output', output)?.recordSystemId === id) gather.add(refs.output(output), 'record', [], true);
  for (const logic of index.ids('logic'))
    if (index.entity('logic', logic)?.systemId === id) gather.add(`logic/${logic}`, 'logic', [], true);
  overWays(gather, facts, index.ids('dataObject'), { system: id });
  ownersOfSystem(gather, facts, id);
}

function ownersOfSystem(gather: Gather, facts: Facts, id: EntityId): void {
  const system = facts.index.entity('system', id);
  for (const [person, why] of [
    [system?.processOwnerId, 'process_owner'],
    [system?.systemOwnerId, 'system_owner'],
  ] as const) {
    const entity = facts.index.entity('person', person ?? '');
    if (entity === undefined) continue;
    gather.add(refs.person(entity.id), why);
    if (entity.function !== undefined && entity.function !== 'OTHER') gather.add(refs.function(entity.function), why);
  }
}

function ofData(gather: Gather, facts: Facts, id: EntityId): void {
  const { index, relations } = facts;
  for (const { parts } of index.rows('feedByData', id)) {
    const others = index.rows('feedByOutput', parts.output).some((row) => row.parts.data !== id);
    gather.add(refs.output(parts.output), 'feed', [refs.system(parts.system)], !others);
  }
  for (const whole of wholesOf(facts, id)) {
    gather.add(refs.data(whole), 'part');
    throughData(gather, facts, whole, 'part', [], false);
  }
  for (const { parts } of index.rows('partByWhole', id)) gather.add(refs.data(parts.part), 'part');
  for (const { parts } of index.rows('interfaceByData', id))
    gather.add(refs.interface(parts.interface), 'carry', [], relations.carries(parts.interface).length === 1);
  const writers = relations.writers(id);
  for (const { step, written } of relations.stepsOf(id))
    gather.add(refs.step(step), written ? 'write' : 'use', [], written && writers.length === 1);
  for (const system of relations.systemsOfRecord(id)) gather.add(refs.system(system), 'record');
  for (const system of facts.collectors(id)) gather.add(refs.system(system), 'collect');
  for (const { step } of relations.stepsOf(id))
    for (const system of facts.reviewers(step, id)) gather.add(refs.system(system), 'review');
  for (const { parts } of index.rows('logicByData', id)) gather.add(`logic/${parts.logic}`, 'logic');
}

function ofInterface(gather: Gather, facts: Facts, id: EntityId): void {
  const { index, relations } = facts;
  const entity = index.entity('interface', id);
  for (const end of [entity?.fromId, entity?.toId])
    if (end !== undefined && index.entity('system', end) !== undefined) gather.add(refs.system(end), 'end');
  const carried = relations.carries(id);
  for (const data of carried) {
    const others = index
      .rows('interfaceByData', data)
      .some(({ parts }) => parts.interface !== id && index.entity('interface', parts.interface)?.change !== 'retire');
    gather.add(refs.data(data), 'carry', [], !others);
  }
  overWays(gather, facts, carried, { interface: id });
}

function ofStep(gather: Gather, facts: Facts, id: EntityId): void {
  const { index, relations } = facts;
  for (const { data, uses } of relations.dataAt(id)) {
    const ref = refs.data(data);
    if (!uses.some((use) => use !== 'use')) {
      gather.add(ref, 'use');
      continue;
    }
    const sole = relations.writers(data).length === 1;
    gather.add(ref, 'write', [], sole);
    throughData(gather, facts, data, 'write', [], sole);
    for (const { step, written } of relations.stepsOf(data))
      if (!written) gather.add(refs.step(step), 'use', [ref], sole);
    if (relations.effective(id, data, 'record').length > 0) {
      const elsewhere = [...relations.writers(data).filter((step) => step !== id), ALL].some(
        (step) => relations.effective(step, data, 'record').length > 0,
      );
      gather.add(ref, 'record', [], !elsewhere);
      throughData(gather, facts, data, 'record', [], !elsewhere);
    }
  }
  for (const { parts } of index.rows('roleByStep', id)) gather.add(refs.system(parts.system), roleWhy(parts.use));
  for (const [states, why] of [
    [relations.captureStates(id), 'capture'],
    [relations.reviewStates(id), 'review_way'],
  ] as const)
    for (const state of states)
      if (state.kind === 'path')
        for (const one of state.interfaces) gather.add(refs.interface(one), why, [refs.data(state.data)]);
  for (const logic of index.ids('logic'))
    if (index.entity('logic', logic)?.stepId === id) gather.add(`logic/${logic}`, 'logic', [], true);
}

const SUBJECT_KINDS = ['step', 'dataObject', 'output', 'interface', 'logic'] as const;

function subjectRef(facts: Facts, subject: string): SubjectRef | null {
  if (subject.startsWith('area.')) return `area/${subject}`;
  const kind = SUBJECT_KINDS.find((one) => facts.index.entity(one, subject) !== undefined);
  return kind === undefined ? null : `${kind}/${subject}`;
}

function ofPerson(gather: Gather, facts: Facts, id: EntityId): void {
  const { index, relations } = facts;
  const entity = index.entity('person', id);
  for (const { parts } of index.rows('respByPerson', id)) {
    const ref = subjectRef(facts, parts.subject);
    if (ref === null) continue;
    const others = relations
      .holders(parts.subject)
      .some((holder) => holder.code === parts.code && holder.person !== null && holder.person.id !== id);
    gather.add(ref, CODE_WHY[parts.code], [], !others);
  }
  for (const output of index.ids('output')) {
    const approvers = index.rows('approverByOutput', output);
    for (const { parts } of approvers) {
      if (parts.person !== id) continue;
      const others = approvers.some(
        (row) =>
          row.parts.function === parts.function &&
          row.parts.person !== id &&
          facts.activePerson(row.parts.person, row.parts.function) !== null,
      );
      gather.add(refs.output(output), 'approve', [], !others);
    }
  }
  for (const system of index.ids('system')) {
    const said = index.entity('system', system);
    if (said?.processOwnerId === id) gather.add(refs.system(system), 'process_owner', [], true);
    if (said?.systemOwnerId === id) gather.add(refs.system(system), 'system_owner', [], true);
  }
  if (entity?.function !== undefined && entity.function !== 'OTHER') {
    const others = index
      .ids('person')
      .some((one) => one !== id && index.entity('person', one)?.function === entity.function);
    gather.add(refs.function(entity.function), 'take_part', [], !others);
  }
}

/** Who answers for what was found, may refuse it or approves it. */
function addOwners(gather: Gather, facts: Facts): void {
  for (const ref of [gather.of, ...gather.refs('output', 'dataObject', 'step', 'interface', 'logic')]) {
    const via = ref === gather.of ? [] : [ref];
    for (const holder of facts.relations.holders(idOf(ref))) {
      if (holder.code !== 'A' && holder.code !== 'V') continue;
      const why = CODE_WHY[holder.code];
      if (holder.person !== null) gather.add(refs.person(holder.person.id), why, via);
      if (holder.function !== 'OTHER') gather.add(refs.function(holder.function), why, via);
    }
    for (const { parts } of facts.index.rows('approverByOutput', idOf(ref))) {
      if (facts.activePerson(parts.person, parts.function) !== null)
        gather.add(refs.person(parts.person), 'approve', via);
      if (parts.function !== 'OTHER') gather.add(refs.function(parts.function), 'approve', via);
    }
  }
}

const FIND: Readonly<Record<Traceable, (gather: Gather, facts: Facts, id: EntityId) => void>> = {
  system: ofSystem,
  dataObject: ofData,
  interface: ofInterface,
  step: ofStep,
  person: ofPerson,
};
const isTraceable = (kind: string): kind is Traceable => (TRACEABLE as readonly string[]).includes(kind);

/** What hangs on a system, data object, interface, step or person; nothing for one that is not on the board. */
export function dependentsOf(source: TraceSource, ref: SubjectRef): Dependents {
  const facts = factsOf(source);
  const gather = new Gather(ref, facts);
  const kind = kindOf(ref);
  if (isTraceable(kind) && facts.index.entity(kind, idOf(ref)) !== undefined) {
    FIND[kind](gather, facts, idOf(ref));
    if (kind !== 'person') addOwners(gather, facts);
  }
  return gather.dependents();
}
