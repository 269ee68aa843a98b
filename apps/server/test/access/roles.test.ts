import { decisionFingerprint, readSnapshot } from '@chartroom/domain';
import { createEntity } from '@chartroom/domain';
import { BOARD_ROLES, type BoardRole } from '@chartroom/record';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { databaseFile } from '../../src/db/data-dir.ts';
import { newId } from '../../src/ids.ts';
import { accessEntries, membersOf, type Member, startWithRoles } from '../support/board-people.ts';
import { openOwnClient, openPusher } from '../support/own-client.ts';
import { PATIENT } from '../support/poll.ts';

type Everybody = Awaited<ReturnType<typeof startWithRoles>>;

/** Whoever may do more comes later; `all` means viewers too. */
const LEAST = { all: 3, commenter: 2, contributor: 1, facilitator: 0 } as const;
const allowed = (role: BoardRole, least: keyof typeof LEAST): boolean => BOARD_ROLES.indexOf(role) <= LEAST[least];

const anchor = { subject: 'process/title', label: 'Title' };
const thread = (id = newId()) => ({ thread: id, anchor, kind: 'question', title: 'Why?', body: 'Say.' });

/** Every operation, the least role that may do it, and the status of somebody who may. */
const OPERATIONS: Readonly<
  Record<
    string,
    readonly [
      least: keyof typeof LEAST,
      status: number,
      act: (who: Member, on: Everybody & { decision: string; fingerprint: string }) => Promise<Response>,
    ]
  >
> = {
  'look at the board': ['all', 200, (who, { board }) => who.ask(`/api/boards/${board}`)],
  'read the record': ['all', 200, (who, { board }) => who.ask(`/api/boards/${board}/record`)],
  'read the members': ['all', 200, (who, { board }) => who.ask(`/api/boards/${board}/members`)],
  'read the authors': ['all', 200, (who, { board }) => who.ask(`/api/boards/${board}/authors`)],
  'read the charter': ['all', 200, (who, { board }) => who.ask(`/api/boards/${board}/charter`)],
  'export the charter': ['all', 200, (who, { board }) => who.ask(`/api/boards/${board}/charter?download=1&format=md`)],
  'begin a thread': ['commenter', 201, (who, { board }) => who.say(board, 'thread', thread())],
  'close one’s own thread': [
    'commenter',
    201,
    async (who, { board }) => {
      const id = newId();
      await who.say(board, 'thread', thread(id));
      return who.say(board, 'thread.resolve', { thread: id, outcome: 'withdrawn', text: 'Mine.' });
    },
  ],
  'declare one’s function ready': ['commenter', 201, (who, { board }) => who.say(board, 'ready', { ready: true })],
  'take a stance': [
    'commenter',
    201,
    (who, { board, decision, fingerprint }) =>
      who.say(board, 'stance', { decision, stance: 'agree', reason: '', fingerprint }),
  ],
  'close a thread of somebody else': [
    'contributor',
    201,
    async (who, { board, lena }) => {
      const id = newId();
      await lena.say(board, 'thread', thread(id));
      return who.say(board, 'thread.resolve', { thread: id, outcome: 'answered', text: 'Done.' });
    },
  ],
  'record a decision': [
    'contributor',
    201,
    (who, { board, decision, fingerprint }) => who.say(board, 'decide', { decision, state: 'agreed', fingerprint }),
  ],
  'rename the board': [
    'contributor',
    200,
    (who, { board }) => who.ask(`/api/boards/${board}`, { method: 'PATCH', json: { title: 'Lot release, line 4' } }),
  ],
  'name a member': [
    'facilitator',
    201,
    (who, { board, viewer }) =>
      who.say(board, 'member', { principal: viewer.id, name: 'x', function: 'OPS', role: 'viewer', signer: false }),
  ],
  'list invitations': ['facilitator', 200, (who, { board }) => who.ask(`/api/boards/${board}/invitations`)],
  invite: [
    'facilitator',
    201,
    (who, { board }) =>
      who.ask(`/api/boards/${board}/invitations`, { json: { kind: 'link', role: 'viewer', expiresInHours: 1 } }),
  ],
};

/** What is stored of the board's document, as a number that every change of it changes. */
const documentBytes = (dataDir: string, board: string): number => {
  const sql = new Database(databaseFile(dataDir), { readonly: true });
  const bytes = sql
    .prepare<[string], number>('select coalesce(sum(length("update")), 0) from update_log where board = ?')
    .pluck()
    .get(board);
  sql.close();
  return bytes ?? -1;
};

const withDecision = async () => {
  const all = await startWithRoles();
  const { doc, client } = openOwnClient(all.server.origin, all.board, all.lena.cookie());
  await expect.poll(() => client.state.kind, PATIENT).toBe('synced');
  createEntity('decision', { statement: 'Hold lots at 24 h.', rationale: 'Stability.' })(doc);
  await client.settled();
  const decision = readSnapshot(doc).entities.decision.at(-1)?.id ?? '';
  return { ...all, decision, fingerprint: decisionFingerprint('Hold lots at 24 h.', 'Stability.') };
};

