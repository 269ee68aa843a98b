/**
 * How long a board with a long record takes to open: 50,000 entries, of which one in ten is something that somebody said,
 * in a real Chromium against a real server; and the same board with an empty record in the same run.
 */
import { randomBytes } from 'node:crypto';
import { cpus } from 'node:os';
import type { NewEntry } from '@chartroom/record';
import type { Page } from '@playwright/test';
import { openDatabase } from '../../apps/server/src/db/database.ts';
import { createStore } from '../../apps/server/src/db/store.ts';
import { enter } from '../e2e/entrance.ts';
import { browser } from '../support/chromium.ts';
import { startServer } from '../support/server.ts';
import { visit, type Visitor } from '../support/visitor.ts';
import { spreadOf, type Spread } from './latencies.ts';
import { print } from './table.ts';

const ENTRIES = 50_000;
const SAID_EACH = 10;
const OWED_EACH = 20;
const COMMENTS_A_THREAD = 5;
const BATCH = 1000;
const RUNS = 5;

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const newId = (): string => [...randomBytes(26)].map((byte, at) => ALPHABET[at === 0 ? byte & 7 : byte & 31]).join('');

/** Entries as a year of work leaves them: mostly changes of the document, now and then a thread with its comments. */
const manyEntries = (actor: string, step: string): readonly NewEntry[] => {
  const startedMs = Date.UTC(2026, 0, 5, 8);
  let thread = '';
  let said = 0;
  return Array.from({ length: ENTRIES }, (_, index): NewEntry => {
    const entry = { id: newId(), actor, at: new Date(startedMs + index * 60_000).toISOString() };
    if (index % SAID_EACH !== 0) {
      const payload = {
        root: 'step',
        key: step,
        field: 'title',
        change: 'set',
        old: `Title ${index}`,
        new: `Title ${index + 1}`,
        from: 2,
        to: 2,
        ...(index % OWED_EACH === 1 ? { asks: 'regulated' } : {}),
      };
      return { ...entry, kind: 'change', payload };
    }
    const body = `Remark ${index}: QMS counts, the exception is reviewed and closed there. Which number is printed?`;
    if (said++ % (COMMENTS_A_THREAD + 1) !== 0)
      return { ...entry, kind: 'comment', payload: { thread, comment: newId(), body } };
    thread = newId();
    const anchor = { subject: `step/${step}`, field: 'title', label: 'Step 1', quote: 'Release order' };
    return {
      ...entry,
      kind: 'thread',
      payload: { thread, anchor, kind: 'question', to: { function: 'QUA' }, title: `Question ${index}`, body },
    };
  });
};

const fill = async (dataDir: string, board: string, actor: string, step: string): Promise<void> => {
  const opened = await openDatabase(dataDir, { nowMs: Date.now() });
  if (!opened.ok) throw new Error(opened.refusal.message);
  const store = createStore(opened.value);
  const entries = manyEntries(actor, step);
  for (let at = 0; at < entries.length; at += BATCH) await store.record.append(board, entries.slice(at, at + BATCH));
  opened.value.close();
};

interface Opening {
  readonly firstScreen: Spread;
  readonly everything: Spread;
}

const FIRST_STEP = '[data-stop^="node/"]';

/** A fresh browser profile each time: nothing is cached, neither code nor copies. */
const measure = async (url: string, visitor: Visitor, board: string): Promise<Opening> => {
  const chromium = await browser();
  const first: number[] = [];
  const all: number[] = [];
  try {
    for (let run = 0; run <= RUNS; run++) {
      const page: Page = await enter(chromium, { url }, visitor);
      const startedMs = performance.now();
      await page.goto(`${url}/b/${board}/map`, { waitUntil: 'commit' });
      await page.locator(FIRST_STEP).first().waitFor();
      const shownMs = performance.now() - startedMs;
      await page.locator('[data-said="read"]').waitFor({ state: 'attached' });
      const doneMs = performance.now() - startedMs;
      // The first run fills the server's caches and is no figure.
      if (run > 0) {
        first.push(shownMs);
        all.push(doneMs);
      }
      await page.context().close();
    }
  } finally {
    await chromium.close();
  }
  return { firstScreen: spreadOf(first), everything: spreadOf(all) };
};

/** Pages of the audit trail as the history asks for them, over the loopback, and the same of a short record. */
const PAGES: Readonly<Record<string, string>> = {
  'newest page': '',
  'page in the middle': 'before=25000',
  'reasons owed': 'owed=1',
  'about a record': 'key=STEP',
  'by a person': 'who=WHO',
  'one entry': 'entry=25000',
  'words that stand in none': 'reason=nowhere',
};
const ASKED = 20;

const pagesOf = async (
  visitor: Visitor,
  board: string,
  step: string,
): Promise<readonly (readonly [string, readonly string[]])[]> => {
  const rows: (readonly [string, readonly string[]])[] = [];
  for (const [name, query] of Object.entries(PAGES)) {
    const times: number[] = [];
    const asked = query.replace('STEP', step).replace('WHO', visitor.principalId);
    for (let run = 0; run <= ASKED; run++) {
      const startedMs = performance.now();
      const answer = await visitor.request(`/api/boards/${board}/changes?limit=100&${asked}`);
      await answer.arrayBuffer();
      if (answer.status !== 200) throw new Error(`The page "${name}" was answered with ${answer.status}.`);
      if (run > 0) times.push(performance.now() - startedMs);
    }
    const { p50Ms, maxMs } = spreadOf(times);
    rows.push([name, [p50Ms.toFixed(1), maxMs.toFixed(1)]]);
  }
  return rows;
};

export const benchOpening = async (): Promise<void> => {
  const server = await startServer({ builtBoard: true });
  try {
    const owner = await visit(server, 'Bench', 'IT');
    const empty = await owner.createBoard('A short record', 't1');
    const long = await owner.createBoard('A long record', 't1');
    const { doc, client } = owner.open(long.id);
    await client.settled();
    const step = [...doc.getMap('step').keys()][0]!;
    client.destroy();
    await server.kill('SIGTERM');
    await fill(server.dataDir, long.id, owner.principalId, step);
    await server.restart();
    const short = await measure(server.url, owner, empty.id);
    const ours = await measure(server.url, owner, long.id);
    const cells = ({ p50Ms, maxMs }: Spread): readonly string[] => [p50Ms.toFixed(0), maxMs.toFixed(0)];
    print(
      `Opening a board in Chromium, nothing cached, ms over ${RUNS} runs (${ENTRIES} entries; ${cpus().length} cores; to reach: first screen within 1000)`,
      ['p50', 'max'],
      [
        ['50,000 entries: map is shown', cells(ours.firstScreen)],
        ['50,000 entries: record is read', cells(ours.everything)],
        ['no entries: map is shown', cells(short.firstScreen)],
        ['no entries: record is read', cells(short.everything)],
        ['ratio, map is shown', [`${(ours.firstScreen.p50Ms / short.firstScreen.p50Ms).toFixed(2)}x`]],
      ],
    );
    print(
      `A page of 100 of the audit trail over HTTP, ms over ${ASKED} times (${ENTRIES} entries, of which ${ENTRIES / OWED_EACH} owe a reason)`,
      ['p50', 'max'],
      await pagesOf(owner, long.id, step),
    );
  } finally {
    await server.stop();
  }
};
