/** Section 6: steps with their three system roles, data in and out, branches, and the systems on the map. */
import type { Entity, SlotGroup } from '@chartroom/domain';
import type { BranchLine, MissingPath, ProcessMap, RoleGroup, RoleUse, StepLine, SystemLine } from '../model.ts';
import { ownership } from './ownership.ts';
import type { Source } from './source.ts';
import { byCodeUnit, byLabel, distinct, evidenceOf, rowAddress, rowAddresses, said } from './source.ts';

const REVIEW_USES = ['review', 'release', 'audit'] as const;

const roleGroup = (from: Source, step: string, use: 'collect' | 'record' | 'review', group: SlotGroup): RoleGroup => {
  const usesOf = (system: string): readonly RoleUse[] =>
    use === 'review' ? REVIEW_USES.filter((one) => from.relations.reviewUses(step, system).includes(one)) : [use];
  return {
    systems: group.systems
      .map(({ system }) => ({ system: from.ref('system', system), uses: usesOf(system) }))
      .toSorted((a, b) => byLabel(a.system, b.system)),
    data: distinct(group.data.map((data) => from.ref('dataObject', data))).toSorted(byLabel),
    conflict: group.conflict,
    evidence: rowAddresses(group.systems.flatMap(({ rows }) => rows)),
  };
};

const groups = (from: Source, step: string, use: 'collect' | 'record' | 'review'): readonly RoleGroup[] =>
  from.relations
    .slot(step, use)
    .map((group) => roleGroup(from, step, use, group))
    .filter((group) => group.systems.length > 0);

const missingPaths = (from: Source, step: string): readonly MissingPath[] => {
  const broken = (purpose: MissingPath['purpose']): readonly MissingPath[] =>
    (purpose === 'record' ? from.relations.captureStates(step) : from.relations.reviewStates(step))
      .filter((state) => state.kind === 'broken')
      .map((state) => ({
        purpose,
        data: from.ref('dataObject', state.data),
        from: from.ref('system', state.from),
        to: from.ref('system', state.to),
      }))
      .toSorted((a, b) => byLabel(a.data, b.data) || byLabel(a.from, b.from) || byLabel(a.to, b.to));
  return [...broken('record'), ...broken('review')];
};

const stepLine = (from: Source, step: Entity<'step'>, index: number): StepLine => {
  const record = groups(from, step.id, 'record');
  const data = from.relations.dataAt(step.id);
  const written = data.map(({ data: id, uses }) => ({
    data: from.ref('dataObject', id),
    uses: uses.filter((use) => use !== 'use'),
  }));
  return {
    id: step.id,
    position: index + 1,
    title: said(step.title),
    kind: step.kind ?? null,
    momCategory: step.momCategory ?? null,
    regulated: step.regulated ?? null,
    capture: step.capture ?? null,
    collects: groups(from, step.id, 'collect'),
    record,
    review: groups(from, step.id, 'review'),
    recordMissing: record.length === 0 && from.relations.needsRecord(step.id),
    missingPaths: missingPaths(from, step.id),
    dataIn: data
      .filter(({ uses }) => uses.includes('use'))
      .map(({ data: id }) => from.ref('dataObject', id))
      .toSorted(byLabel),
    dataOut: written.filter(({ uses }) => uses.length > 0).toSorted((a, b) => byLabel(a.data, b.data)),
    change: step.change ?? null,
    driver: step.driver ?? null,
    note: from.note(step.id),
    ...ownership(from, step.id),
    evidence: evidenceOf('step', step.id, [
      ...from.rows('role', 'step', step.id),
      ...from.rows('stepData', 'step', step.id),
      ...from.rows('resp', 'subject', step.id),
    ]),
  };
};

const systemLine = (from: Source, system: Entity<'system'>): SystemLine => {
  const aliases = from.rows('alias', 'system', system.id);
  return {
    id: system.id,
    name: said(system.name),
    aliases: aliases.map((row) => row.parts.name).toSorted(byCodeUnit),
    kind: system.kind ?? null,
    domain: system.domain ?? null,
    isaLevel: system.isaLevel ?? null,
    gampCategory: system.gampCategory ?? null,
    validated: system.validated ?? null,
    auditTrail: system.auditTrail ?? null,
    lifecycle: system.lifecycle ?? null,
    plannedAction: system.plannedAction ?? null,
    processOwner: from.person(system.processOwnerId),
    systemOwner: from.person(system.systemOwnerId),
    note: from.note(system.id),
    evidence: evidenceOf('system', system.id, aliases),
  };
};

export const composeProcessMap = (from: Source): ProcessMap => ({
  steps: from.live('step').map((step, index) => stepLine(from, step, index)),
  branches: from.snapshot.rows.flow
    .map((row): BranchLine => ({
      from: from.ref('step', row.parts.from),
      to: from.ref('step', row.parts.to),
      condition: said(row.text),
      evidence: [rowAddress(row)],
    }))
    .toSorted((a, b) => byLabel(a.from, b.from) || byLabel(a.to, b.to)),
  systems: from.live('system').map((system) => systemLine(from, system)),
});
