/**
 * Kills a real server again and again while people edit and their changes are told: whatever was under way, in the end
 * the audit trail tells every edit once. CHARTROOM_TRAIL_KILLS sets the number of kills, CHARTROOM_KILL_SEED repeats a run.
 */
import { setTimeout as pause } from 'node:timers/promises';
import {
  assignSystemRole,
  readSnapshot,
  replaceLongText,
  replay,
  setField,
  TrailFollower,
  withdrawSystemRole,
} from '@chartroom/domain';
import { type Entry, type Payload, verifyChain } from '@chartroom/record';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { poll } from '../support/poll.ts';
import { randomFrom, seedFrom } from '../support/random.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { type Opened, visit, type Visitor } from '../support/visitor.ts';

const KILLS = Number(process.env['CHARTROOM_TRAIL_KILLS'] ?? 6);
const random = randomFrom(seedFrom('CHARTROOM_KILL_SEED'));

let server: TestServer;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server.stop());

const open = async (visitor: Visitor, board: string): Promise<Opened> => {
  const opened = visitor.open(board);
  await poll(() => opened.client.state.kind === 'synced', {
    what: () => `the board; ${JSON.stringify(opened.client.state)}`,
  });
  return opened;
};

const recordOf = async (visitor: Visitor, board: string): Promise<readonly Entry[]> => {
  const all: Entry[] = [];
  for (;;) {
    const response = await visitor.request(`/api/boards/${board}/record?since=${all.length}`);
    const { entries } = (await response.json()) as { readonly entries: readonly Entry[] };
    if (entries.length === 0) return all;
    all.push(...entries);
  }
};

it(
  `SRV-198 after ${KILLS} kills at any moment the trail tells every edit once, and replaying it gives the board`,
  async () => {
    console.log(`Seed ${random.seed} (CHARTROOM_KILL_SEED=${random.seed} repeats it), ${KILLS} kills`);
    const auditor = await visit(server, 'Auditor', 'QUA');
    const { id: board } = await auditor.createBoard('Trail', 't1');
    const seeded = await open(auditor, board);
    const seed = Y.encodeStateAsUpdate(seeded.doc);
    seeded.client.destroy();
    const people = [await visit(server, 'Ada', 'OPS'), await visit(server, 'Ben', 'IT')];
    const editors = await Promise.all(people.map((one) => open(one, board)));

    let edits = 0;
    const edit = ({ doc }: Opened): void => {
      const { entities } = readSnapshot(doc);
      const step = entities.step[random.between(0, 2)]!.id;
      const system = entities.system[random.between(0, 2)]!.id;
      const acts = [
        setField('step', step, 'title', `Title ${(edits += 1)}`),
        assignSystemRole({ step, system, use: 'audit' }),
        withdrawSystemRole({ step, system, use: 'audit' }),
        replaceLongText('process', 'inScope', `Line ${edits}\nand more`),
      ];
      acts[random.between(0, acts.length - 1)]!(doc);
    };
    const writing = new AbortController();
    const streams = editors.map(async (editor) => {
      for (; !writing.signal.aborted; await pause(random.between(20, 400))) edit(editor);
    });
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await poll(() => editors.every(({ client }) => client.state.kind !== 'offline'), { what: 'people to be back' });
      // Changes end after five seconds: some deaths come before any is told, some while they are.
      await pause(random.between(200, 7_500));
      await server.kill('SIGKILL');
      await server.restart();
      for (const { client } of editors) client.retryNow();
    }
    writing.abort();
    await Promise.all(streams);
    await poll(() => editors.every(({ client }) => client.state.kind !== 'offline'), {
      what: 'people to be back',
      withinMs: 60_000,
    });
    await Promise.all(editors.map(({ client }) => client.settled()));

    const reference = await open(auditor, board);
    const standing = new TrailFollower(new Y.Doc());
    standing.skip([Y.encodeStateAsUpdate(reference.doc)]);
    const changesOf = (record: readonly Entry[]) =>
      record.filter(({ kind }) => kind === 'change') as readonly Entry<Payload<'change'>>[];
    const replayed = (record: readonly Entry[]): TrailFollower => {
      const follower = new TrailFollower(new Y.Doc());
      follower.skip([seed]);
      for (const { seq, payload } of changesOf(record))
        if (!replay(follower.state, payload))
          throw new Error(`change ${seq} does not follow: ${JSON.stringify(payload)}`);
      return follower;
    };
    const isTold = async (): Promise<boolean> =>
      JSON.stringify(replayed(await recordOf(auditor, board)).state.everything) ===
      JSON.stringify(standing.state.everything);
    await poll(isTold, { what: 'the last changes to end and be told', withinMs: 30_000 });

    const record = await recordOf(auditor, board);
    expect(verifyChain(board, record).faults).toEqual([]);
    expect(new Set(record.map(({ id }) => id)).size).toBe(record.length);
    const authors = new Set(changesOf(record).map(({ actor }) => actor));
    expect(authors.size).toBe(3);
    console.log(`${edits} edits, ${changesOf(record).length} changes told`);
    expect(changesOf(record).length).toBeGreaterThan(KILLS * 3);
    for (const { client } of [...editors, reference]) client.destroy();
  },
  120_000 + KILLS * 30_000,
);
