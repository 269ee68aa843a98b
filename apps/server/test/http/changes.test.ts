/** The audit trail over HTTP: looked through, filtered, joined with what authors said, and taken along as a file. */
import { assignSystemRole, deleteEntity, replaceLongText, setField, type Snapshot } from '@chartroom/domain';
import { type Entry, type Payload, verifyChain } from '@chartroom/record';
import { describe, expect, it } from 'vitest';
import type { ChangesResponse, LastChangeResponse, TrailPeopleResponse } from '../../src/api.ts';
import { readVerifier, type SignedHead } from '../../src/record/signed-head.ts';
import { readCsv } from '../support/csv.ts';
import { PATIENT } from '../support/poll.ts';
import { refusal } from '../support/problem.ts';
import { meet, openDocument, type Person, say } from '../support/record.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

interface Scene {
  readonly server: TestServer;
  readonly board: string;
  readonly petra: Person;
  readonly tom: Person;
  readonly documents: { readonly [name in 'petra' | 'tom']: Awaited<ReturnType<typeof openDocument>> };
}

const scene = async (template = 't1'): Promise<Scene> => {
  const server = await startTestServer();
  const petra = await meet(server, 'Petra Novak', 'QUA');
  const tom = await meet(server, 'Tom Becker', 'OPS');
  const board = await server.create(petra.cookie, 'Lot release', template);
  const documents = { petra: await openDocument(server, board, petra), tom: await openDocument(server, board, tom) };
  return { server, board, petra, tom, documents };
};

const of = (snapshot: Snapshot, kind: 'step' | 'system' | 'output', label: string): string =>
  snapshot.entities[kind].find((entity) => entity.label === label)!.id;

const changesOf = async ({ server, board }: Scene, query = ''): Promise<ChangesResponse> => {
  const response = await server.ask(`/api/boards/${board}/changes${query}`);
  expect(response.status, await response.clone().text()).toBe(200);
  return (await response.json()) as ChangesResponse;
};
/** Once what everybody did has arrived and is told. */
const told = async (one: Scene, changes: number): Promise<void> => {
  const arrived = async (): Promise<number> => {
    await one.server.settle(one.board);
    return (await changesOf(one, '?kind=change')).changes.length;
  };
  await expect.poll(arrived, PATIENT).toBe(changes);
};
const payloads = ({ changes }: ChangesResponse): readonly Payload<'change'>[] =>
  changes.map(({ payload }) => payload as Payload<'change'>);

const expectProblem = async (response: Response, status: number, kind: string): Promise<void> =>
  expect(await refusal(response)).toMatch(new RegExp(`^${status} ${kind}: `));

/** One after the other on different places, so that each is told. */
const story = async (one: Scene): Promise<{ readonly step: string; readonly mes: string }> => {
  const { documents } = one;
  const snapshot = documents.petra.snapshot();
  const step = of(snapshot, 'step', '3');
  const mes = of(snapshot, 'system', 'MES');
  documents.petra.change(setField('step', step, 'title', 'Hold and raise'));
  await expect
    .poll(() => documents.tom.snapshot().entities.step.find(({ id }) => id === step)?.title, PATIENT)
    .toBe('Hold and raise');
  documents.tom.change(assignSystemRole({ step, system: mes, use: 'audit' }));
  documents.tom.change(replaceLongText(step, 'note', 'Raised at the line'));
  documents.petra.change(deleteEntity('output', of(snapshot, 'output', 'R4')));
  await told(one, 5);
  return { step, mes };
};

