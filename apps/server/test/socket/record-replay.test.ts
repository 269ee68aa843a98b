/** The record over a socket from a number on. */
import type { Entry } from '@chartroom/record';
import { CLOSE, type CloseReason, recordFrame, recordIn } from '@chartroom/sync';
import type { Transport } from '@chartroom/sync/server';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { encodeFrame } from '../../../../packages/sync/src/wire/frames.ts';
import { replayingRecord } from '../../src/socket/record-replay.ts';
import { openOwnClient } from '../support/own-client.ts';
import { PATIENT } from '../support/poll.ts';
import { refusal } from '../support/problem.ts';
import { meet, recordOf, say } from '../support/record.ts';
import { startTestServer } from '../support/server.ts';
import { refusedUpgrade } from '../support/wire.ts';

const KEEP_ALIVE = encodeFrame({ type: 'keepAlive' });
const WELCOME = encodeFrame({
  type: 'welcome',
  board: 'b',
  principalId: 'p',
  principalKind: 'visitor',
  principalName: 'Petra',
  principalFunction: 'QUA',
  role: 'contributor',
  mayWrite: true,
  protocolVersion: 1,
  documentVersion: 1,
  epoch: 1,
  seq: 1,
});
const framed = (seqs: readonly number[]): Uint8Array =>
  recordFrame(new TextEncoder().encode(JSON.stringify(seqs.map((seq) => ({ seq })))));
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** A record of numbers alone, a socket that takes everything, and what came out of it. */
const bench = (since: number, stored: number, pageSize: number) => {
  let last = stored;
  let buffered = 0;
  const sent: Uint8Array[] = [];
  const closed: CloseReason[] = [];
  const tasks: (() => void)[] = [];
  const failures: unknown[] = [];
  let broken = false;
  const below: Transport = {
    send: (frame) => void sent.push(frame),
    close: (reason) => void closed.push(reason),
    ping: () => {},
    bufferedBytes: () => buffered,
  };
  const transport = replayingRecord(below, {
    since,
    page: async (seq) => {
      await turn();
      if (broken) throw new Error('the record is away');
      return Array.from({ length: Math.min(pageSize, Math.max(0, last - seq)) }, (_, at) => ({
        seq: seq + 1 + at,
      })) as Entry[];
    },
    after: (_ms, task) => void tasks.push(task),
    onFailure: (error) => void failures.push(error),
  });
  return {
    transport,
    sent,
    closed,
    failures,
    tasks,
    break: () => void (broken = true),
    buffer: (bytes: number) => void (buffered = bytes),
    /** So many entries are stored and told. */
    store: (count: number) => {
      const seqs = Array.from({ length: count }, (_, at) => last + 1 + at);
      last += count;
      transport.send(framed(seqs));
    },
    get last() {
      return last;
    },
    told: (): readonly number[] =>
      sent.flatMap((frame) => {
        const entries = recordIn(frame);
        return entries instanceof Uint8Array
          ? (JSON.parse(new TextDecoder().decode(entries)) as readonly Entry[]).map(({ seq }) => seq)
          : [];
      }),
  };
};
const from = (first: number, last: number): readonly number[] =>
  Array.from({ length: Math.max(0, last - first + 1) }, (_, at) => first + at);

describe('the record over a socket from a number on', () => {
  it('SRV-260 each entry once and in order, whatever is stored while earlier ones are read', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(12),
        fc.nat(12),
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.record({ wait: fc.nat(3), store: fc.integer({ min: 1, max: 3 }) }), { maxLength: 8 }),
        fc.nat(4),
        async (since, stored, pageSize, events, welcomeAt) => {
          const under = bench(Math.min(since, stored), stored, pageSize);
          for (const [at, { wait, store }] of events.entries()) {
            if (at === welcomeAt) under.transport.send(WELCOME);
            for (let n = 0; n < wait; n += 1) await turn();
            under.store(store);
          }
          if (events.length <= welcomeAt) under.transport.send(WELCOME);
          for (let n = 0; n < 60; n += 1) await turn();
          under.store(1);
          expect(under.told()).toEqual(from(Math.min(since, stored) + 1, under.last));
          expect(recordIn(under.sent[0]!)).toBe('welcome');
        },
      ),
    );
  });

  it('SRV-260 other frames do not wait, and what waits counts as not sent', async () => {
    const under = bench(0, 1, 1);
    under.store(2);
    expect(under.transport.bufferedBytes()).toBeGreaterThan(0);
    under.transport.send(KEEP_ALIVE);
    expect(under.sent).toEqual([KEEP_ALIVE]);
    // A socket that does not keep up is asked again later.
    under.buffer(5_000_000);
    under.transport.send(WELCOME);
    await turn();
    expect(under.told()).toEqual([]);
    under.buffer(0);
    under.tasks.shift()!();
    for (let n = 0; n < 10; n += 1) await turn();
    expect(under.told()).toEqual([1, 2, 3]);
    expect(under.transport.bufferedBytes()).toBe(0);
  });

  it('SRV-260 a record that cannot be read ends the connection, and nothing is read for one that is closed', async () => {
    const under = bench(0, 3, 1);
    under.break();
    under.transport.send(WELCOME);
    for (let n = 0; n < 5; n += 1) await turn();
    expect([under.closed, under.failures]).toEqual([[CLOSE.internal], [expect.any(Error)]]);
    const left = bench(0, 3, 1);
    left.transport.send(WELCOME);
    left.transport.close(CLOSE.idle);
    for (let n = 0; n < 10; n += 1) await turn();
    expect(left.told()).toEqual([]);
  });

  it('SRV-260 a program that comes with the last number it has is told what it lacks, and then everything that is stored', async () => {
    const server = await startTestServer();
    const petra = await meet(server, 'Petra Novak', 'QUA');
    const board = await server.create(petra.cookie);
    for (const ready of [true, false]) await say(server, board, petra, 'ready', { ready });
    const { entries } = await recordOf(server, board);
    expect(entries).toHaveLength(4);
    const program = openOwnClient(server.origin, `${board}?record=2`, petra.cookie);
    await expect.poll(() => program.heard, PATIENT).toEqual(entries.slice(2));
    await say(server, board, petra, 'ready', { ready: true });
    const all = (await recordOf(server, board, '?since=2')).entries;
    await expect.poll(() => program.heard, PATIENT).toEqual(all);
    const url = `${server.origin.replace(/^http/, 'ws')}/sync/${board}?record=all`;
    expect(await refusal(await refusedUpgrade(url, { cookie: petra.cookie }))).toMatch(
      /^400 invalid-query: Give as record/,
    );
  });
});
