/**
 * `pnpm bench`: what the product promises about time, measured: `propagation` (an edit to the others), `comments` (a comment
 * to the others), `opening` (a board with a long record), `inbox` (over 500 boards), `findings` (an edit to what is missing). Names choose; without any, all run. Absolute figures move from machine to machine; the ratio
 * to a reference in the same run is what counts. Nothing is written to the repository.
 */
import { parseArgs } from 'node:util';
import { benchComments } from './comments.ts';
import { type Clock, CLOCKS, benchFindings } from './findings.ts';
import { benchInbox } from './inbox.ts';
import type { Load } from './latencies.ts';
import { benchOpening } from './opening.ts';
import { benchPropagation } from './propagation.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    clients: { type: 'string', default: '10' },
    rate: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '10' },
    clock: { type: 'string', default: 'wall' },
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

if (!Object.hasOwn(CLOCKS, values.clock)) {
  console.error(`Give --clock as one of ${Object.keys(CLOCKS).join(', ')}.`);
  process.exit(2);
}

const BENCHES: Readonly<Record<string, () => void | Promise<void>>> = {
  propagation: () => benchPropagation(load),
  comments: () => benchComments(load),
  opening: () => benchOpening(),
  inbox: () => benchInbox(values.clock as Clock),
  findings: () => benchFindings(values.clock as Clock),
};
const unknown = positionals.filter((name) => !Object.hasOwn(BENCHES, name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(', ')}. Choose among ${Object.keys(BENCHES).join(', ')}.`);
  process.exit(2);
}
for (const [name, bench] of Object.entries(BENCHES))
  if (positionals.length === 0 || positionals.includes(name)) await bench();