describe('GET /api/boards/:id/changes', () => {
  it('SRV-190 answers the whole record, newest first, with who it was and what the board was seeded with', async () => {
    const one = await scene();
    expect(payloads(await changesOf(one))).toMatchObject([{ root: 'board', key: 'template', new: 't1' }, {}]);
    await story(one);
    await say(one.server, one.board, one.tom, 'ready', { ready: true });
    const { changes, people, next, behind } = await changesOf(one);
    expect(changes.map(({ seq }) => seq)).toEqual(changes.map((_, at) => changes.length - at));
    expect(new Set(changes.map(({ kind }) => kind))).toEqual(new Set(['ready', 'change', 'member']));
    expect(people[one.petra.id]).toEqual({ name: 'Petra Novak', function: 'QUA', kind: 'visitor' });
    expect(people[changes.at(-1)!.actor]).toMatchObject({ kind: 'server' });
    expect([next, behind]).toEqual([null, 0]);
  });

  it('SRV-190 filters by who, what, field, when and kind, each alone and together', async () => {
    const one = await scene();
    const { step, mes } = await story(one);
    const { petra, tom } = one;
    const roots = async (query: string) => payloads(await changesOf(one, query)).map(({ root }) => root);
    expect(await roots(`?who=${petra.id}&kind=change`)).toHaveLength(2);
    expect((await roots(`?who=${tom.id},${petra.id}&kind=change`)).toSorted()).toEqual([
      'output',
      'role',
      'step',
      'text',
    ]);
    expect(await roots('?root=role')).toEqual(['role']);
    expect((await roots('?root=role,text')).toSorted()).toEqual(['role', 'text']);
    expect(await roots(`?key=${mes}`)).toEqual(['role']);
    expect((await roots(`?key=${step}`)).toSorted()).toEqual(['role', 'step', 'text']);
    expect(await roots(`?key=${step}&field=title`)).toEqual(['step']);
    expect(await roots(`?key=${step}&who=${tom.id}&root=text`)).toEqual(['text']);
    expect(await roots('?key=nobody')).toEqual([]);
    expect((await changesOf(one, '?kind=member')).changes.map(({ kind }) => kind)).toEqual(['member']);
    const first = (await changesOf(one, `?key=${step}&field=title`)).changes[0]!.at;
    expect(await roots(`?root=step&from=${first}&to=${first}`)).toEqual(['step']);
    const [newest, next] = (await changesOf(one)).changes;
    expect((await changesOf(one, `?entry=${next!.seq}`)).changes).toEqual([next]);
    expect((await changesOf(one, `?entry=${newest!.seq}&before=${newest!.seq}`)).changes).toEqual([]);
    const before = new Date(Date.parse(first) - 1).toISOString();
    expect(await roots(`?root=step&to=${before}`)).toEqual([]);
    expect(await roots('?root=step&from=2999-01-01')).toEqual([]);
    expect(await roots('?root=step&from=2000-01-01')).toEqual(['step']);
  });

  it('SRV-191 pages by number, each entry once, also while more is said', async () => {
    const one = await scene();
    await story(one);
    const whole = (await changesOf(one)).changes.map(({ seq }) => seq);
    const paged: number[] = [];
    for (let next: number | null = 0; next !== null;) {
      const page: ChangesResponse = await changesOf(one, `?limit=2${next === 0 ? '' : `&before=${next}`}`);
      expect(page.changes.length).toBeLessThanOrEqual(2);
      paged.push(...page.changes.map(({ seq }) => seq));
      await say(one.server, one.board, one.tom, 'ready', { ready: paged.length % 4 === 0 });
      next = page.next;
    }
    expect(paged).toEqual(whole);
  });

  it('SRV-192 finds words in values, names and reasons, whatever their case and accents', async () => {
    const one = await scene();
    const { step } = await story(one);
    const found = async (words: string) =>
      payloads(await changesOf(one, `?reason=${encodeURIComponent(words)}`)).map(({ root }) => root);
    expect(await found('RAISED at')).toEqual(['text']);
    // The title that was given, and what is about the step that has it now.
    expect((await found('hold  and ráise')).toSorted()).toEqual(['role', 'step', 'text']);
    expect(await found('out-of-limit')).toContain('step');
    expect(await found('no such words')).toEqual([]);
    const change = (await changesOf(one, `?key=${step}&field=title`)).changes[0] as Entry<Payload<'change'>>;
    const { client, from, to } = change.payload.item!;
    const reply = await say(one.server, one.board, one.petra, 'edit', { client, from, to, reason: 'Zürich agreed' });
    expect(reply.status).toBe(201);
    expect(await found('zurich')).toEqual(['step']);
  });

  it('SRV-192 what an author says afterwards stands beside the change, which stays as it was told', async () => {
    const one = await scene();
    const { step } = await story(one);
    const before = (await changesOf(one, `?key=${step}&field=title`)).changes[0] as Entry<Payload<'change'>>;
    const { client, from, to } = before.payload.item!;
    await say(one.server, one.board, one.petra, 'edit', { client, from, to, reason: 'Shorter' });
    await say(one.server, one.board, one.petra, 'edit', { client, from, to, by: 'undo', reason: 'Shorter, as agreed' });
    const { changes, notes } = await changesOf(one, `?key=${step}&field=title`);
    expect(changes).toEqual([before]);
    expect(notes).toEqual({ [before.seq]: { by: 'undo', reason: 'Shorter, as agreed' } });
    expect((await changesOf(one)).changes.every(({ kind }) => kind !== 'edit')).toBe(true);
    expect((await changesOf(one, '?kind=edit')).changes).toHaveLength(2);
  });

  it('SRV-188 only who made an edit says why; whoever may not edit says nothing about edits', async () => {
    const one = await scene();
    const { step } = await story(one);
    const change = (await changesOf(one, `?key=${step}&field=title`)).changes[0] as Entry<Payload<'change'>>;
    const { client, from, to } = change.payload.item!;
    const refused = await say(one.server, one.board, one.tom, 'edit', { client, from, to, reason: 'Forged' });
    await expectProblem(refused, 403, 'forbidden');
    expect((await say(one.server, one.board, one.tom, 'edit', { client, from: 9, to: 3, by: 'undo' })).status).toBe(
      422,
    );
    // By its number: only an own change, and only a change.
    const byNumber = async (who: Person, entry: number) =>
      (await say(one.server, one.board, who, 'edit', { entry, by: 'import' })).status;
    const [first] = (await changesOf(one, '?kind=member')).changes;
    const refusedEntry = await say(one.server, one.board, one.tom, 'edit', { entry: change.seq, reason: 'Forged' });
    expect(Object.keys(((await refusedEntry.json()) as { errors: object }).errors)).toEqual(['/payload/entry']);
    expect([
      await byNumber(one.tom, change.seq),
      await byNumber(one.petra, first!.seq),
      await byNumber(one.petra, 1_000_000),
    ]).toEqual([403, 403, 403]);
    // Before its edits came: nobody has used the client id.
    expect(
      (await say(one.server, one.board, one.tom, 'edit', { client: 4_294_967_000, from: 0, to: 3, by: 'undo' })).status,
    ).toBe(201);
    const said = await say(one.server, one.board, one.petra, 'member', {
      principal: one.tom.id,
      name: 'Tom Becker',
      function: 'OPS',
      role: 'commenter',
      signer: false,
    });
    expect(said.status).toBe(201);
    const own = await say(one.server, one.board, one.tom, 'edit', { client: 7, from: 0, to: 3, by: 'undo' });
    await expectProblem(own, 403, 'forbidden');
    expect((await changesOf(one, `?key=${step}&field=title`)).notes).toEqual({});
  });

  it('SRV-291 SRV-293 what asks for a reason is listed and counted until its author gives one', async () => {
    const one = await scene();
    const { step } = await story(one);
    const owed = async (query = '') => {
      const { changes, owed: counts, people } = await changesOf(one, `?owed=1${query}`);
      for (const { principal } of counts) expect(people[principal]?.kind).toBe('visitor');
      return [payloads({ changes } as ChangesResponse).map(({ root, asks }) => `${root}: ${asks}`), counts] as const;
    };
    const all = [{ principal: one.petra.id, changes: 2 }];
    // The story again: a title of a regulated step, and an output that was deleted. Another role and a text ask nothing.
    const [asked, counts] = await owed();
    expect(asked.toSorted()).toEqual(['output: output', 'step: regulated']);
    expect(counts).toEqual(all);
    expect(await owed(`&who=${one.petra.id}&root=step`)).toEqual([['step: regulated'], all]);
    expect(await owed(`&who=${one.tom.id}`)).toEqual([[], all]);
    expect((await owed('&reason=no%20such%20words'))[0]).toEqual([]);
    expect((await changesOf(one, '?kind=member')).owed).toEqual(all);

    const change = (await changesOf(one, `?key=${step}&field=title`)).changes[0] as Entry<Payload<'change'>>;
    const { client, from, to } = change.payload.item!;
    for (const nothing of ['', '   ', '\u00A0\n']) {
      const refused = await say(one.server, one.board, one.petra, 'edit', { client, from, to, reason: nothing });
      const problem = (await refused.clone().json()) as { readonly errors: Readonly<Record<string, string>> };
      await expectProblem(refused, 422, 'invalid-command');
      expect(Object.keys(problem.errors)).toEqual(['/payload/reason']);
    }
    const forged = await say(one.server, one.board, one.tom, 'edit', { client, from, to, reason: 'His' });
    expect(forged.status).toBe(403);
    await say(one.server, one.board, one.petra, 'edit', { client, from, to, purpose: 'Drafting' });
    expect((await owed())[1]).toEqual(all);
    await say(one.server, one.board, one.petra, 'edit', { client, from, to, reason: 'Agreed with operations' });
    expect(await owed()).toEqual([['output: output'], [{ principal: one.petra.id, changes: 1 }]]);
    // What was told stays as it was told.
    expect((await changesOf(one, `?key=${step}&field=title`)).changes).toEqual([change]);
    await expectProblem(await one.server.ask(`/api/boards/${one.board}/changes?owed=yes`), 400, 'invalid-query');
  });

  it('SRV-193 says who touched a record last, and what they did', async () => {
    const one = await scene();
    const { step, mes } = await story(one);
    const last = async (key: string) =>
      (await (await one.server.ask(`/api/boards/${one.board}/changes/last?key=${key}`)).json()) as LastChangeResponse;
    expect(await last(mes)).toMatchObject({
      change: { payload: { root: 'role' } },
      person: { name: 'Tom Becker' },
      note: null,
    });
    expect((await last(step)).change?.actor).toBe(one.tom.id);
    expect(await last('process')).toEqual({ change: null, note: null, person: null });
    await expectProblem(await one.server.ask(`/api/boards/${one.board}/changes/last`), 400, 'invalid-query');
  });

  it('SRV-194 lists everybody with an entry, with how many', async () => {
    const one = await scene();
    await story(one);
    const { people } = (await (
      await one.server.ask(`/api/boards/${one.board}/changes/people`)
    ).json()) as TrailPeopleResponse;
    expect(people.map(({ name, entries }) => [name, entries]).toSorted()).toEqual([
      ['Chartroom', 2],
      ['Petra Novak', 2],
      ['Tom Becker', 2],
    ]);
  });

  it('SRV-190 nobody who is not of the board is told anything', async () => {
    const server = await startTestServer({ ACCESS: 'accounts' });
    for (const path of ['', '/last?key=x', '/people', '/export'])
      await expectProblem(await server.ask(`/api/boards/${'0'.repeat(26)}/changes${path}`), 401, 'visitor-needed');
  });

  it('SRV-190 a filter that cannot be one is refused with what is allowed', async () => {
    const one = await scene('blank');
    for (const query of [
      'who=Petra',
      'kind=vote',
      'root=a/b',
      'from=yesterday',
      'to=2026-02-31T99:00:00Z',
      'limit=0',
      'limit=201',
      'before=x',
      'entry=0',
      `reason=${'x'.repeat(201)}`,
    ])
      await expectProblem(await one.server.ask(`/api/boards/${one.board}/changes?${query}`), 400, 'invalid-query');
    for (const path of ['', '/last?key=x', '/people', '/export'])
      await expectProblem(await one.server.ask(`/api/boards/nowhere/changes${path}`), 404, 'unknown-board');
  });
});

