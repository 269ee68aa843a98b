/** Prints how long it takes to verify and to project long records: `node packages/record/test/measure.ts`. */
import { chained, projectAll, RecordProjector, verifyChain, type Entry } from '../src/index.ts';
import { mixedRecord } from './support/mixed.ts';
import { seeded } from './support/random.ts';
import { BOARD, randomId } from './support/record.ts';

const RUNS = 5;

function medianMs(run: () => unknown): number {
  const times = Array.from({ length: RUNS }, () => {
    const start = performance.now();
    run();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return times[RUNS >> 1]!;
}
const print = (what: string, ms: number): void => void process.stdout.write(`${what.padEnd(64)} ${ms.toFixed(3)} ms\n`);

for (const count of [12_500, 25_000, 50_000, 100_000]) {
  const entries = mixedRecord(seeded(1), count, count / 12);
  print(
    `projectAll, ${count} entries, ${projectAll(entries).threads.size} threads`,
    medianMs(() => projectAll(entries)),
  );
}

const busy = mixedRecord(seeded(2), 50_000, 3);
const last = projectAll(busy);
print(
  `projectAll, 50000 entries in ${last.threads.size} threads of few comments`,
  medianMs(() => projectAll(busy)),
);

const begun = busy.find((entry) => entry.kind === 'thread');
const crowded = Array.from({ length: 50_000 }, (_, at): Entry => {
  const payload = { thread: randomId('t0'), comment: randomId(`c${at}`), body: 'yes' };
  return at === 0
    ? { ...begun!, seq: 1, payload: { ...(begun!.payload as object), thread: randomId('t0') } }
    : { ...begun!, seq: at + 1, kind: 'comment', payload };
});
print(
  'projectAll, 50000 comments in one thread',
  medianMs(() => projectAll(crowded)),
);

const many = mixedRecord(seeded(1), 51_000, 51_000 / 12);
const tail = many.slice(50_000);
const projector = new RecordProjector().add(many.slice(0, 50_000));
void projector.value;
const start = performance.now();
for (const entry of tail) void projector.add([entry]).value;
print('one entry more after 50000, with its value', (performance.now() - start) / tail.length);

const chain: Entry[] = [];
for (const entry of many.slice(0, 50_000)) chain.push(chained(BOARD, chain.at(-1) ?? null, entry));
print(
  'verifyChain, 50000 entries',
  medianMs(() => verifyChain(BOARD, chain)),
);
