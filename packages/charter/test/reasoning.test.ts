/** What the rules and the questionnaire say, as the charter prints it. */
import {
  addLink,
  createEntity,
  parseTemplate,
  readSnapshot,
  templateInput,
  templateSource,
  type AnalysisInput,
} from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { present, renderMarkdown } from '../src/index.ts';
import { charterOf, edit, idOf, seeded } from './support/board.ts';
import { tableOf, textOf } from './support/presented.ts';

const inputOf = (template: 't1' | 't2' | 't4', doc: Y.Doc): AnalysisInput => {
  const parsed = parseTemplate(templateSource(template)!.text);
  if (!parsed.ok) throw new Error('the template does not read');
  return templateInput(readSnapshot(doc), parsed.board.input);
};

describe('reasoning in the charter', () => {
  it('CHA-33 the class with scores, rules and the answers of each function', () => {
    const doc = seeded('t1');
    const document = present(charterOf(doc, { input: inputOf('t1', doc) }));
    expect(textOf(document, 5)).toContain(
      'Governed jointly. Execution 26, quality 31, shared 96 of 100. Rules T1, T2 and T4 fired (rule set 1).',
    );
    expect(textOf(document, 5)).not.toContain('Provisional');
    expect(tableOf(document, 5, 'votes').map((row) => row.slice(0, 4))).toEqual([
      ['Operations', '1', 'shared', '1'],
      ['Quality', '1', 'shared', '0'],
      ['IT', '1', 'shared', '1'],
    ]);
  });

  it('CHA-33 without any answer it is joint, provisional, and says why', () => {
    const document = present(charterOf(seeded('t1')));
    expect(textOf(document, 5)).toContain('Governed jointly. Nobody has answered the scoping questions');
    expect(textOf(document, 5)).toContain('Provisional: nobody of Operations, Quality and IT has chosen a purpose');
    expect(tableOf(document, 5, 'votes')).toEqual([]);
  });

  it('CHA-33 CHA-35 a contested question stands with the answers, and with the decision tied to it', () => {
    const doc = seeded('t4');
    const input = inputOf('t4', doc);
    const question = 'Q1, how a nonconformity or deviation is raised, contained, dispositioned';
    expect(tableOf(present(charterOf(doc, { input })), 5, 'contested')).toEqual([
      [question, '1', '2', '0', 'none named'],
    ]);
    const decision = edit(doc, createEntity('decision', { statement: 'Quality leads' }));
    edit(doc, addLink({ from: decision, to: 'scoping.Q1' }));
    const charter = charterOf(doc, { input });
    expect(tableOf(present(charter), 5, 'contested')).toEqual([[question, '1', '2', '0', 'DEC1 (not agreed)']]);
    expect(charter.payload.decisions.decisions[0]?.about).toEqual([
      { entity: 'subject', id: 'scoping.Q1', label: 'Q1', title: null },
    ]);
  });

  it('CHA-34 open findings stand in section 13 in words, and in the payload as addresses', () => {
    const doc = seeded('t2');
    const charter = charterOf(doc, { input: inputOf('t2', doc) });
    const document = present(charter);
    expect(tableOf(document, 13, 'open-findings').map((row) => row.slice(0, 3))).toEqual([
      ['M02', 'blocker', 'MES and ERP are both named as system of record for D3.'],
      ['M05', 'blocker', 'D1 is captured in PAPER and never reaches MES.'],
      ['O07', 'blocker', 'IT neither does nor answers for anything in change control, although interfaces change.'],
      ['R03', 'blocker', 'No assessment of downtime by operations or IT.'],
      ['M04', 'warning', 'D1 is collected in MES and PAPER, and nothing passes it on between them.'],
      ['P08', 'warning', 'Nobody has said whether the logic of R4 is in the validation scope.'],
      [
        'R02',
        'warning',
        'step 3 changes and uses ERP, which may be down only in agreed windows; no downtime risk is assessed.',
      ],
    ]);
    const snapshot = readSnapshot(doc);
    expect(charter.payload.findings.open[0]).toMatchObject({
      rule: 'M02',
      severity: 'B',
      subjects: [`dataObject/${idOf(snapshot, 'dataObject', 'D3')}`],
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    });
    expect(renderMarkdown(charter)).toContain('4 blockers, 3 warnings');
  });

  it('CHA-34 accepted warnings stand apart, with who accepted them; the hash differs from before', () => {
    const doc = seeded('t2');
    const input = inputOf('t2', doc);
    const before = charterOf(doc, { input });
    const warning = before.payload.findings.open.find((line) => line.rule === 'P08')!;
    const acceptances = (['OPS', 'QUA', 'IT'] as const).map((fn) => ({
      rule: warning.rule,
      key: warning.key,
      function: fn,
      fingerprint: warning.fingerprint,
    }));
    const after = charterOf(doc, { input: { ...input, acceptances } });
    const document = present(after);
    expect(tableOf(document, 13, 'accepted-warnings')).toEqual([
      ['P08', 'Nobody has said whether the logic of R4 is in the validation scope.', 'Operations, Quality, IT'],
    ]);
    expect(tableOf(document, 13, 'open-findings').map((row) => row[0])).not.toContain('P08');
    expect(after.envelope.integrity.payloadHash).not.toBe(before.envelope.integrity.payloadHash);
  });

  it('CHA-36 the appendix traces each regulated output to its records, weakest link first', () => {
    const doc = seeded('t5');
    const appendix = present(charterOf(doc)).sections.find((one) => one.number === 18)!;
    const texts = appendix.blocks.flatMap((block) =>
      block.kind === 'paragraph' ? [block.runs] : block.kind === 'list' ? block.items.map(({ runs }) => runs) : [],
    );
    const lines = texts.map((runs) => runs.map((run) => (run.kind === 'mark' ? '' : run.text)).join(''));
    expect(lines.filter((line) => /^R\d /.test(line)).map((line) => line.split('.')[0])).toEqual([
      'R1 Laboratory record',
      'R2 OOS investigation report',
      'R3 Batch disposition',
      'R4 Certificate of analysis',
    ]);
    expect(lines.find((line) => line.startsWith('R4 '))).toContain('D3');
    expect(lines.some((line) => line.startsWith('Reportable result D3') && line.includes('LIMS'))).toBe(true);
    expect(appendix.blocks.filter((block) => block.kind === 'list').every((block) => block.items.length > 0)).toBe(
      true,
    );
  });
});
