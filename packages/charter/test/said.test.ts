/** What people said, as the charter holds and prints it. */
import {
  addLink,
  createEntity,
  mergeEntities,
  readSnapshot,
  replaceLongText,
  seededIds,
  setField,
  wordingIn,
} from '@chartroom/domain';
import { analysisInput } from '@chartroom/record';
import { describe, expect, it } from 'vitest';
import { present, renderHtml, renderMarkdown, type Charter } from '../src/index.ts';
import { charterOf, edit, seeded } from './support/board.ts';
import { lineText, tableOf, textOf } from './support/presented.ts';
import { Pen, principal, timeAt } from './support/record.ts';
import { findingOf, spoken } from './support/said.ts';

const FINGERPRINT = '0'.repeat(64);
const said = spoken();
const charter = charterOf(said.doc, { record: said.pen });
const document = present(charter);
const { payload } = charter;

const cardsOf = (of: Charter) =>
  present(of)
    .sections.find((section) => section.number === 15)!
    .blocks.flatMap((block) => (block.kind === 'signatures' ? block.cards : []));

describe('what people said', () => {
  it('CHA-60 an impact duty carries its assessment: state, reason verbatim, residual risk, whose word, when', () => {
    const downtime = payload.impactDuties.duties.find((line) => line.kind === 'downtime');
    expect(downtime?.assessment).toEqual({
      state: 'assessed',
      rationale: 'The line stops for two hours at most; orders are moved to line 3.',
      residual: 'low',
      wording: 'unbound',
      by: { principal: principal('lena'), name: 'Lena Wirth' },
      function: 'OPS',
      at: timeAt(5),
      evidence: ['record/5'],
    });
    expect(tableOf(document, 11, 'duties').map((row) => [row[1], row[6]])).toEqual([
      [
        'downtime',
        'assessed, residual risk low / The line stops for two hours at most; orders are moved to line 3. / by Lena Wirth, 25 Nov 2026, 08:05 UTC',
      ],
      [
        'integration',
        'mitigated, residual risk low / Messages are queued and replayed. / by Marta Lindqvist, 25 Nov 2026, 08:06 UTC',
      ],
      ['performance', 'Nobody has assessed this yet.'],
      ['sampling plan', 'Nobody has assessed this yet.'],
      [
        'batch record',
        'risk accepted, residual risk low / The compiled record names its parts. / by Priya Nair, 25 Nov 2026, 08:07 UTC',
      ],
    ]);
  });

  it('CHA-60 the last assessment counts, and a residual risk that nobody rated is a gap', () => {
    const doc = seeded('t1');
    const risk = readSnapshot(doc).entities.risk.find((one) => one.kind === 'downtime')!.id;
    const pen = new Pen().joins('lena');
    pen.says('lena', 'assess', { risk, state: 'assessed', rationale: 'First.', residual: 'high' });
    pen.says('lena', 'assess', { risk, state: 'accepted', rationale: 'Second.' });
    const now = charterOf(doc, { record: pen });
    expect(now.payload.impactDuties.duties[0]?.assessment).toMatchObject({ rationale: 'Second.', residual: null });
    expect(tableOf(present(now), 11, 'duties')[0]?.[6]).toContain('risk accepted, residual risk not stated');
    expect(renderMarkdown(now)).not.toContain('First.');
  });

  it('CHA-61 a decision carries its outcome, and dissent stands apart in the words of whoever dissents', () => {
    expect(tableOf(document, 12, 'decisions').map((row) => [row[0], row[4]])).toEqual([
      ['DEC1', 'agreed / Carried by operations and IT; reviewed in May. / by Priya Nair, 25 Nov 2026, 08:11 UTC'],
      ['DEC2', 'agreed, said of an earlier wording / by Lena Wirth, 25 Nov 2026, 08:13 UTC'],
    ]);
    expect(tableOf(document, 12, 'dissent')).toEqual([
      [
        'DEC1',
        'Quality / Priya Nair / 25 Nov 2026, 08:10 UTC',
        'The investigation starts in MES. / Two places are looked at in an audit.',
      ],
      [
        'DEC2',
        'Operations / Lena Wirth / 25 Nov 2026, 08:12 UTC',
        'said of an earlier wording / Limits belong to the specification.',
      ],
    ]);
    expect(tableOf(document, 12, 'stances')).toEqual([
      ['DEC1', 'Operations / Lena Wirth / 25 Nov 2026, 08:08 UTC', 'agrees', '–'],
      ['DEC1', 'IT / Marta Lindqvist / 25 Nov 2026, 08:09 UTC', 'abstains', 'IT carries it either way.'],
    ]);
    expect(payload.decisions.decisions[0]?.stances.map((one) => [one.function, one.stance, one.reason])).toEqual([
      ['OPS', 'agree', null],
      ['QUA', 'dissent', 'The investigation starts in MES.\nTwo places are looked at in an audit.'],
      ['IT', 'abstain', 'IT carries it either way.'],
    ]);
  });

  it('CHA-61 a decision on which nobody has spoken says so, a dissent without a reason too, and a reversal is one', () => {
    const doc = seeded('t1');
    const decision = edit(doc, createEntity('decision', { statement: 'x' }, { ids: seededIds(3) }));
    const silent = present(charterOf(doc));
    expect(tableOf(silent, 12, 'decisions')[0]?.[4]).toBe('Nobody has recorded an outcome yet.');
    expect(textOf(silent, 12)).toBe('Nobody has agreed, abstained or dissented.');
    const pen = new Pen().joins('lena');
    pen.says('lena', 'stance', { decision, stance: 'dissent', reason: ' ', fingerprint: FINGERPRINT });
    pen.says('lena', 'decide', { decision, state: 'reversed', fingerprint: FINGERPRINT });
    const now = charterOf(doc, { record: pen });
    expect(tableOf(present(now), 12, 'dissent')[0]?.[2]).toBe('said of an earlier wording / no reason given');
    expect(now.payload.decisions.decisions[0]).toMatchObject({ agreed: false, decided: { state: 'reversed' } });
    pen.says('lena', 'stance', { decision, stance: 'agree', reason: '', fingerprint: FINGERPRINT });
    const after = present(charterOf(doc, { record: pen }));
    expect(textOf(after, 12)).toBe('Nobody has dissented.');
    expect(tableOf(after, 12, 'stances')[0]?.slice(2)).toEqual(['agrees', 'said of an earlier wording']);
  });

  it('CHA-62 a question carries its answer verbatim, by whom, for which function, when', () => {
    expect(payload.openItems.questions[0]?.answer).toEqual({
      text: 'Four hours at 15 to 25 °C.\nLonger only with a deviation.',
      wording: 'unbound',
      by: { principal: principal('lena'), name: 'Lena Wirth' },
      function: 'OPS',
      at: timeAt(14),
      evidence: ['record/14'],
    });
    expect(tableOf(document, 13, 'questions').map((row) => row[5])).toEqual([
      'Four hours at 15 to 25 °C. / Longer only with a deviation. / by Lena Wirth, 25 Nov 2026, 08:14 UTC',
      'Nobody has answered this yet.',
    ]);
  });

  it('CHA-63 an accepted warning carries why, by whom, when and until when; one that lapsed or is not whole stands apart', () => {
    expect(tableOf(document, 13, 'accepted-warnings')).toEqual([
      [
        'P08',
        'Nobody has said whether the logic of R3 is in the validation scope.',
        [
          'Operations: The report is replaced in spring.',
          'by Lena Wirth, 25 Nov 2026, 08:15 UTC; due 31 Mar 2027',
          'Quality: Checked by hand until then.',
          'by Priya Nair, 25 Nov 2026, 08:16 UTC',
          'IT: No change to its logic is planned.',
          'by Marta Lindqvist, 25 Nov 2026, 08:17 UTC',
        ].join(' / '),
      ],
    ]);
    expect(tableOf(document, 13, 'open-acceptances')).toEqual([
      [
        'O11',
        'IT has no stated part in requirements.',
        [
          'Operations: IT is heard through data models.',
          'by Lena Wirth, 25 Nov 2026, 08:18 UTC',
          'Quality, lapsed, since the finding has changed: As before.',
          'by Priya Nair, 25 Nov 2026, 08:19 UTC',
        ].join(' / '),
      ],
    ]);
    expect(payload.findings.accepted[0]?.acceptances.map((one) => [one.function, one.due, one.lapsed])).toEqual([
      ['OPS', '2027-03-31', false],
      ['QUA', null, false],
      ['IT', null, false],
    ]);
  });

  it('CHA-63 a question that all three accept as open stands among what is accepted, with their reasons', () => {
    const { doc, pen, open } = spoken();
    const { rule, key, fingerprint } = findingOf(doc, pen, 'G04');
    for (const who of ['lena', 'priya', 'marta'])
      pen.says(who, 'accept', { rule, key, fingerprint, rationale: `${who} can wait`, due: '2027-01-15' });
    const now = charterOf(doc, { record: pen });
    expect(now.payload.openItems.questions.find((line) => line.id === open)?.answer).toBeNull();
    const accepted = tableOf(present(now), 13, 'accepted-warnings').find((row) => row[0] === 'G04');
    expect(accepted?.[2]).toContain(
      'Operations: lena can wait / by Lena Wirth, 25 Nov 2026, 08:22 UTC; due 15 Jan 2027',
    );
  });

  it('CHA-64 who takes part stands with function, role and signer, tied to the people named on the board', () => {
    expect(tableOf(document, 4, 'members')).toEqual([
      ['Lena Wirth', 'Operations, line 4', 'contributor, signs', 'Lena Wirth'],
      ['Priya Nair', 'Quality', 'facilitator, signs', 'Priya Nair'],
      ['Marta Lindqvist / MES lead', 'IT', 'contributor', 'Marta Lindqvist'],
      ['Hana Kovács', 'IT', 'commenter, guest', 'Hana Kovács (is QUA)'],
    ]);
    expect(payload.participants.members.map((line) => line.standing)).toEqual([
      'named',
      'named',
      'named',
      'other_function',
    ]);
    const people = new Map(tableOf(document, 4, 'people').map((row) => [row[0], row[3]]));
    expect([people.get('Priya Nair'), people.get('Alma Reyes')]).toEqual(['facilitator, signs', 'not said']);
    expect(textOf(document, 4)).toContain('Signers: Lena Wirth; Priya Nair; none named.');
  });

  it('CHA-64 whoever left is no member, and two signers of a function are two', () => {
    const doc = seeded('t1');
    const pen = new Pen().joins('lena', { signer: true }).joins('alma', { signer: true }).joins('hana');
    pen.joins('hana', { role: null });
    const now = charterOf(doc, { record: pen });
    expect(tableOf(present(now), 4, 'members').map((row) => [row[0], row[3]])).toEqual([
      ['lena', 'not said'],
      ['alma', 'not said'],
    ]);
    expect(textOf(present(now), 4)).toContain('Signers: two signers: lena, alma; none named; none named.');
    expect(textOf(present(charterOf(doc)), 4)).toContain('The record names nobody who takes part.');
  });

  it('CHA-65 a name is the one that the record had when it was said', () => {
    const { doc, pen } = spoken();
    const before = charterOf(doc, { record: pen });
    pen.joins('lena', { name: 'Lena Brandt', signer: true, discipline: 'line 4' });
    const after = charterOf(doc, { record: pen });
    expect(after.payload.impactDuties).toEqual(before.payload.impactDuties);
    expect(after.payload.decisions).toEqual(before.payload.decisions);
    expect(after.payload.participants.members[0]?.member.name).toBe('Lena Brandt');
    pen.joins('lena', { role: null });
    expect(charterOf(doc, { record: pen }).payload.decisions).toEqual(before.payload.decisions);
  });

  it('CHA-65 whoever was never named is said to have no name, with the id; no cell is empty', () => {
    const doc = seeded('t1');
    const risk = readSnapshot(doc).entities.risk.find((one) => one.kind === 'downtime')!.id;
    const pen = new Pen().says('lena', 'assess', { risk, state: 'assessed', rationale: 'x' });
    const cell = tableOf(present(charterOf(doc, { record: pen })), 11, 'duties')[0]?.[6];
    expect(cell).toContain(`by somebody without a name ${principal('lena')}, 25 Nov 2026`);
    const blocks = [document, present(charterOf(doc, { record: pen }))].flatMap(({ sections }) =>
      sections.flatMap((section) => section.blocks),
    );
    const rows = blocks.flatMap((block) => (block.kind === 'table' ? block.rows : []));
    expect(rows.filter((row) => row.cells.some((lines) => lines.flat().length === 0))).toEqual([]);
  });

  it('CHA-66 an agreement of an earlier wording is marked, is no agreement, and settles no contested question', () => {
    const [kept, reworded] = payload.decisions.decisions;
    expect([kept?.agreed, kept?.decided?.wording]).toEqual([true, 'current']);
    expect([reworded?.agreed, reworded?.decided?.state, reworded?.decided?.wording]).toEqual([
      false,
      'agreed',
      'earlier',
    ]);
    expect(reworded?.stances[0]?.wording).toBe('earlier');
    const { doc, pen, decision, reworded: other } = spoken();
    edit(doc, addLink({ from: decision, to: 'scoping.P' }), addLink({ from: other, to: 'scoping.P' }));
    const ballot = (fn: 'OPS' | 'QUA' | 'IT', purpose: 'EXEC' | 'QUAL') => ({
      participant: fn,
      function: fn,
      purpose,
      answers: {},
    });
    const input = {
      ...analysisInput(pen.projection),
      ballots: [ballot('OPS', 'EXEC'), ballot('QUA', 'QUAL'), ballot('IT', 'EXEC')],
    };
    const now = charterOf(doc, { record: pen, input });
    expect(tableOf(present(now), 5, 'contested')[0]?.at(-1)).toBe('DEC1 / DEC2 (not agreed)');
    expect(now.payload.classification.contested[0]?.agreed).toEqual([decision]);
  });

  it('CHA-66 said again of the wording as it stands it is an agreement', () => {
    const { doc, pen, reworded } = spoken();
    edit(doc, setField('decision', reworded, 'statement', 'Limits are set in MES'));
    const back = charterOf(doc, { record: pen }).payload.decisions.decisions[1];
    expect([back?.agreed, back?.decided?.wording, back?.stances[0]?.wording]).toEqual([true, 'current', 'current']);
  });

  it('CHA-66 an answer to another question and an assessment of another risk are marked', () => {
    const { doc, pen, open } = spoken();
    const at = readSnapshot(doc);
    const risk = at.entities.risk.find((one) => one.kind === 'performance')!.id;
    pen.says('marta', 'answer', { question: open, text: 'We do.', fingerprint: wordingIn(at, 'question', open) });
    const seen = { risk, fingerprint: wordingIn(at, 'risk', risk) };
    pen.says('marta', 'assess', { ...seen, state: 'assessed', rationale: 'Two seconds at most.' });
    const wordings = () => {
      const { openItems, impactDuties } = charterOf(doc, { record: pen }).payload;
      return [
        openItems.questions.find((line) => line.id === open)?.answer?.wording,
        impactDuties.duties.find((line) => line.id === risk)?.assessment?.wording,
      ];
    };
    expect(wordings()).toEqual(['current', 'current']);
    edit(
      doc,
      setField('question', open, 'text', 'Who restores the ledger?'),
      replaceLongText(risk, 'note', 'At night.'),
    );
    expect(wordings()).toEqual(['earlier', 'earlier']);
    const printed = present(charterOf(doc, { record: pen }));
    expect(tableOf(printed, 13, 'questions').at(-1)?.[5]).toMatch(/^said of an earlier wording \/ We do\. \/ /);
    expect(tableOf(printed, 11, 'duties').find((row) => row[1] === 'performance')?.[6]).toMatch(
      /^said of an earlier wording \/ assessed, /,
    );
  });

  it('CHA-66 what was said of a record that was merged into another is kept, as said of an earlier wording', () => {
    const { doc, pen, decision, reworded, question, open } = spoken();
    edit(doc, mergeEntities('decision', decision, reworded), mergeEntities('question', question, open));
    const risks = readSnapshot(doc).entities.risk;
    const risk = (kind: string): string => risks.find((one) => one.kind === kind)!.id;
    edit(doc, mergeEntities('risk', risk('integration'), risk('performance')));
    const now = charterOf(doc, { record: pen });
    const [line, ...others] = now.payload.decisions.decisions;
    expect(others).toEqual([]);
    expect(line).toMatchObject({ id: reworded, agreed: false });
    expect(line?.stances.map((one) => [one.by.name, one.stance, one.wording])).toEqual([
      ['Lena Wirth', 'agree', 'earlier'],
      ['Lena Wirth', 'dissent', 'earlier'],
      ['Priya Nair', 'dissent', 'earlier'],
      ['Marta Lindqvist', 'abstain', 'earlier'],
    ]);
    expect(now.payload.openItems.questions.map(({ answer }) => [answer?.text.slice(0, 10), answer?.wording])).toEqual([
      ['Four hours', 'earlier'],
    ]);
    const performance = tableOf(present(now), 11, 'duties').find((row) => row[1] === 'performance');
    expect(performance?.[6]).toMatch(/^said of an earlier wording \/ mitigated, .*Messages are queued and replayed\./);
  });

  it('CHA-68 readiness stands around the payload, with note and deadline, and not in it', () => {
    expect(cardsOf(charter).map((card) => card.facts.map((fact) => lineText(fact.value)))).toEqual([
      [
        'Approval: operations accepts the responsibilities listed',
        'Lena Wirth',
        'yes, until 10 Dec 2026',
        'Lena Wirth, 25 Nov 2026, 08:20 UTC',
        'After the trial run.',
      ],
      [
        'Approval: IT accepts the responsibilities listed',
        'none named',
        'no',
        'Marta Lindqvist, 25 Nov 2026, 08:21 UTC',
      ],
      ['Approval: quality unit has reviewed and approves', 'Priya Nair', 'not declared'],
    ]);
    expect(JSON.stringify(payload)).not.toContain('After the trial run.');
    const late = charterOf(said.doc, { record: said.pen, composedAt: '2026-12-11T00:00:00.000Z' });
    expect(lineText(cardsOf(late)[0]?.facts[2]?.value ?? [])).toBe('yes, until 10 Dec 2026, which is past');
    expect(late.envelope.integrity.payloadHash).toBe(charter.envelope.integrity.payloadHash);
  });

  it('CHA-61 what is said reaches every format', () => {
    for (const file of [renderHtml(charter), renderMarkdown(charter), JSON.stringify(charter)])
      for (const words of [
        'Two places are looked at in an audit.',
        'Four hours at 15 to 25 °C.',
        'Messages are queued',
      ])
        expect(file).toContain(words);
  });
});
