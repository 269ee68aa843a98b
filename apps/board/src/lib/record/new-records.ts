/**
 * What a new record starts with when all that is known is its name: values that are true of most, so that nobody has to
 * fill a form before going on. Everything can be changed afterwards.
 */
import { createEntity, SYSTEM_KINDS, type Fields, type Mutation } from '@chartroom/domain';

type SystemKind = (typeof SYSTEM_KINDS)[number];

/** Execution, quality and enterprise systems by their usual kind. */
const DOMAIN_OF: Readonly<Partial<Record<SystemKind, NonNullable<Fields<'system'>['domain']>>>> = {
  MES: 'X',
  SCADA: 'X',
  PLC: 'X',
  historian: 'X',
  instrument: 'X',
  WMS: 'E',
  CMMS: 'E',
  ERP: 'E',
  PLM: 'E',
  QMS: 'Q',
  LIMS: 'Q',
  EDMS: 'Q',
  SPC: 'Q',
  CDS: 'Q',
  EMS: 'Q',
};

export function newSystem(name: string): Mutation {
  const kind = SYSTEM_KINDS.find((known) => known.toLowerCase() === name.trim().toLowerCase()) ?? 'other';
  return createEntity('system', {
    name: name.trim(),
    kind,
    domain: DOMAIN_OF[kind] ?? 'N',
    validated: 'unknown',
    auditTrail: 'unknown',
    lifecycle: 'live',
    plannedAction: 'keep',
  });
}

export const newDataObject = (title: string): Mutation =>
  createEntity('dataObject', { title: title.trim(), regulated: true, change: 'none' });
export const newPerson = (name: string, fn: NonNullable<Fields<'person'>['function']>): Mutation =>
  createEntity('person', { name: name.trim(), function: fn });
export const newOutput = (title: string): Mutation =>
  createEntity('output', { title: title.trim(), kind: 'record', relevance: 'required' });
export const newInterface = (fromId: string, toId: string, data: readonly string[] = []): Mutation =>
  createEntity(
    'interface',
    {
      fromId,
      toId,
      mechanism: 'api',
      transformation: 'none',
      reconciliation: 'none',
      status: 'unassessed',
      change: 'new',
    },
    { data },
  );
