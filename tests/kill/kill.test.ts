/**
 * Kills a real server again and again while four clients write, and asks after each death what the log kept.
 * CHARTROOM_KILLS sets the number of kills, CHARTROOM_KILL_SEED repeats a run.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createGate, type Gate } from '../support/gate.ts';
import { poll } from '../support/poll.ts';
import { randomFrom, seedFrom } from '../support/random.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { visit, type Visitor } from '../support/visitor.ts';
import { openWriter, ROWS, type Writer } from './writer.ts';

const KILLS = Number(process.env['CHARTROOM_KILLS'] ?? 20);
const EDIT_EVERY_MS = 4;
const MOST_UNSENT = 200;
const random = randomFrom(seedFrom('CHARTROOM_KILL_SEED'));

let server: TestServer;
let gate: Gate;

beforeAll(async () => {
  server = await startServer();
  gate = await createGate(server.port);
});
afterAll(async () => {
  await gate.close();
  await server.stop();
});

/** What a newcomer gets from the server, who has never had anything but what the log holds. */
const readBoard = async (auditor: Visitor, boardId: string): Promise<Y.Doc> => {
  const { doc, client } = auditor.open(boardId);
  await poll(() => client.state.kind === 'synced', { what: () => `the board; ${JSON.stringify(client.state)}` });
  client.destroy();
  return doc;
};

const missingFrom = (doc: Y.Doc, keys: Iterable<string>): readonly string[] => {
  const rows = doc.getMap(ROWS);
  return [...keys].filter((key) => rows.get(key) !== 1);
};

const plain = (doc: Y.Doc, roots: readonly string[]): unknown =>
  Object.fromEntries(roots.map((root) => [root, doc.getMap(root).toJSON()]));

const clocks = (doc: Y.Doc): unknown => Object.fromEntries(Y.decodeStateVector(Y.encodeStateVector(doc)));

it(
  `KILL-1 KILL-2 KILL-3 loses no acknowledged and no seen edit over ${KILLS} kills, and everybody converges`,
  async () => {
    console.log(`Seed ${random.seed} (CHARTROOM_KILL_SEED=${random.seed} repeats it), ${KILLS} kills`);
    const auditor = await visit(server, 'Auditor', 'QUA');
    const board = await auditor.createBoard('Kill test', 't1');
    const systemId = [...(await readBoard(auditor, board.id)).getMap('system').keys()][0];
    expect(systemId).toBeDefined();
    const writers: Writer[] = [];
    for (const name of ['Ada', 'Ben', 'Cleo', 'Dan']) writers.push(await openWriter(gate, board.id, name, systemId!));
    await poll(() => writers.every((writer) => writer.client.state.kind === 'synced'), { what: 'four clients' });

    const writing = new AbortController();
    const streams = writers.map(async (writer) => {
      // Offline they go on, but a long restart must not make the test grow without end.
      for (; !writing.signal.aborted; await pause(EDIT_EVERY_MS)) if (writer.unsent() < MOST_UNSENT) writer.edit();
    });
    const inFlight: number[] = [];
    for (let kill = 1; kill <= KILLS; kill++) {
      // Some deaths come in the middle of the reconnecting, most in the middle of writing.
      const writeFirst = random.next() < 0.8;
      if (writeFirst) {
        await poll(() => writers.every((one) => one.client.state.kind !== 'offline'), {
          what: () =>
            `clients to come back after kill ${kill - 1}; ${JSON.stringify(writers.map((one) => one.client.state))}`,
        });
      }
      await pause(random.between(writeFirst ? 50 : 0, writeFirst ? 350 : 60));
      gate.shut();
      inFlight.push(writers.reduce((sum, writer) => sum + writer.unsent(), 0));
      await server.kill('SIGKILL');
      await poll(() => writers.every((one) => one.client.state.kind === 'offline'), { what: 'clients to notice' });
      await server.restart();
      const kept = await readBoard(auditor, board.id);
      const lost: string[] = [];
      for (const writer of writers) {
        const unsaved = missingFrom(kept, writer.acknowledged());
        const unseen = missingFrom(kept, writer.seen());
        if (unsaved.length > 0) lost.push(`kill ${kill}: ${writer.name} lost ${unsaved.length} acknowledged edits`);
        if (unseen.length > 0) lost.push(`kill ${kill}: ${writer.name} had seen ${unseen.length} edits that are gone`);
      }
      expect(lost).toEqual([]);
      gate.open();
      // They would come back by themselves, as after the last death they do, but with a pause that grows.
      if (kill < KILLS) for (const writer of writers) writer.client.retryNow();
    }
    await poll(() => writers.every((one) => one.client.state.kind !== 'offline'), {
      what: 'clients to come back by themselves',
      withinMs: 60_000,
    });
    writing.abort();
    await Promise.all(streams);
    await Promise.all(writers.map((writer) => writer.client.settled()));

    const acknowledged = writers.reduce((sum, writer) => sum + writer.acknowledged().length, 0);
    const seen = writers.reduce((sum, writer) => sum + writer.seen().size, 0);
    const busy = inFlight.filter((count) => count > 0).length;
    console.log(
      `${acknowledged} edits acknowledged, ${seen} seen by others, ${busy} of ${KILLS} kills hit unsent edits`,
    );
    expect(writers.map((writer) => writer.unsent())).toEqual([0, 0, 0, 0]);
    expect(acknowledged).toBeGreaterThan(KILLS * 10);
    expect(seen).toBeGreaterThan(KILLS * 10);
    expect(busy, 'kills that hit edits in flight').toBeGreaterThan(0);

    const reference = await readBoard(auditor, board.id);
    const roots = [...reference.share.keys()].filter((root) => !root.startsWith('text:'));
    await poll(() => writers.every((one) => one.doc.getMap(ROWS).size === reference.getMap(ROWS).size), {
      what: 'the last edits to reach everybody',
    });
    for (const writer of writers) {
      expect(plain(writer.doc, roots)).toEqual(plain(reference, roots));
      expect(clocks(writer.doc)).toEqual(clocks(reference));
      expect(missingFrom(reference, writer.acknowledged())).toEqual([]);
      writer.client.destroy();
    }
  },
  120_000 + KILLS * 20_000,
);
