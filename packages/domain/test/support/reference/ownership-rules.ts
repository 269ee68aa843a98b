/** Rules O of section 4: who is accountable, who may refuse, who has a stated part. */
import { PEOPLE } from '../../../src/index.ts';
import {
  accountableRows,
  AREAS,
  codesOfArea,
  codesOfInterface,
  FUNCTIONS,
  holds,
  type Area,
  type Code,
} from './derived.ts';
import { blocks, warns, type Finding, type Situation } from './finding.ts';

export const OPERATORS_WORK: readonly string[] = ['execute', 'record', 'test', 'transfer'];

export function* ownershipRules({ board, classification }: Situation): Generator<Finding> {
  const items: { id: string; codes: readonly Code[] }[] = [
    ...board.steps.map((step) => ({ id: String(step.number), codes: step.codes })),
    ...board.data,
    ...board.outputs,
    ...board.interfaces.map((one) => ({ id: one.id, codes: codesOfInterface })),
  ];
  const areas: { id: Area; codes: readonly Code[] }[] = AREAS.map((area) => ({
    id: area,
    codes: codesOfArea(board, area),
  }));
  const inArea = (area: Area): readonly Code[] => codesOfArea(board, area);

  for (const { id, codes } of items) {
    const count = accountableRows(codes).length;
    if (count === 0) yield blocks('O01', id);
    if (count >= 2) yield blocks('O02', id);
  }

  for (const { id, codes } of [...items, ...areas])
    for (const { function: fn, code, person } of codes)
      if ((code === 'A' || code === 'V') && (person === null || PEOPLE[person].function !== fn))
        yield blocks('O03', id, fn, code);

  for (const { id, codes } of areas) if (accountableRows(codes).length !== 1) yield blocks('O04', id);

  if (board.outputs.some((output) => output.relevance !== 'internal'))
    for (const area of ['requirements', 'validation', 'change_control'] as const)
      if (!holds(inArea(area), 'QUA', ['A', 'V'])) yield blocks('O05', area);

  if (classification.result === 'JOINT')
    for (const area of AREAS)
      for (const fn of ['OPS', 'QUA'] as const) if (!holds(inArea(area), fn, ['A', 'V'])) yield blocks('O06', area, fn);

  if (board.interfaces.some((one) => one.changed))
    for (const area of ['data_models', 'validation', 'change_control'] as const)
      if (!holds(inArea(area), 'IT', ['A', 'R'])) yield blocks('O07', area);

  for (const { code, person } of inArea('validation')) {
    const alsoWorks = inArea('validation').some(
      (row) => row.person === person && (row.code === 'A' || row.code === 'R'),
    );
    if (code === 'V' && person !== null && alsoWorks) yield warns('O08', 'validation', person);
  }

  for (const step of board.steps) {
    const hasCode = (fn: Code['function']): boolean => step.codes.some((row) => row.function === fn);
    if (step.changed && step.driver === 'OPS' && step.regulated && !hasCode('QUA'))
      yield blocks('O09', String(step.number));
    if (step.changed && step.driver === 'QUA' && OPERATORS_WORK.includes(step.kind) && !hasCode('OPS'))
      yield blocks('O10', String(step.number));
  }

  for (const { id, codes } of areas)
    for (const fn of FUNCTIONS) if (!codes.some((row) => row.function === fn)) yield warns('O11', id, fn);
}