describe('roles', () => {
  it('SRV-151 each role may what the table says over HTTP, and what is refused says nothing and changes nothing', async () => {
    const all = await withDecision();
    for (const role of BOARD_ROLES) {
      for (const [what, [least, status, act]] of Object.entries(OPERATIONS)) {
        const before = documentBytes(all.server.dataDir, all.board);
        const response = await act(all[role], all);
        const may = allowed(role, least);
        expect(`${role} ${what}: ${response.status}`).toBe(`${role} ${what}: ${may ? status : 403}`);
        const changed = documentBytes(all.server.dataDir, all.board) - before;
        expect(may ? 0 : changed, `${role} ${what}`).toBe(0);
      }
    }
    const { entries } = (await (await all.lena.ask(`/api/boards/${all.board}/record`)).json()) as {
      entries: readonly { kind: string; actor: string }[];
    };
    const by = (who: Member) => new Set(entries.filter(({ actor }) => actor === who.id).map(({ kind }) => kind));
    expect([...by(all.viewer)].toSorted()).toEqual(['access']);
    expect([...by(all.commenter)]).not.toContain('decide');
  }, 120_000);

  it('SRV-151 edits of a viewer and of a commenter never reach the document, whatever their client sends', async () => {
    const all = await startWithRoles();
    const before = documentBytes(all.server.dataDir, all.board);
    for (const who of [all.viewer, all.commenter]) {
      const pusher = await openPusher(all.server.origin, all.board, { cookie: who.cookie() });
      for (let n = 0; n < 20; n += 1) pusher.push(`Site ${n}`);
      await expect
        .poll(() => pusher.told.find(({ type }) => type === 'refusal'), PATIENT)
        .toMatchObject({
          code: 'read-only',
        });
      expect(pusher.told.filter(({ type }) => type === 'acknowledgement')).toEqual([]);
      const client = openOwnClient(all.server.origin, all.board, who.cookie());
      await expect.poll(() => client.client.welcome?.mayWrite, PATIENT).toBe(false);
    }
    expect(documentBytes(all.server.dataDir, all.board)).toBe(before);
    const contributor = await openPusher(all.server.origin, all.board, { cookie: all.contributor.cookie() });
    contributor.push('Site 4');
    await expect.poll(() => contributor.told.some(({ type }) => type === 'acknowledgement'), PATIENT).toBe(true);
    expect(documentBytes(all.server.dataDir, all.board)).toBeGreaterThan(before);
  }, 60_000);

  it('SRV-157 says who takes part, as what, who is here and what you are yourself', async () => {
    const all = await startWithRoles();
    const { members, you } = await membersOf(all.commenter, all.board);
    expect(you).toEqual({ role: 'commenter', function: 'OPS', signer: false, guest: false });
    expect(members.map(({ name, role }) => `${name}: ${role}`).toSorted()).toEqual([
      'Ada commenter: commenter',
      'Ada contributor: contributor',
      'Ada viewer: viewer',
      'Lena Wirth: facilitator',
    ]);
    expect(members.every(({ here }) => !here)).toBe(true);
    openOwnClient(all.server.origin, all.board, all.viewer.cookie());
    await expect
      .poll(async () => (await membersOf(all.lena, all.board)).members.filter(({ here }) => here), PATIENT)
      .toMatchObject([{ principal: all.viewer.id, name: 'Ada viewer' }]);
  }, 60_000);

  it('SRV-160 notes attempts beyond a role, once however often, over HTTP and socket; and exports', async () => {
    const all = await startWithRoles();
    const { viewer, commenter, board } = all;
    for (let n = 0; n < 3; n += 1) {
      expect((await viewer.say(board, 'ready', { ready: true })).status).toBe(403);
      expect((await viewer.ask(`/api/boards/${board}/invitations`)).status).toBe(403);
    }
    // A page of another site attempts nothing in anybody's name.
    const headers = { 'sec-fetch-site': 'cross-site' };
    expect((await commenter.ask(`/api/boards/${board}/invitations`, { headers })).status).toBe(403);
    const pusher = await openPusher(all.server.origin, board, { cookie: viewer.cookie() });
    pusher.push('Site 4');
    expect((await viewer.ask(`/api/boards/${board}/charter?download=1&format=md`)).status).toBe(200);
    const noted = async () =>
      (await accessEntries(all.lena, board)).filter(({ actor }) => actor === viewer.id).map(({ payload }) => payload);
    await expect
      .poll(noted, PATIENT)
      .toEqual(expect.arrayContaining([expect.objectContaining({ event: 'refused', about: 'edit' })]));
    expect(await noted()).toEqual(
      expect.arrayContaining([
        { event: 'refused', about: 'ready' },
        { event: 'refused', about: 'invite' },
        { event: 'refused', about: 'edit' },
        { event: 'exported', about: expect.stringMatching(/^JOC-0001-.*\.md$/) },
      ]),
    );
    // With the use of the invitation.
    expect(await noted()).toHaveLength(5);
    const others = (await accessEntries(all.lena, board)).filter(({ actor }) => actor === commenter.id);
    expect(others.map(({ payload }) => payload)).not.toContainEqual(expect.objectContaining({ event: 'refused' }));
  }, 60_000);
});
