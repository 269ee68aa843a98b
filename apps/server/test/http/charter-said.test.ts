/** The exported charter of a board on which people have spoken. */
import { type Charter, verifyCharter } from '@chartroom/charter';
import { analyse, createEntity, decisionFingerprint, live, setField, wordingIn } from '@chartroom/domain';
import { EMPTY_RECORD, type Entry } from '@chartroom/record';
import { describe, expect, it } from 'vitest';
import { charterRecord } from '../../src/boards/charter.ts';
import { runCommand } from '../../src/cli/program.ts';
import { newId } from '../../src/ids.ts';
import { PATIENT } from '../support/poll.ts';
import { meet, openDocument, type Person, recordOf, say } from '../support/record.ts';
import { startTestServer } from '../support/server.ts';

const WORDED = { statement: 'QMS keeps the nonconformance', rationale: 'It holds it today' };
const DISSENT = 'The investigation starts in MES.\nTwo places are looked at in an audit.';

const setUp = async () => {
  const server = await startTestServer();
  const petra = await meet(server, 'Petra Novak', 'QUA');
  const board = await server.create(petra.cookie);
  const tom = await meet(server, 'Tom Becker', 'OPS');
  const ines = await meet(server, 'Ines Roth', 'IT');
  const document = await openDocument(server, board, petra);
  document.change(createEntity('decision', WORDED));
  document.change(createEntity('question', { text: 'How long may a lot wait?', toFunction: 'OPS', due: '2026-12-01' }));
  const last = (kind: 'decision' | 'question'): string => live(document.snapshot(), kind).at(-1)?.id ?? '';
  const says = async (who: Person, kind: string, payload: unknown): Promise<void> => {
    const answer = await say(server, board, who, kind, payload);
    expect([answer.status, await answer.text()]).toEqual([201, expect.any(String)]);
  };
  const exported = async (format: string): Promise<string> =>
    (await server.ask(`/api/boards/${board}/charter?format=${format}&download=1`)).text();
  const charter = async (): Promise<Charter> => JSON.parse(await exported('json')) as Charter;
  // What is about to be spoken of is stored.
  await expect.poll(async () => (await charter()).payload.openItems.questions.length, PATIENT).toBe(1);
  return {
    server,
    petra,
    tom,
    ines,
    board,
    document,
    decision: last('decision'),
    question: last('question'),
    says,
    exported,
    charter,
  };
};

