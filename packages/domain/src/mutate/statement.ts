/**
 * What a person can say about the process, one named mutation each: system roles, data at steps, responsibilities,
 * outputs, interfaces. Each is one assertion row (DOMAIN section 2); two people who say different things both stand.
 */
import type {
  Regime,
  Responsibility,
  RoleUse,
  Scope,
  PlantFunction,
  Area,
  OwningFunction,
  DataUse,
  Meaning,
} from '../schema/vocabulary.ts';
import type { Parts } from '../schema/rows.ts';
import type { Mutation } from './change.ts';
import { assertedRows, standingFor, type AssertedRow } from './lookup.ts';
import { invalidValue, mutation, together, unknownEntity, type Write } from './perform.ts';
import { assertRow, assertText, planRow, planWithdrawal, withdrawRows } from './row.ts';

/** All the step's data in a role row; all steps where a system of record is declared outside any step. */
const ALL = '*';
/** Nobody named, no meaning named. */
const NOBODY = '-';

export interface RoleStatement {
  /** A step, or `*` for a system of record outside any step. */
  readonly step: string;
  /** A data object; left out or `*` for all the step's data. */
  readonly data?: string;
  readonly system: string;
  readonly use: RoleUse;
}
export interface RoleTable {
  /** `roleAsIs` for today's state; `role` (the default) for what is agreed. */
  readonly table?: 'role' | 'roleAsIs';
}

const roleParts = (said: RoleStatement): Parts<'role'> => ({
  step: said.step,
  data: said.data ?? ALL,
  system: said.system,
  use: said.use,
});

type RoleTables = 'role' | 'roleAsIs';

export const assignSystemRole = (said: RoleStatement & RoleTable): Mutation =>
  assertRow<RoleTables>('assignSystemRole', said.table ?? 'role', roleParts(said));

export const withdrawSystemRole = (said: RoleStatement & RoleTable): Mutation =>
  withdrawRows<RoleTables>('withdrawSystemRole', said.table ?? 'role', roleParts(said));

/** Puts one system in the place of another in a role, as one edit. */
export const replaceSystemRole = (
  said: Omit<RoleStatement, 'system'> & RoleTable & { readonly from: string; readonly to: string },
): Mutation =>
  together('replaceSystemRole', [
    withdrawSystemRole({ ...said, system: said.from }),
    assignSystemRole({ ...said, system: said.to }),
  ]);

/**
 * Settles two systems of record at a step in favour of one. Where rows name the data object, the others' are withdrawn.
 * Where rows cover all the step's data, the others' are withdrawn if this is the only data (or `data` is `*`); else the
 * kept system is named for this data object, so that nothing changes for the rest.
 */
export function keepSystemOfRecord(
  said: {
    readonly step: string;
    readonly data: string;
    readonly system: string;
  } & RoleTable,
): Mutation {
  return mutation('keepSystemOfRecord', (doc) => {
    const table: RoleTables = said.table ?? 'role';
    const system = standingFor(doc, ['system'], said.system);
    if (system?.state !== 'live') return unknownEntity('system', said.system);
    const step = said.step === ALL ? ALL : (standingFor(doc, ['step'], said.step)?.id ?? said.step);
    const data = said.data === ALL ? ALL : (standingFor(doc, ['dataObject'], said.data)?.id ?? said.data);
    const rows = assertedRows<RoleTables>(doc, table, { step, use: 'record' } as Partial<Parts<RoleTables>>);
    const others = (list: readonly AssertedRow<RoleTables>[]): readonly Write[] =>
      list.flatMap((row) =>
        row.parts.system === system.id ? [] : [{ kind: 'key', root: table, key: row.key, value: 0 } as const],
      );
    const specific = rows.filter((row) => row.parts.data === data);
    if (specific.length > 0) {
      if (!specific.some((row) => row.parts.system === system.id))
        return invalidValue('system', 'not a system of record of this data at this step');
      return { writes: others(specific) };
    }
    const covering = rows.filter((row) => row.parts.data === ALL);
    if (!covering.some((row) => row.parts.system === system.id))
      return invalidValue('system', 'not a system of record at this step');
    const namedData = new Set(rows.map((row) => row.parts.data));
    const otherData = assertedRows(doc, 'stepData', { step } as Partial<Parts<'stepData'>>).some(
      (row) => row.parts.data !== data && !namedData.has(row.parts.data),
    );
    if (!otherData && step !== ALL) return { writes: others(covering) };
    return planRow<RoleTables>(doc, table, { step, data, system: system.id, use: 'record' }, 1);
  });
}

export interface StepDataStatement {
  readonly step: string;
  readonly data: string;
  readonly use: DataUse;
}
/** Says that a step creates, updates, decides or uses a data object. */
export const setStepData = (said: StepDataStatement): Mutation => assertRow('setStepData', 'stepData', said);
/** Takes one use back, or the data object from the step altogether. */
export const clearStepData = (said: {
  readonly step: string;
  readonly data: string;
  readonly use?: DataUse;
}): Mutation => withdrawRows('clearStepData', 'stepData', said as Partial<Parts<'stepData'>>);

