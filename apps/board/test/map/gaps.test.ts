import { createEntity, setField, withdrawRow, withdrawSystemRole } from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import { findGaps, gapsByStep, nextGap, type GapKind } from '../../src/lib/views/map/gaps.ts';
import { TestBoard } from './board.ts';

const gapsOf = (board: TestBoard) => findGaps(board.snapshot, board.relations);
const ofKind = (board: TestBoard, kind: GapKind) => gapsOf(board).filter((gap) => gap.kind === kind);

describe('gaps', () => {
  it('MAP-14 finds none on a template without findings of these kinds', () => {
    expect(gapsOf(TestBoard.of('t1'))).toEqual([]);
    expect(gapsOf(TestBoard.of('t3'))).toEqual([]);
  });

  it('MAP-14 names the data object and both systems of a conflict', () => {
    const board = TestBoard.of('t2');
    const [gap, ...others] = ofKind(board, 'conflict');
    expect(others).toEqual([]);
    expect(gap?.data).toEqual([board.idOf('dataObject', 'D3')]);
    expect(gap?.systems.toSorted()).toEqual([board.idOf('system', 'ERP'), board.idOf('system', 'MES')].toSorted());
    expect(gap?.record).toBe(`step/${board.idOf('step', '3')}`);
    expect(gap?.severity).toBe('blocker');
  });

  it('MAP-14 warns only, where the data in conflict are not regulated', () => {
    const board = TestBoard.of('t2');
    board.perform(setField('dataObject', board.idOf('dataObject', 'D3'), 'regulated', false));
    expect(ofKind(board, 'conflict').map((gap) => gap.severity)).toEqual(['warning']);
  });

  it('MAP-14 finds a missing system of record', () => {
    const board = TestBoard.of('t1');
    const step = board.idOf('step', '4');
    board.perform(withdrawSystemRole({ step, system: board.idOf('system', 'LIMS'), use: 'record' }));
    expect(ofKind(board, 'no-record').map((gap) => gap.steps)).toEqual([[step]]);
  });

  it('MAP-14 finds a missing path once for each pair of systems', () => {
    const board = TestBoard.of('t2');
    expect(ofKind(board, 'no-path').map((gap) => gap.systems)).toEqual([
      [board.idOf('system', 'PAPER'), board.idOf('system', 'MES')],
    ]);
  });

  it('MAP-14 finds a reviewer whom the system of record does not reach', () => {
    const board = TestBoard.of('t5');
    const gaps = ofKind(board, 'no-path');
    expect(
      gaps.some(
        (gap) => gap.steps.includes(board.idOf('step', '7')) && gap.data.includes(board.idOf('dataObject', 'D3')),
      ),
    ).toBe(true);
  });

  it('MAP-14 finds steps and interfaces for which nobody is accountable', () => {
    const board = TestBoard.of('t1');
    const step = board.idOf('step', '2');
    for (const holder of board.relations.holders(step))
      if (holder.code === 'A') board.perform(withdrawRow('resp', holder.row.key));
    const made = board.perform(
      createEntity('interface', { fromId: board.idOf('system', 'MES'), toId: board.idOf('system', 'ERP') }),
    );
    expect(ofKind(board, 'no-owner').map((gap) => gap.record)).toEqual([`step/${step}`, `interface/${made}`]);
  });

  it('MAP-14 says nothing about an empty board', () => {
    expect(gapsOf(new TestBoard())).toEqual([]);
  });

  it('MAP-15 leads from gap to gap and round again', () => {
    const gaps = gapsOf(TestBoard.of('t2'));
    expect(gaps.length).toBeGreaterThan(1);
    expect(nextGap(gaps, null)).toBe(gaps[0]);
    expect(nextGap(gaps, gaps[0]?.key ?? '')).toBe(gaps[1]);
    expect(nextGap(gaps, gaps.at(-1)?.key ?? '')).toBe(gaps[0]);
    expect(nextGap([], null)).toBeNull();
  });

  it('MAP-14 files a gap under every step that shows it', () => {
    const board = TestBoard.of('t2');
    expect(
      gapsByStep(gapsOf(board))
        .get(board.idOf('step', '3'))
        ?.map((gap) => gap.kind),
    ).toContain('conflict');
  });
});
