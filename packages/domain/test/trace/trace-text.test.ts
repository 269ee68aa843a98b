/** The trace as text: the sentences, and that every record in them is an address. */
import { describe, expect, it } from 'vitest';
import {
  dropData,
  live,
  plainText,
  setField,
  TRACE_EN,
  traceOutput,
  traceText,
  type TraceLine,
} from '../../src/index.ts';
import { done } from '../support/board.ts';
import { idIn, randomBoard, reasoned, template, type Board } from './boards.ts';

const linesOf = (board: Board, output: string): readonly TraceLine[] => {
  const { analyst, doc } = reasoned(board);
  return traceText(traceOutput(analyst, idIn(doc, output)), TRACE_EN);
};
const said = (lines: readonly TraceLine[], ...kinds: readonly TraceLine['kind'][]): readonly string[] =>
  lines.flatMap((line) => (kinds.includes(line.kind) ? [plainText(line.segments)] : []));

describe('trace as text', () => {
  it('TRC-10 the feeds of the batch record of T1', () => {
    const board = template('t1');
    expect(said(linesOf(board, 'R1'), 'output', 'feed', 'weakest')).toEqual([
      'Batch production and control record R1: required by 211.188, kept in MES.',
      'IPC sampling plan and limits D2: begun at step 1, held in EDMS, carried to MES by I2.',
      'IPC results D3: begun at step 2, held in MES itself.',
      'Finished-product test results D5: begun at step 4, held in LIMS, carried to MES by I4.',
      'Batch production record D6: begun at step 2, updated at step 5, held in MES itself.',
      'Weakest link: the validation of I2 is not planned yet.',
    ]);
    done(board.doc, dropData({ interface: idIn(board.doc, 'I2'), data: idIn(board.doc, 'D2') }));
    expect(said(linesOf(board, 'R1'), 'feed', 'weakest').filter((line) => line.includes('D2'))).toEqual([
      'IPC sampling plan and limits D2: begun at step 1, held in EDMS. No interface carries it to MES, so this record would show limits that nothing feeds.',
      'Weakest link: nothing carries IPC sampling plan and limits D2 from EDMS to MES, which feeds the output.',
    ]);
  });

  it('TRC-10 owners, approvers, captures, reviews and interfaces', () => {
    const lines = linesOf(template('t4'), 'R1');
    expect(said(lines, 'capture')).toEqual([
      'At step 2 it is collected in PLC and comes to HIST by I1, then I2.',
      'At step 3 it is collected in EDGE and comes to SPC by I3.',
    ]);
    expect(said(lines, 'approver')).toEqual(['Hana Kovács (quality) signs as reviewer.']);
    expect(said(lines, 'owner')[3]).toBe('Jonas Peral (operations) and Hana Kovács (quality) answer for D3.');
    expect(said(lines, 'interface')[2]).toBe(
      'I3, EDGE to SPC: by API, aggregated, interface in the validation scope, not assessed yet, not reconciled, Ivo Castellan (IT) answers for it.',
    );
    expect(said(lines, 'weakest', 'weakness').slice(0, 3)).toEqual([
      'Weakest link: several answer for Subgroup statistics D3.',
      'Also: I3 converts data, and the conversion is in no validation scope.',
      'Also: nobody would see what I3 loses.',
    ]);
  });

  it('TRC-10 a name is one segment, whatever was typed', () => {
    const board = template('t1');
    const typed = '<b>& "D9" at step 1';
    done(board.doc, setField('dataObject', idIn(board.doc, 'D6'), 'title', typed));
    const line = linesOf(board, 'R1').find((one) => one.about === `dataObject/${idIn(board.doc, 'D6')}`)!;
    expect(line.segments[0]).toEqual({ kind: 'ref', ref: line.about, text: `${typed} D6` });
    expect(line.segments[1]).toEqual({ kind: 'text', text: ': begun at step ' });
  });

  it('TRC-10 every board can be told: no empty line, every address is named', () => {
    for (let at = 1; at <= 60; at += 1) {
      const { analyst, snapshot } = reasoned(randomBoard(at));
      for (const { id } of live(snapshot, 'output')) {
        const trace = traceOutput(analyst, id);
        const lines = traceText(trace, TRACE_EN);
        for (const line of lines) {
          expect(plainText(line.segments)).toMatch(/^\S.*[.:]$/su);
          expect(plainText(line.segments)).not.toMatch(/undefined|null| {2}| ,| \./u);
          const named = line.segments.flatMap((segment) => (segment.kind === 'ref' ? [segment.ref] : []));
          expect(named.filter((ref) => trace.names[ref] === undefined)).toEqual([]);
        }
        expect(lines.filter((line) => line.kind === 'feed')).toHaveLength(Math.max(trace.feeds.length, 1));
        expect(lines.filter((line) => line.kind === 'interface')).toHaveLength(trace.interfaces.length);
        expect(lines.filter((line) => line.kind === 'weakest')).toHaveLength(1);
      }
    }
  });
});
