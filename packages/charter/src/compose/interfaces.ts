/** Section 10: interfaces with their validation scopes, the removed ones apart, and where decision rules run. */
import type { Entity } from '@chartroom/domain';
import type { InterfaceLine, Interfaces, LogicLine } from '../model.ts';
import { ownership } from './ownership.ts';
import type { Source } from './source.ts';
import { byLabel, distinct, evidenceOf, said } from './source.ts';

const SCOPES = ['interface', 'transformation', 'reporting'] as const;

const interfaceLine = (from: Source, entity: Entity<'interface'>): InterfaceLine => {
  const carried = from.rows('ifData', 'interface', entity.id);
  const scopes = from.rows('ifScope', 'interface', entity.id);
  const data = distinct(carried.map((row) => from.ref('dataObject', row.parts.data))).toSorted(byLabel);
  return {
    id: entity.id,
    label: entity.label,
    from: from.refOrNull('system', entity.fromId),
    to: from.refOrNull('system', entity.toId),
    data,
    carriesRegulated: data.some((one) => from.find('dataObject', one.id)?.regulated === true),
    mechanism: entity.mechanism ?? null,
    transformation: entity.transformation ?? null,
    scopes: SCOPES.filter((scope) => scopes.some((row) => row.parts.scope === scope)),
    reconciliation: entity.reconciliation ?? null,
    errorHandling: said(entity.errorHandling),
    status: entity.status ?? null,
    rationale: said(entity.rationale),
    change: entity.change ?? null,
    note: from.note(entity.id),
    ...ownership(from, entity.id),
    evidence: evidenceOf('interface', entity.id, [...carried, ...scopes, ...from.rows('resp', 'subject', entity.id)]),
  };
};

const logicLine = (from: Source, entity: Entity<'logic'>): LogicLine => {
  const judged = from.rows('logicData', 'logic', entity.id);
  return {
    id: entity.id,
    label: entity.label,
    title: said(entity.title),
    step: from.refOrNull('step', entity.stepId),
    system: from.refOrNull('system', entity.systemId),
    data: distinct(judged.map((row) => from.ref('dataObject', row.parts.data))).toSorted(byLabel),
    status: entity.status ?? null,
    ...ownership(from, entity.id),
    evidence: evidenceOf('logic', entity.id, [...judged, ...from.rows('resp', 'subject', entity.id)]),
  };
};

export const composeInterfaces = (from: Source): Interfaces => {
  const all = from
    .live('interface')
    .map((entity) => interfaceLine(from, entity))
    .toSorted((a, b) => byLabel(from.ref('interface', a.id), from.ref('interface', b.id)));
  return {
    interfaces: all.filter((line) => line.change !== 'retire'),
    removed: all.filter((line) => line.change === 'retire'),
    logic: from
      .live('logic')
      .map((entity) => logicLine(from, entity))
      .toSorted((a, b) => byLabel(from.ref('logic', a.id), from.ref('logic', b.id))),
  };
};
