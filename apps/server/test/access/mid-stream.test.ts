import Database from 'better-sqlite3';
import type { Entry } from '@chartroom/record';
import { describe, expect, it } from 'vitest';
import { databaseFile } from '../../src/db/data-dir.ts';
import { invite, type Member, redeem, restate, startWithRoles } from '../support/board-people.ts';
import { openOwnClient, openPusher } from '../support/own-client.ts';
import { PATIENT, until } from '../support/poll.ts';

interface Stored {
  readonly seq: number;
  readonly received_at_ms: number;
}

const updatesOf = (dataDir: string, board: string, principal: string): readonly Stored[] => {
  const sql = new Database(databaseFile(dataDir), { readonly: true });
  const rows = sql
    .prepare<[string, string], Stored>(
      'select seq, received_at_ms from update_log where board = ? and principal = ? order by seq',
    )
    .all(board, principal);
  sql.close();
  return rows;
};

/** Somebody who edits without a pause, faster than anybody types. */
const streaming = async (all: Awaited<ReturnType<typeof startWithRoles>>, who: Member) => {
  const pusher = await openPusher(all.server.origin, all.board, { cookie: who.cookie() });
  const stop = new AbortController();
  let sent = 0;
  const run = async (): Promise<void> => {
    while (!stop.signal.aborted && pusher.push(`Site ${sent}`)) {
      sent += 1;
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const done = run();
  const stored = () => updatesOf(all.server.dataDir, all.board, who.id);
  await until(() => stored().length > 20);
  return {
    ...pusher,
    stored,
    sent: () => sent,
    stop: async () => {
      stop.abort();
      await done;
    },
  };
};

const entryOf = async (response: Response): Promise<Entry> => {
  if (response.status !== 201) throw new Error(`${response.status}: ${await response.text()}`);
  return ((await response.json()) as { entry: Entry }).entry;
};

describe('a role that changes while its holder is typing', () => {
  it('SRV-152 no frame is taken after the entry that takes the right away, and the client is told', async () => {
    const all = await startWithRoles();
    const bystander = openOwnClient(all.server.origin, all.board, all.lena.cookie());
    const stream = await streaming(all, all.contributor);
    const entry = await entryOf(await restate(all.lena, all.board, all.contributor.id, { role: 'viewer' }));
    await expect
      .poll(() => stream.told.find(({ type }) => type === 'refusal'), PATIENT)
      .toMatchObject({
        code: 'read-only',
      });
    const [atRefusal, sentThen] = [stream.stored().length, stream.sent()];
    // The stream goes on, and on.
    await until(() => stream.sent() > sentThen + 200);
    await stream.stop();
    expect(stream.stored()).toHaveLength(atRefusal);
    expect(stream.stored().filter(({ received_at_ms: atMs }) => atMs > Date.parse(entry.at))).toEqual([]);
    await expect
      .poll(() => stream.told.findLast(({ type }) => type === 'welcome'), PATIENT)
      .toMatchObject({ role: 'viewer', mayWrite: false });
    expect(stream.webSocket.readyState).toBe(1);
    await expect.poll(() => bystander.heard.some(({ id }) => id === entry.id), PATIENT).toBe(true);
  }, 60_000);

  it('SRV-152 a commenter who may edit from now on is told, and edits over the same connection', async () => {
    const all = await startWithRoles();
    const pusher = await openPusher(all.server.origin, all.board, { cookie: all.commenter.cookie() });
    await entryOf(await restate(all.lena, all.board, all.commenter.id, { role: 'contributor' }));
    pusher.push('Site 4');
    await expect.poll(() => pusher.told.some(({ type }) => type === 'acknowledgement'), PATIENT).toBe(true);
    await expect
      .poll(() => pusher.told.findLast(({ type }) => type === 'welcome'), PATIENT)
      .toMatchObject({ role: 'contributor', mayWrite: true });
  }, 60_000);

  it('SRV-152 whoever is put out is sent away at once, from every tab, and hears nothing more', async () => {
    const all = await startWithRoles();
    const stream = await streaming(all, all.contributor);
    const listening = await openPusher(all.server.origin, all.board, { cookie: all.contributor.cookie() });
    const entry = await entryOf(await restate(all.lena, all.board, all.contributor.id, { role: null }));
    for (const connection of [stream, listening])
      expect(await connection.closed()).toEqual({ code: 4403, reason: 'forbidden' });
    await stream.stop();
    expect(stream.stored().filter(({ received_at_ms: atMs }) => atMs > Date.parse(entry.at))).toEqual([]);
    const heard = listening.told.flatMap((frame) =>
      frame.type === 'record' ? [new TextDecoder().decode(frame.entries)] : [],
    );
    expect(heard.filter((entries) => entries.includes(entry.id))).toEqual([]);
    const again = await openPusher(all.server.origin, all.board, { cookie: all.contributor.cookie() });
    expect(await again.closed()).toEqual({ code: 4404, reason: 'unknown-board' });
    expect((await all.contributor.ask(`/api/boards/${all.board}`)).status).toBe(404);
    expect((await all.contributor.say(all.board, 'ready', { ready: true })).status).toBe(404);
    // The others' connections and roles are as they were.
    expect((await all.commenter.say(all.board, 'ready', { ready: true })).status).toBe(201);
  }, 60_000);

  it('SRV-152 whoever is put out and invited anew comes in again, as what they were invited', async () => {
    const all = await startWithRoles();
    await entryOf(await restate(all.lena, all.board, all.contributor.id, { role: null }));
    const { secret } = await invite(all.lena, all.board, { role: 'commenter' });
    expect((await redeem(all.contributor, secret)).status).toBe(200);
    const client = openOwnClient(all.server.origin, all.board, all.contributor.cookie());
    await expect.poll(() => client.client.welcome, PATIENT).toMatchObject({ role: 'commenter', mayWrite: false });
  }, 60_000);
});