export interface ResponsibilityStatement {
  /** A step, data object, output, interface, logic, or an area. */
  readonly subject: string;
  readonly function: PlantFunction;
  readonly code: Responsibility;
  /** A person; null for the function without a name. */
  readonly person: string | null;
}
const respParts = (said: ResponsibilityStatement): Parts<'resp'> => ({
  subject: said.subject,
  function: said.function,
  code: said.code,
  person: said.person ?? NOBODY,
});

export function assignResponsibility(said: ResponsibilityStatement): Mutation {
  return mutation('assignResponsibility', (doc) => {
    if (said.function === 'OTHER' && (said.code === 'A' || said.code === 'V')) {
      return invalidValue('function', 'only operations, quality and IT can be accountable or refuse');
    }
    return planRow(doc, 'resp', respParts(said), 1);
  });
}
export const withdrawResponsibility = (said: ResponsibilityStatement): Mutation =>
  withdrawRows('withdrawResponsibility', 'resp', respParts(said));
/** Names who holds a code of a function on a subject, in the place of whoever was named. */
export const nameHolder = (said: ResponsibilityStatement): Mutation =>
  mutation('nameHolder', (doc) => {
    const parts = respParts(said);
    const assigned = planRow(doc, 'resp', parts, 1);
    if ('refusal' in assigned) return assigned;
    const { person: _, ...cell } = parts;
    const withdrawn = planWithdrawal(doc, 'resp', cell);
    const kept = new Set(assertedRows(doc, 'resp', parts).map((row) => row.key));
    const others =
      'writes' in withdrawn ? withdrawn.writes.filter((write) => write.kind !== 'key' || !kept.has(write.key)) : [];
    return { writes: [...others, ...assigned.writes] };
  });

/** The reason why a cell of the matrix is deliberately empty; null or '' takes it back. */
export const setRespNote = (said: {
  readonly area: Area;
  readonly function: OwningFunction;
  readonly text: string | null;
}): Mutation =>
  assertText(
    'setRespNote',
    'respNote',
    { area: said.area, function: said.function },
    said.text?.trim() === '' ? null : said.text,
  );

/** A branch from step to step with its condition ('' for none); null takes it back. Without branches the order is the flow. */
export const setFlow = (said: {
  readonly from: string;
  readonly to: string;
  readonly condition: string | null;
}): Mutation => assertText('setFlow', 'flow', { from: said.from, to: said.to }, said.condition);

export const addFeed = (said: Parts<'feed'>): Mutation => assertRow('addFeed', 'feed', said);
export const removeFeed = (said: Parts<'feed'>): Mutation => withdrawRows('removeFeed', 'feed', said);

export interface ApproverStatement {
  readonly output: string;
  readonly function: PlantFunction;
  readonly person: string | null;
  readonly meaning: Meaning | null;
}
const approverParts = (said: ApproverStatement): Parts<'approver'> => ({
  output: said.output,
  function: said.function,
  person: said.person ?? NOBODY,
  meaning: said.meaning ?? NOBODY,
});
export const addApprover = (said: ApproverStatement): Mutation =>
  assertRow('addApprover', 'approver', approverParts(said));
export const removeApprover = (said: ApproverStatement): Mutation =>
  withdrawRows('removeApprover', 'approver', approverParts(said));

export const addCitation = (said: Parts<'citation'>): Mutation => assertRow('addCitation', 'citation', said);
export const removeCitation = (said: Parts<'citation'>): Mutation => withdrawRows('removeCitation', 'citation', said);

export const setRegime = (regime: Regime, applies: boolean): Mutation =>
  applies ? assertRow('setRegime', 'regime', { regime }) : withdrawRows('setRegime', 'regime', { regime });

export const addAlias = (said: Parts<'alias'>): Mutation => assertRow('addAlias', 'alias', said);
export const removeAlias = (said: Parts<'alias'>): Mutation => withdrawRows('removeAlias', 'alias', said);

export const carryData = (said: Parts<'ifData'>): Mutation => assertRow('carryData', 'ifData', said);
export const dropData = (said: Parts<'ifData'>): Mutation => withdrawRows('dropData', 'ifData', said);

export const setScope = (said: { readonly interface: string; readonly scope: Scope }, included: boolean): Mutation =>
  included ? assertRow('setScope', 'ifScope', said) : withdrawRows('setScope', 'ifScope', said);

/** Says that the first data object is a part of the second. */
export const addPart = (said: Parts<'part'>): Mutation =>
  said.part === said.whole
    ? mutation('addPart', () => invalidValue('whole', 'a data object is no part of itself'))
    : assertRow('addPart', 'part', said);
export const removePart = (said: Parts<'part'>): Mutation => withdrawRows('removePart', 'part', said);

/** Ties a constraint, risk, criterion, decision, question, action or reference to a subject. */
export const addLink = (said: Parts<'link'>): Mutation => assertRow('addLink', 'link', said);
export const removeLink = (said: Parts<'link'>): Mutation => withdrawRows('removeLink', 'link', said);

export const addLogicData = (said: Parts<'logicData'>): Mutation => assertRow('addLogicData', 'logicData', said);
export const removeLogicData = (said: Parts<'logicData'>): Mutation =>
  withdrawRows('removeLogicData', 'logicData', said);