const exported = (one: Scene, query: string): Promise<Response> =>
  one.server.ask(`/api/boards/${one.board}/changes/export?${query}`, { cookie: one.petra.cookie });

describe('GET /api/boards/:id/changes/export', () => {
  it('SRV-195 CSV has one line an entry with plain names, and no cell that a spreadsheet would execute', async () => {
    const one = await scene();
    const { step } = await story(one);
    const hostile = ['=HYPERLINK("http://x","y")', '@SUM(A1)', '+1', '-1+2', '\tx', '"quoted", and\nlines'];
    for (const text of hostile) {
      one.documents.petra.change(replaceLongText(step, 'note', text));
      await told(one, 5 + hostile.indexOf(text) + 1);
    }
    one.documents.tom.change(setField('system', of(one.documents.tom.snapshot(), 'system', 'MES'), 'name', '=cmd|x'));
    await told(one, 5 + hostile.length + 1);

    const response = await exported(one, 'format=csv');
    expect(response.headers.get('content-type')).toMatch(/^text\/csv; charset=utf-8/);
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="JOC-0001-audit-trail.csv"');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect(Array.from(bytes.subarray(0, 3))).toEqual([0xef, 0xbb, 0xbf]);
    const text = new TextDecoder().decode(bytes);
    const [head, ...rows] = readCsv(text);
    const all = (await changesOf(one, '?limit=200&kind=change,member,access')).changes.toReversed();
    expect(rows.map((row) => row[head!.indexOf('id')])).toEqual(all.map(({ id }) => id));
    for (const row of rows) {
      expect(row).toHaveLength(head!.length);
      for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
    }
    const line = (root: string, field: string) =>
      rows.find((row) => row[head!.indexOf('record')]!.includes(root) && row[head!.indexOf('field')] === field)!;
    const value = (row: readonly string[], column: string) => row[head!.indexOf(column)];
    const renamed = line('system', 'name');
    expect([value(renamed, 'new'), value(renamed, 'person'), value(renamed, 'what')]).toEqual([
      "'=cmd|x",
      'Tom Becker',
      'set',
    ]);
    const titled = line('step 3', 'title');
    expect(value(titled, 'new')).toBe('Hold and raise');
    expect(value(titled, 'record')).toBe('step 3 "Hold and raise"');
    expect(value(titled, 'received (UTC)')).toMatch(/^2\d{3}-\d\d-\d\dT/);
  });

  it('SRV-195 takes the filters of the screen', async () => {
    const one = await scene();
    await story(one);
    const rows = readCsv(await (await exported(one, `format=csv&who=${one.tom.id}&kind=change`)).text());
    expect(rows).toHaveLength(3);
  });

  it('SRV-196 JSON holds every entry as it was hashed, to a signed head, and verifies without the server', async () => {
    const one = await scene();
    await story(one);
    const response = await exported(one, 'format=json');
    expect(response.headers.get('content-type')).toBe('application/json');
    const file = (await response.json()) as {
      readonly format: string;
      readonly version: number;
      readonly board: unknown;
      readonly publicKey: string;
      readonly signedHead: SignedHead;
      readonly entries: readonly Entry[];
      readonly people: Readonly<Record<string, { readonly name: string }>>;
    };
    expect([file.format, file.version]).toEqual(['chartroom.trail', 1]);
    expect(file.board).toEqual({ id: one.board, number: 1, title: 'Lot release' });
    expect(readVerifier(file.publicKey).holds(file.signedHead)).toBe(true);
    expect(file.entries.length).toBe(file.signedHead.seq);
    expect(verifyChain(one.board, file.entries, [file.signedHead]).faults).toEqual([]);
    expect(verifyChain(one.board, file.entries.slice(0, -1), [file.signedHead]).faults).toHaveLength(1);
    expect(file.people[one.tom.id]?.name).toBe('Tom Becker');
    // The export itself is the last that is in it.
    expect(file.entries.at(-1)).toMatchObject({
      kind: 'access',
      actor: one.petra.id,
      payload: { event: 'exported', about: 'JOC-0001-audit-trail.json' },
    });
  });

  it('SRV-293 files say what a reason is asked for and whether it is owed', async () => {
    const one = await scene();
    const { step } = await story(one);
    const change = (await changesOf(one, `?key=${step}&field=title`)).changes[0] as Entry<Payload<'change'>>;
    const { client, from, to } = change.payload.item!;
    await say(one.server, one.board, one.petra, 'edit', { client, from, to, purpose: 'Drafting' });
    const columns = async (query: string) => {
      const [head, ...rows] = readCsv((await (await exported(one, query)).text()).slice(1));
      const at = ['field', 'reason (claimed)', 'purpose (claimed)', 'reason asked for', 'reason owed'].map((name) =>
        head!.indexOf(name),
      );
      return rows.map((row) => at.map((index) => row[index]).join('; '));
    };
    expect((await columns('format=csv&owed=1')).toSorted()).toEqual([
      'deletedAt; ; ; output; yes',
      'title; ; Drafting; regulated item; yes',
    ]);
    await say(one.server, one.board, one.petra, 'edit', { client, from, to, reason: 'Agreed' });
    expect(await columns('format=csv&root=step,text')).toEqual(
      expect.arrayContaining(['title; Agreed; Drafting; regulated item; no', 'note; ; ; ; ']),
    );
    const file = (await (await exported(one, 'format=json')).json()) as {
      readonly entries: readonly Entry<Payload<'change'>>[];
      readonly reasonsOwed: readonly number[];
    };
    expect(file.reasonsOwed.map((seq) => file.entries[seq - 1]!.payload.root)).toEqual(['output']);
    await expectProblem(await exported(one, 'format=json&owed=1'), 400, 'invalid-query');
  });

  it('SRV-197 an export is noted with who it was; unknown formats and a cut JSON are refused', async () => {
    const one = await scene('blank');
    expect((await exported(one, 'format=csv')).status).toBe(200);
    expect((await changesOf(one, '?kind=access')).changes).toMatchObject([
      { actor: one.petra.id, payload: { event: 'exported', about: 'JOC-0001-audit-trail.csv' } },
    ]);
    await expectProblem(await exported(one, 'format=xml'), 400, 'unsupported-format');
    await expectProblem(await exported(one, `format=json&who=${one.tom.id}`), 400, 'invalid-query');
    await expectProblem(await exported(one, 'format=csv&reason=x'), 400, 'invalid-query');
  });
});
