/**
 * How long a comment takes from being sent until the others have it: over HTTP into the record, durable, and pushed over
 * the board's socket; with people in one room, and a frame of the same size through a bare relay in the same run.
 */
import { randomBytes } from 'node:crypto';
import { cpus } from 'node:os';
import type { Entry } from '@chartroom/record';
import { poll } from '../support/poll.ts';
import { startServer, type TestServer } from '../support/server.ts';
import { visit } from '../support/visitor.ts';
import { drive, type Load, type Spread, spreadOf } from './latencies.ts';
import { measureRelay } from './reference.ts';
import { print } from './table.ts';

/** A person may say three things a second; one is already a lively meeting. */
const PER_SECOND = 1;
const WARM_UP_SECONDS = 3;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const newId = (): string => {
  const [...bytes] = randomBytes(26);
  return bytes.map((byte, at) => ALPHABET[at === 0 ? byte & 7 : byte & 31]).join('');
};

interface MeasuredComments {
  readonly stored: Spread;
  readonly visible: Spread;
  readonly bytes: number;
}

const measure = async (server: TestServer, load: Load): Promise<MeasuredComments> => {
  const owner = await visit(server, 'Bench', 'IT');
  const board = await owner.createBoard('Latency of comments', 't1');
  const sentAtMs = new Map<string, number>();
  const storedMs: number[] = [];
  const visibleMs: number[] = [];
  let bytes = 0;
  const decoder = new TextDecoder();

  const people = await Promise.all(
    Array.from({ length: load.clients }, async (_, index) => {
      const visitor = await visit(server, `Person ${index + 1}`, 'QUA');
      const own = new Set<string>();
      const { client } = visitor.open(board.id, {
        onRecord: (pushed) => {
          const nowMs = performance.now();
          for (const entry of JSON.parse(decoder.decode(pushed)) as Entry[]) {
            const at = sentAtMs.get(entry.id);
            if (at === undefined || own.has(entry.id)) continue;
            visibleMs.push(nowMs - at);
            bytes = pushed.length;
          }
        },
      });
      const say = async (kind: string, payload: unknown): Promise<void> => {
        const id = newId();
        own.add(id);
        sentAtMs.set(id, performance.now());
        const answer = await visitor.request(`/api/boards/${board.id}/record`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ id, kind, payload }),
        });
        if (answer.status !== 201) throw new Error(`${answer.status}: ${await answer.text()}`);
        await answer.arrayBuffer();
        storedMs.push(performance.now() - sentAtMs.get(id)!);
      };
      return { client, say };
    }),
  );
  await poll(() => people.every((one) => one.client.state.kind === 'synced'), { what: 'all clients to be in sync' });

  const thread = newId();
  await people[0]!.say('thread', {
    thread,
    anchor: { subject: 'process/title', label: 'The process' },
    kind: 'question',
    title: 'Which number counts?',
    body: 'If the numbers differ',
  });
  for (const { say } of people.slice(1)) await say('comment', { thread, comment: newId(), body: 'Present' });
  await poll(() => visibleMs.length === sentAtMs.size * (load.clients - 1), { what: 'everybody to be heard' });
  storedMs.length = 0;
  visibleMs.length = 0;
  sentAtMs.clear();

  const saying: Promise<void>[] = [];
  await drive(load, (index, number) => {
    const body = `${index}.${number}: QMS counts, the exception is reviewed and closed there.`;
    saying.push(people[index]!.say('comment', { thread, comment: newId(), body }));
  });
  await Promise.all(saying);
  const expected = saying.length * (load.clients - 1);
  await poll(() => visibleMs.length === expected, { what: () => `${expected} sightings; ${visibleMs.length} seen` });
  for (const { client } of people) client.destroy();
  return { stored: spreadOf(storedMs), visible: spreadOf(visibleMs), bytes };
};

const cells = (spread: Spread): readonly string[] =>
  [spread.p50Ms, spread.p95Ms, spread.p99Ms, spread.maxMs].map((value) => value.toFixed(2));

export const benchComments = async (given: Load): Promise<void> => {
  const load: Load = { ...given, editsPerSecond: PER_SECOND };
  const server = await startServer();
  try {
    await measure(server, { ...load, seconds: WARM_UP_SECONDS });
    const ours = await measure(server, load);
    const relay = await measureRelay(load, ours.bytes);
    print(
      `A comment until the others have it, ms: ${load.clients} people in one room, ${PER_SECOND}/s each for ${load.seconds} s ` +
        `(${ours.stored.count} comments; ${cpus().length} cores, Node ${process.versions.node}; to reach: p95 under 150)`,
      ['p50', 'p95', 'p99', 'max'],
      [
        ['Chartroom: stored, answered', cells(ours.stored)],
        ['Chartroom: visible to the others', cells(ours.visible)],
        ['bare relay: visible to the others', cells(relay.visible)],
        [
          'ratio, visible',
          [
            `${(ours.visible.p50Ms / relay.visible.p50Ms).toFixed(1)}x`,
            `${(ours.visible.p95Ms / relay.visible.p95Ms).toFixed(1)}x`,
          ],
        ],
      ],
    );
  } finally {
    await server.stop();
  }
};
