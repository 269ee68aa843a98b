/** A board with the three faults of the pictures: no interface for D2, no record of D5, two records of D4. */
import {
  Analyst,
  assignSystemRole,
  deleteEntity,
  fixesFor,
  NO_INPUT,
  traceOutput,
  withdrawSystemRole,
  type Finding,
  type Fix,
  type OutputTrace,
} from '@chartroom/domain';
import { explain, type Explained } from '../../src/lib/trace/explained.ts';
import { TestBoard } from '../map/board.ts';

export function withFaults(): TestBoard {
  const board = TestBoard.of('t1');
  board.perform(
    deleteEntity('interface', board.idOf('interface', 'I2')),
    withdrawSystemRole({ step: board.idOf('step', '4'), system: board.idOf('system', 'LIMS'), use: 'record' }),
    assignSystemRole({ step: board.idOf('step', '3'), system: board.idOf('system', 'MES'), use: 'record' }),
  );
  return board;
}

export const analyst = (board: TestBoard): Analyst => new Analyst(board.snapshot, NO_INPUT);
export const outputId = (board: TestBoard, label: string): string =>
  board.snapshot.entities.output.find((output) => output.label === label)?.id ?? '';
export const traceOf = (board: TestBoard, label: string): OutputTrace =>
  traceOutput(analyst(board), outputId(board, label));

export function explained(
  board: TestBoard,
  label: string,
  change: (finding: Finding) => Finding = (same) => same,
): Explained {
  const source = analyst(board);
  const fixes = (finding: Finding): readonly Fix[] => fixesFor(source.facts, finding);
  return explain(traceOutput(source, outputId(board, label)), source.analysis.findings.map(change), fixes);
}
