/** "Derived" of DOMAIN section 2, on a template as it was read: rows, eff, SoR and path, each in its own words. */
import { INTERFACE_OWNER } from '../../../src/templates/people.ts';
import type { TemplateBoard, TemplateStep } from '../../../src/index.ts';

export type Step = TemplateStep;
export type Data = TemplateBoard['data'][number];
export type System = TemplateBoard['systems'][number];
export type Interface = TemplateBoard['interfaces'][number];
export type Output = TemplateBoard['outputs'][number];
export type Code = Step['codes'][number];
export type Fn = Code['function'];
export type Area = 'requirements' | 'data_models' | 'validation' | 'change_control';
type Role = 'collect' | 'record' | 'review' | 'release';
interface RoleRow {
  readonly role: Role;
  readonly data: string;
  readonly system: string;
}

export const FUNCTIONS: readonly Fn[] = ['OPS', 'QUA', 'IT'];
export const AREAS: readonly Area[] = ['requirements', 'data_models', 'validation', 'change_control'];

export const distinct = (values: readonly string[]): string[] => [...new Set(values)];

/** All role rows of a step; `*` for all the step's data. */
export function roleRows(step: Step): RoleRow[] {
  const rows = (role: Role, column: Step['collects']): RoleRow[] =>
    column.map((entry) => ({ role, data: entry.data ?? '*', system: entry.system }));
  return [
    ...rows('collect', step.collects),
    ...rows('record', step.record),
    ...rows('review', step.review),
    ...(step.kind === 'release' ? rows('release', step.review) : []),
  ];
}

export const dataAt = (step: Step, data: string): boolean => step.data.some((row) => row.data === data);

export const writes = (step: Step, data: string): boolean =>
  step.data.some((row) => row.data === data && (row.use === 'create' || row.use === 'update' || row.use === 'decide'));

export const uses = (step: Step, system: string): boolean => roleRows(step).some((row) => row.system === system);

/** Data-specific rows, else `*` rows; these cover the step's own data only. */
export function eff(step: Step, data: string, role: Role): string[] {
  const rows = roleRows(step).filter((row) => row.role === role);
  const specific = rows.filter((row) => row.data === data);
  if (specific.length > 0) return distinct(specific.map((row) => row.system));
  if (!dataAt(step, data)) return [];
  return distinct(rows.filter((row) => row.data === '*').map((row) => row.system));
}

/** Review system in the rules: any of review, release, audit. */
export const reviewSystems = (step: Step, data: string): string[] =>
  distinct([...eff(step, data, 'review'), ...eff(step, data, 'release')]);

export const systemsOfRecord = (board: TemplateBoard, data: string): string[] =>
  distinct(board.steps.filter((step) => writes(step, data)).flatMap((step) => eff(step, data, 'record')));

/** a = b, or directed interfaces that carry the data object. */
export function path(
  interfaces: readonly Pick<Interface, 'from' | 'to' | 'data'>[],
  from: string,
  to: string,
  data: string,
  visited: readonly string[] = [],
): boolean {
  if (from === to) return true;
  return interfaces.some(
    (one) =>
      one.from === from &&
      one.data.includes(data) &&
      !visited.includes(one.to) &&
      path(interfaces, one.to, to, data, [...visited, from]),
  );
}

export function systemOf(board: TemplateBoard, id: string): System {
  const found = board.systems.find((system) => system.id === id);
  if (found === undefined) throw new Error(`no system ${id}`);
  return found;
}

export const isRegulated = (board: TemplateBoard, data: string): boolean =>
  board.data.some((one) => one.id === data && one.regulated);

export const carriesRegulated = (board: TemplateBoard, one: Interface): boolean =>
  one.data.some((data) => isRegulated(board, data));

export const codesOfInterface: readonly Code[] = [{ function: 'IT', code: 'A', person: INTERFACE_OWNER }];

export const codesOfArea = (board: TemplateBoard, area: Area): Code[] =>
  board.matrix.filter((row) => row.area === `area.${area}`).flatMap((row) => row.codes);

/** Said twice in the same words is one row: its key is function, code and person. */
export const accountableRows = (codes: readonly Code[]): string[] =>
  distinct(codes.filter((row) => row.code === 'A').map((row) => `${row.function} ${row.person ?? '-'}`));

export const holds = (codes: readonly Code[], fn: Fn, wanted: readonly Code['code'][]): boolean =>
  codes.some((row) => row.function === fn && wanted.includes(row.code));

/** A risk of this kind was assessed, and one of these functions had the duty. */
export const isAssessed = (board: TemplateBoard, kind: string, duty: readonly Fn[]): boolean =>
  board.input.risks.some((risk) => risk.kind === kind && duty.includes(risk.dutyFunction) && risk.state !== 'open');
