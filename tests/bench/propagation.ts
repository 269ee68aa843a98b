/**
 * How long an edit takes until it is stored and until the others have it, with people in one room, and the same through
 * a bare relay in the same run.
 */
import { cpus } from 'node:os';
import { startServer } from '../support/server.ts';
import type { Load, Spread } from './latencies.ts';
import { measureRelay } from './reference.ts';
import { measureRoom } from './room.ts';
import { print } from './table.ts';

const WARM_UP_SECONDS = 2;
const cellsOf = (spread: Spread): readonly string[] =>
  [spread.p50Ms, spread.p95Ms, spread.p99Ms, spread.maxMs].map((value) => value.toFixed(2));
const ratioOf = (ours: Spread, reference: Spread): readonly string[] =>
  [
    ours.p50Ms / reference.p50Ms,
    ours.p95Ms / reference.p95Ms,
    ours.p99Ms / reference.p99Ms,
    ours.maxMs / reference.maxMs,
  ].map((value) => `${value.toFixed(1)}x`);

export const benchPropagation = async (load: Load): Promise<void> => {
  const server = await startServer();
  try {
    await measureRoom(server, { ...load, seconds: WARM_UP_SECONDS });
    const ours = await measureRoom(server, load);
    await measureRelay({ ...load, seconds: WARM_UP_SECONDS }, ours.bytesPerEdit);
    const relay = await measureRelay(load, ours.bytesPerEdit);
    print(
      `Propagation latency, ms: ${load.clients} people in one room, ${load.editsPerSecond} edits/s each for ${load.seconds} s ` +
        `(${ours.acknowledged.count} edits of ${ours.bytesPerEdit.toFixed(0)} bytes; ${cpus().length} cores, Node ${process.versions.node})`,
      ['p50', 'p95', 'p99', 'max'],
      [
        ['Chartroom: stored, acknowledged', cellsOf(ours.acknowledged)],
        ['Chartroom: visible to the others', cellsOf(ours.visible)],
        ['bare relay: back at its author', cellsOf(relay.acknowledged)],
        ['bare relay: visible to the others', cellsOf(relay.visible)],
        ['ratio, acknowledged', ratioOf(ours.acknowledged, relay.acknowledged)],
        ['ratio, visible', ratioOf(ours.visible, relay.visible)],
      ],
    );
  } finally {
    await server.stop();
  }
};
