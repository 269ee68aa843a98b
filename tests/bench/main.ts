/**
 * `pnpm bench`: how long an edit takes until it is stored and until the others have it, with ten people in one room, and
 * the same through a bare relay in the same run. Absolute figures move from machine to machine; the ratio is what counts.
 * Nothing is written to the repository.
 */
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { startServer } from '../support/server.ts';
import type { Load, Spread } from './latencies.ts';
import { measureRelay } from './reference.ts';
import { measureRoom } from './room.ts';

const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '10' },
    rate: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '10' },
  },
});
const load: Load = {
  clients: Number(values.clients),
  editsPerSecond: Number(values.rate),
  seconds: Number(values.seconds),
};
if (!Object.values(load).every((value) => Number.isInteger(value) && value > 0) || load.clients > 200) {
  console.error('Give --clients (2 to 200), --rate (edits a second of each client) and --seconds as whole numbers.');
  process.exit(2);
}

const WARM_UP_SECONDS = 2;
const line = (name: string, cells: readonly string[]): void =>
  console.log(`  ${name.padEnd(34)}${cells.map((cell) => cell.padStart(9)).join('')}`);
const cellsOf = (spread: Spread): readonly string[] =>
  [spread.p50Ms, spread.p95Ms, spread.p99Ms, spread.maxMs].map((value) => value.toFixed(2));
const ratioOf = (ours: Spread, reference: Spread): readonly string[] =>
  [
    ours.p50Ms / reference.p50Ms,
    ours.p95Ms / reference.p95Ms,
    ours.p99Ms / reference.p99Ms,
    ours.maxMs / reference.maxMs,
  ].map((value) => `${value.toFixed(1)}x`);

const server = await startServer();
try {
  await measureRoom(server, { ...load, seconds: WARM_UP_SECONDS });
  const ours = await measureRoom(server, load);
  await measureRelay({ ...load, seconds: WARM_UP_SECONDS }, ours.bytesPerEdit);
  const relay = await measureRelay(load, ours.bytesPerEdit);

  console.log(
    `\nPropagation latency, ms: ${load.clients} people in one room, ${load.editsPerSecond} edits/s each for ${load.seconds} s ` +
      `(${ours.acknowledged.count} edits of ${ours.bytesPerEdit.toFixed(0)} bytes; ${cpus().length} cores, Node ${process.versions.node})\n`,
  );
  line('', ['p50', 'p95', 'p99', 'max']);
  line('Chartroom: stored, acknowledged', cellsOf(ours.acknowledged));
  line('Chartroom: visible to the others', cellsOf(ours.visible));
  line('bare relay: back at its author', cellsOf(relay.acknowledged));
  line('bare relay: visible to the others', cellsOf(relay.visible));
  line('ratio, acknowledged', ratioOf(ours.acknowledged, relay.acknowledged));
  line('ratio, visible', ratioOf(ours.visible, relay.visible));
} finally {
  await server.stop();
}
