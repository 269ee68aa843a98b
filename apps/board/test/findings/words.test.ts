import {
  analyse,
  createEntity,
  FIX_KINDS,
  fixesFor,
  Analyst,
  NO_INPUT,
  RULE_IDS,
  whatIf,
  type Fix,
} from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import { m } from '#lib/messages/index.ts';
import { doneOf, foretell, offerOf } from '../../src/lib/findings/fix-words.ts';
import { FINDING_WORDS, nameOf, sentenceOf, shortFindings, shortName } from '../../src/lib/findings/naming.ts';
import { previewAll } from '../../src/lib/findings/preview.ts';
import { boardOf, finding, readerOf, TEMPLATE_IDS } from './board.ts';
import * as Y from 'yjs';

const RAW_ID = /[0-9A-HJKMNP-TV-Z]{26}/;

describe('words', () => {
  it('FUI-24 tells every finding of every template as one sentence without an id', () => {
    for (const template of TEMPLATE_IDS) {
      const { analysis, reader } = boardOf(template);
      for (const one of analysis.findings) {
        const told = sentenceOf(reader, one);
        expect(told, one.key).toMatch(/^[\p{Lu}\p{N}“].*\.$/u);
        expect(told, one.key).not.toMatch(RAW_ID);
        expect(told, one.key).not.toMatch(/[{}]/);
      }
    }
  });

  it('FUI-24 never shows the id of a record that is not here', () => {
    const reader = readerOf(boardOf('t1').snapshot);
    const gone = finding({
      rule: 'M10',
      subjects: ['output/01J00000000000000000000000', 'system/01J00000000000000000000001'],
    });
    expect(sentenceOf(reader, gone)).toBe('An output points to a system, which is not on the board.');
    expect(nameOf(reader, 'system/01J00000000000000000000001').record).toBeNull();
  });

  it('FUI-24 names a record as short as it can be said', () => {
    const { snapshot, reader } = boardOf('t2');
    const [step] = snapshot.entities.step;
    const [data] = snapshot.entities.dataObject;
    expect(shortName(reader, `step/${step!.id}`)).toBe('step 1');
    expect(shortName(reader, `dataObject/${data!.id}`)).toBe('D1');
    expect(shortName(reader, 'function/QUA')).toBe('Quality');
    expect(shortName(reader, 'area/area.validation')).toBe('validation');
  });

  it('FUI-30 every kind of fix has words before and after', () => {
    for (const kind of FIX_KINDS) {
      expect(m.findings.fixes[kind](['A', 'B', 'C']), kind).toMatch(/^\p{Lu}|^A/u);
      expect(m.findings.done[kind](['A', 'B', 'C'], 'X'), kind).toMatch(/^\p{Lu}|^A/u);
    }
    for (const rule of RULE_IDS) expect(FINDING_WORDS.rules[rule].basis.length).toBeGreaterThan(0);
  });

  it('FUI-30 the fixes of every template name records and no ids', () => {
    let count = 0;
    for (const template of TEMPLATE_IDS) {
      const { snapshot, reader } = boardOf(template);
      const analyst = new Analyst(snapshot);
      for (const one of analyst.analysis.findings)
        for (const fix of fixesFor(analyst.facts, one)) {
          count += 1;
          for (const words of [offerOf(reader, fix), doneOf(reader, one, fix)]) {
            expect(words, fix.id).not.toMatch(RAW_ID);
            expect(words, fix.id).not.toMatch(/undefined|^\s|\s$|\s\s/);
          }
        }
    }
    expect(count).toBeGreaterThan(8);
  });

  it('FUI-31 says what a fix clears and opens, by rule and record, the finding itself first', () => {
    const { doc, snapshot, reader } = boardOf('t2');
    const analyst = new Analyst(snapshot);
    const conflict = analyst.analysis.findings.find((one) => one.rule === 'M02')!;
    const fixes = fixesFor(analyst.facts, conflict);
    const told = previewAll({ copy: () => clone(doc), analysisInput: NO_INPUT }, fixes);
    const words = fixes.map((fix) => `${offerOf(reader, fix)}: ${foretell(reader, told.get(fix.id)!, conflict)}`);
    expect(words).toEqual([
      'Keep MES: Clears M02 for D3 and R02 for step 3, opens nothing new',
      'Keep ERP: Clears M02 for D3, opens M06 for step 3 and P04 for R3',
    ]);
    expect(analyse(snapshot).findings.map((one) => one.key)).toEqual(analyst.analysis.findings.map((one) => one.key));
  });

  it('FUI-31 calls what a fix would bring new', () => {
    const { doc, snapshot, reader } = boardOf('t2');
    const analyst = new Analyst(snapshot);
    const captured = analyst.analysis.findings.find((one) => one.rule === 'M05')!;
    const [fix] = fixesFor(analyst.facts, captured);
    const words = foretell(reader, whatIf(clone(doc), fix!.mutation), captured);
    expect(words).toMatch(/^Clears M05 and M04 for D1, opens .* for the new interface$/);
  });

  it('FUI-31 says so when the fix does not clear its finding, and when it cannot be done', () => {
    const { doc, reader } = boardOf('t2');
    const other = finding({ rule: 'G02' });
    const idle: Fix = {
      id: 'x',
      kind: 'enter-decision',
      names: [],
      calls: [],
      mutation: createEntity('decision', {}),
    };
    expect(foretell(reader, whatIf(clone(doc), idle.mutation), other)).toBe(
      'Does not clear this one by itself, opens nothing new',
    );
    expect(
      foretell(
        reader,
        whatIf(clone(doc), () => ({ ok: false, refusal: { kind: 'unchanged' } })),
        other,
      ),
    ).toBe(m.findings.preview.refused);
  });

  it('FUI-31 names several rules of one record once', () => {
    const { snapshot, reader } = boardOf('t2');
    const data = `dataObject/${snapshot.entities.dataObject[0]!.id}`;
    const of = (rule: 'M02' | 'M04') => finding({ rule, subjects: [data] });
    expect(shortFindings(reader, [of('M02'), of('M04'), finding({ rule: 'G02' })])).toEqual([
      'M02 and M04 for D1',
      'G02',
    ]);
  });
});

function clone(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
}