describe('the charter of a board on which people have spoken', () => {
  it('SRV-125 says what was decided, dissented, answered, assessed and accepted, by whom and when, in every format', async () => {
    const { server, petra, tom, ines, board, document, decision, question, says, exported, charter } = await setUp();
    const fingerprint = decisionFingerprint(WORDED.statement, WORDED.rationale);
    const risk = live(document.snapshot(), 'risk').find(({ kind }) => kind === 'integration')?.id ?? '';
    const warning = analyse(document.snapshot()).findings.find(({ severity }) => severity === 'W')!;
    await says(ines, 'assess', {
      risk,
      state: 'mitigated',
      rationale: 'Messages wait in a queue.',
      residual: 'low',
      fingerprint: wordingIn(document.snapshot(), 'risk', risk),
    });
    await says(petra, 'stance', { decision, stance: 'dissent', reason: DISSENT, fingerprint });
    await says(ines, 'decide', { decision, state: 'agreed', fingerprint, reason: 'Carried by operations and IT.' });
    await says(tom, 'answer', {
      question,
      text: 'Four hours at 15 to 25 °C.',
      fingerprint: wordingIn(document.snapshot(), 'question', question),
    });
    const { rule, key } = warning;
    for (const who of [tom, petra, ines]) {
      const rationale = who === tom ? 'The window is agreed each week.' : 'Known and small.';
      const { findings } = (await charter()).payload;
      const now = findings.open.find((one) => one.key === key)!;
      await says(who, 'accept', { rule, key, fingerprint: now.fingerprint, rationale, due: '2027-03-31' });
    }

    const { payload } = await charter();
    const { entries } = await recordOf(server, board);
    const entryOf = (kind: string, actor: string) => {
      const { seq, at } = entries.findLast((one) => one.kind === kind && one.actor === actor)!;
      return { at, evidence: [`record/${seq}`] };
    };
    expect(payload.impactDuties.duties.find(({ id }) => id === risk)?.assessment).toMatchObject({
      ...entryOf('assess', ines.id),
      state: 'mitigated',
      residual: 'low',
      by: { principal: ines.id, name: 'Ines Roth' },
      function: 'IT',
    });
    const line = payload.decisions.decisions.find(({ id }) => id === decision);
    expect(line).toMatchObject({
      agreed: true,
      decided: { ...entryOf('decide', ines.id), by: { name: 'Ines Roth' }, function: 'IT' },
      stances: [{ ...entryOf('stance', petra.id), stance: 'dissent', reason: DISSENT, by: { name: 'Petra Novak' } }],
    });
    expect(payload.openItems.questions.find(({ id }) => id === question)?.answer).toMatchObject({
      ...entryOf('answer', tom.id),
      text: 'Four hours at 15 to 25 °C.',
      by: { name: 'Tom Becker' },
    });
    expect(payload.findings.accepted.find((one) => one.key === key)?.acceptances).toMatchObject([
      { ...entryOf('accept', tom.id), function: 'OPS', due: '2027-03-31', lapsed: false },
      { ...entryOf('accept', petra.id), function: 'QUA', lapsed: false },
      { ...entryOf('accept', ines.id), function: 'IT', lapsed: false },
    ]);
    expect(payload.participants.members.map(({ member, role }) => [member.name, role])).toEqual([
      ['Tom Becker', 'contributor'],
      ['Petra Novak', 'facilitator'],
      ['Ines Roth', 'contributor'],
    ]);
    expect(payload.recordSeq).toBe(entries.findLast(({ kind }) => kind === 'accept')?.seq);

    const json = await exported('json');
    expect(verifyCharter(json)).toMatchObject({ kind: 'intact' });
    for (const file of [json, await exported('md'), await exported('html')])
      for (const words of [
        'Messages wait in a queue.',
        'The investigation starts in MES.',
        'Two places are looked at in an audit.',
        'Carried by operations and IT.',
        'Four hours at 15 to 25 °C.',
        'The window is agreed each week.',
        'Known and small.',
      ])
        expect(file).toContain(words);

    const said = { stdout: '' };
    await runCommand(['charter', board, '--format', 'json'], {
      env: { DATA_DIR: server.dataDir },
      cwd: server.dataDir,
      in: () => Promise.resolve(new Uint8Array()),
      out: (text) => void (said.stdout += text),
      err: () => undefined,
    });
    expect((JSON.parse(said.stdout) as Charter).payload).toEqual(payload);
  });

  it('SRV-125 keeps its hash through readiness and talk, and its names through new ones; a new wording shows', async () => {
    const { server, tom, board, document, decision, says, charter } = await setUp();
    const fingerprint = decisionFingerprint(WORDED.statement, WORDED.rationale);
    await says(tom, 'stance', { decision, stance: 'dissent', reason: DISSENT, fingerprint });
    await says(tom, 'decide', { decision, state: 'agreed', fingerprint });
    const before = await charter();
    await says(tom, 'ready', { ready: true, until: '2026-12-10', note: 'After the trial run.' });
    const thread = newId();
    const anchor = { subject: 'process/title', label: 'Title' };
    await says(tom, 'thread', { thread, anchor, kind: 'question', title: 'Why?', body: 'Say.' });
    const ready = await charter();
    expect(ready.envelope.integrity.payloadHash).toBe(before.envelope.integrity.payloadHash);
    expect(ready.envelope.signatures[0]?.ready).toMatchObject({
      ready: true,
      until: '2026-12-10',
      note: 'After the trial run.',
      by: { name: 'Tom Becker' },
    });

    await server.ask('/api/visitor', { json: { name: 'Tom Beckmann', function: 'OPS' }, cookie: tom.cookie });
    await says(tom, 'ready', { ready: false });
    const renamed = await charter();
    expect(renamed.payload.participants.members.map(({ member }) => member.name)).toContain('Tom Beckmann');
    expect(renamed.payload.decisions).toEqual(before.payload.decisions);

    document.change(setField('decision', decision, 'statement', 'MES keeps the nonconformance'));
    const lineNow = async () => (await charter()).payload.decisions.decisions.find(({ id }) => id === decision);
    await expect.poll(async () => (await lineNow())?.statement, PATIENT).toBe('MES keeps the nonconformance');
    expect(await lineNow()).toMatchObject({
      agreed: false,
      decided: { state: 'agreed', wording: 'earlier', by: { name: 'Tom Becker' } },
      stances: [{ stance: 'dissent', wording: 'earlier' }],
    });
    const markdown = await (await server.ask(`/api/boards/${board}/charter?format=md`)).text();
    expect(markdown).toContain('*agreed, said of an earlier wording*');
  });

  it('SRV-125 knows everybody who was ever named, however small the pages of the record are', async () => {
    const stored = [1, 4, 5, 9].map((seq) => ({ seq, kind: 'member' }) as Entry);
    const asked: number[] = [];
    const pages = {
      ofKinds: (_: string, kinds: readonly string[], since: number) => {
        asked.push(since);
        return Promise.resolve(stored.filter(({ seq, kind }) => seq > since && kinds.includes(kind)).slice(0, 1));
      },
    };
    const { memberEntries } = await charterRecord(EMPTY_RECORD, pages, 'board');
    expect(memberEntries.map(({ seq }) => seq)).toEqual([1, 4, 5, 9]);
    expect(asked).toEqual([0, 1, 4, 5, 9]);
  });
});
