/** The audit trail of a board: derived from its log, whatever happens to whoever derives it. */
import { deleteEntity, setField, textRoot, type Mutation } from '@chartroom/domain';
import type { Entry, Payload } from '@chartroom/record';
import * as fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import { id } from '../../../../packages/domain/test/support/board.ts';
import { type LogEvent, logEvents } from '../../../../packages/domain/test/support/log.ts';
import { COALESCE_MS } from '../../src/trail/coalesce.ts';
import { notesFor } from '../../src/trail/search.ts';
import { DELAY_MS } from '../../src/trail/trail.ts';
import { PEOPLE, type Step, TrailBench } from '../support/trail.ts';

type Script = readonly (LogEvent | { readonly kind: 'wait'; readonly ms: number })[];

const iso = (bench: TrailBench): string => new Date(bench.clock.nowMs()).toISOString();

const opened = async (step?: Step): Promise<TrailBench> => {
  const bench = await TrailBench.open('t1', step);
  await bench.create();
  return bench;
};

/** What one person does at once, sent at once. */
const edits = async (bench: TrailBench, who: number, ...mutations: readonly Mutation[]): Promise<void> => {
  for (const mutation of mutations) bench.editing.edit(who, mutation);
  await bench.play({ kind: 'send', who });
};
const receive = (bench: TrailBench, who: number): Promise<void> => bench.play({ kind: 'receive', who });
const title = (bench: TrailBench, text: string): Mutation =>
  setField('step', id(bench.editing.doc, 'step', '1'), 'title', text);

describe('what the trail tells', () => {
  it('SRV-180 says who, when it was received, where, what stood there and stands there, over which updates and connection', async () => {
    const bench = await opened();
    await bench.clock.advance(60_000);
    const received = iso(bench);
    await edits(bench, 0, title(bench, 'Weigh'));
    await bench.clock.advance(2_000);
    await edits(bench, 0, title(bench, 'Weigh twice'));
    expect(await bench.edits()).toEqual([]);
    await bench.clock.advance(COALESCE_MS);
    expect(await bench.edits()).toMatchObject([
      {
        kind: 'change',
        actor: bench.people[0]!.id,
        at: received,
        payload: {
          root: 'step',
          key: id(bench.editing.doc, 'step', '1'),
          field: 'title',
          change: 'set',
          old: 'Release order and effective limits to line',
          new: 'Weigh twice',
          from: 2,
          to: 3,
          session: bench.session,
          item: { client: 100 },
        },
      },
    ]);
  });

  it('SRV-180 an author cannot be forged: an update is its principal’s, whatever stands in it', async () => {
    const bench = await opened();
    const { people } = bench;
    await edits(bench, 1, setField('person', id(bench.editing.doc, 'person', 'AR'), 'name', people[0]!.name));
    await bench.trail.settle(bench.board);
    expect((await bench.edits()).map(({ actor }) => actor)).toEqual([people[1]!.id]);
  });

  it('SRV-181 what a board was seeded with is one change of the server, before everything else', async () => {
    const bench = await opened();
    const created = iso(bench);
    await bench.clock.advance(60_000);
    await edits(bench, 0, title(bench, 'Weigh'));
    await bench.trail.settle(bench.board);
    const [seed, ...rest] = await bench.changes();
    expect(seed).toMatchObject({
      actor: bench.server.id,
      at: created,
      payload: {
        root: 'board',
        key: 'template',
        change: 'created',
        old: null,
        new: 't1',
        by: 'template',
        from: 1,
        to: 1,
      },
    });
    expect(rest).toHaveLength(1);
  });

  it('SRV-181 a first update that somebody wrote is told like every other', async () => {
    const bench = await TrailBench.open();
    await bench.create('blank', bench.people[2]);
    await bench.trail.settle(bench.board);
    const changes = await bench.changes();
    expect(changes.length).toBeGreaterThan(100);
    expect(new Set(changes.map(({ actor }) => actor))).toEqual(new Set([bench.people[2]!.id]));
  });

  it('SRV-183 a change that ends where it began tells nothing, and is not looked at again', async () => {
    const bench = await opened();
    const before = 'Release order and effective limits to line';
    await edits(bench, 0, title(bench, 'Weigh'));
    await edits(bench, 0, title(bench, before));
    await bench.clock.advance(2 * COALESCE_MS);
    expect(await bench.edits()).toEqual([]);
    expect(await bench.store.trailMarks.find(bench.board)).toEqual({ docSeq: 3, open: [] });
    expect(await bench.store.trailMarks.behind()).toEqual([]);
  });

  it('SRV-185 to settle tells what is still going on as well, and what comes then is told apart', async () => {
    const bench = await opened();
    await edits(bench, 0, title(bench, 'a'));
    await bench.trail.settle(bench.board);
    await edits(bench, 0, title(bench, 'b'));
    await bench.trail.settle(bench.board);
    expect((await bench.edits()).map(({ payload }) => [payload.old, payload.new])).toEqual([
      ['Release order and effective limits to line', 'a'],
      ['a', 'b'],
    ]);
    expect(await bench.store.trailMarks.behind()).toEqual([]);
  });
});

const script: fc.Arbitrary<Script> = logEvents(PEOPLE, 50).chain((events) =>
  fc
    .array(fc.oneof(fc.constant(0), fc.nat(1_500), fc.nat(9_000)), {
      minLength: events.length,
      maxLength: events.length,
    })
    .map((waits) =>
      events.flatMap((event, at) => (waits[at] === 0 ? [event] : [event, { kind: 'wait' as const, ms: waits[at]! }])),
    ),
);

const run = async (bench: TrailBench, events: Script, between: (at: number) => Promise<void> = async () => {}) => {
  for (const [at, event] of events.entries()) {
    if (event.kind === 'wait') await bench.clock.advance(event.ms);
    else await bench.play(event);
    await between(at);
  }
};

type Told = readonly (readonly [actor: string, at: string, payload: Payload<'change'>])[];
/** By id, since which of two that ended together was told first is nothing that anybody relies on. */
const byId = (entries: readonly Entry<Payload<'change'>>[], bench: TrailBench): Told =>
  entries
    .toSorted(
      (a, b) => a.payload.from - b.payload.from || JSON.stringify(a.payload).localeCompare(JSON.stringify(b.payload)),
    )
    .map(({ actor, at, payload }) => [
      `person ${bench.people.findIndex((one) => one.id === actor)}`,
      at,
      { ...payload, session: undefined },
    ]);

describe('the trail and the board', () => {
  afterEach(() => void vi.useRealTimers());

  it('SRV-185 whatever several people do, and whenever it is told, replaying the trail gives the board', async () => {
    await fc.assert(
      fc.asyncProperty(script, fc.infiniteStream(fc.nat(19)), async (events, chance) => {
        const bench = await opened();
        await run(bench, events, async () => {
          const what = chance.next().value;
          if (what === 0) await bench.trail.settle(bench.board);
          else if (what === 1) bench.restart();
        });
        await bench.end();
        expect((await bench.replayed()).everything).toEqual(bench.standing.everything);
        expect(new Set((await bench.entries()).map(({ id: entry }) => entry)).size).toBe(
          (await bench.entries()).length,
        );
        for (const { payload, at } of await bench.edits()) {
          const rows = bench.editing.rows.slice(payload.from - 1, payload.to);
          // Every update of the range that touched the place is its author's, and the range is not longer than it may be.
          expect(Date.parse(at)).toBe(bench.receivedAtMs(payload.from));
          expect(bench.receivedAtMs(payload.to) - bench.receivedAtMs(payload.from)).toBeLessThan(COALESCE_MS);
          expect(rows[0]!.who).toBe(rows.at(-1)!.who);
        }
        expect(bench.errors).toEqual([]);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('SRV-184 when the process dies at any of its steps, the next one loses nothing and repeats nothing', async () => {
    const [events] = fc.sample(
      script.filter((one) => one.length > 60),
      { seed: 26, numRuns: 1 },
    ) as [Script];
    // Deleting writes the time; it has to be the same each time.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.UTC(2026, 10, 26) });
    const calm = await opened();
    await run(calm, events);
    await calm.end();
    const expected = byId(await calm.changes(), calm);
    expect(expected.length).toBeGreaterThan(20);

    let deaths = 0;
    for (let dieAt = 0; ; dieAt += 1) {
      let steps = 0;
      let died = false;
      const step = (): void => {
        if (steps++ !== dieAt) return;
        died = true;
        throw new Error('killed');
      };
      const bench = await opened(step);
      await run(bench, events, async () => {
        // The clock goes on before anybody notices.
        if (!died) return;
        await bench.clock.advance(0);
        bench.restart();
        died = false;
      });
      if (died) bench.restart();
      try {
        await bench.end();
      } catch {
        bench.restart();
        await bench.end();
      }
      expect(byId(await bench.changes(), bench), `died at step ${dieAt}`).toEqual(expected);
      expect((await bench.replayed()).everything).toEqual(bench.standing.everything);
      if (steps <= dieAt) break;
      deaths += 1;
    }
    expect(deaths).toBeGreaterThan(50);
  }, 120_000);

  it('SRV-184 an entry has the id of what it tells: told again it is the same, and is not stored twice', async () => {
    const bench = await opened();
    await edits(bench, 0, title(bench, 'a'));
    await bench.trail.settle(bench.board);
    const told = await bench.entries();
    // As after a copy of the database whose mark is older than its record.
    await bench.store.trailMarks.tell(bench.board, [], { docSeq: 0, open: [] });
    bench.restart();
    await bench.trail.settle(bench.board);
    expect(await bench.entries()).toEqual(told);
  });
});

describe('off the hot path', () => {
  it('SRV-186 follows half a second after an edit, once for what comes together, and by itself', async () => {
    let reads = 0;
    const bench = await opened(() => (reads += 1));
    await edits(bench, 0, title(bench, 'a'));
    await edits(bench, 1, title(bench, 'b'));
    await bench.clock.advance(DELAY_MS - 1);
    expect(reads).toBe(0);
    await bench.clock.advance(1);
    expect(reads).toBeGreaterThan(0);
    expect((await bench.edits()).map(({ payload }) => payload.new)).toEqual(['a']);
    await bench.clock.advance(2 * COALESCE_MS);
    expect((await bench.edits()).map(({ payload }) => payload.new)).toEqual(['a', 'b']);
  });

  it('SRV-186 a trail that cannot be told is logged and tried again, and nothing is lost', async () => {
    let isBroken = true;
    const bench = await TrailBench.open('t1', undefined, () => {
      if (isBroken) throw new Error('the database is away');
    });
    await bench.create();
    await edits(bench, 0, title(bench, 'a'));
    await bench.clock.advance(60_000);
    expect(bench.errors.length).toBeGreaterThanOrEqual(2);
    expect(await bench.edits()).toEqual([]);
    // Whoever looks at it is not told that it were whole.
    expect(await bench.trail.look(bench.board)).toBeGreaterThan(0);
    isBroken = false;
    await bench.clock.advance(120_000);
    expect((await bench.edits()).map(({ payload }) => payload.new)).toEqual(['a']);
    expect(await bench.trail.look(bench.board)).toBe(0);
  });

  it('SRV-186 an update that cannot be applied is passed over and logged; the others are told', async () => {
    const bench = await opened();
    await edits(bench, 0, title(bench, 'a'));
    await bench.append(0, new Uint8Array([1, 1, 200, 1]));
    await receive(bench, 1);
    await edits(bench, 1, title(bench, 'b'));
    await bench.trail.settle(bench.board);
    const changes = await bench.edits();
    expect(changes.map(({ payload }) => [payload.new, payload.from])).toEqual([
      ['a', 2],
      ['b', 4],
    ]);
    expect(bench.errors).toMatchObject([{ board: bench.board, seq: 3 }]);
    bench.restart();
    await receive(bench, 2);
    await edits(bench, 2, title(bench, 'c'));
    await bench.trail.settle(bench.board);
    expect((await bench.edits()).map(({ payload }) => payload.new)).toEqual(['a', 'b', 'c']);
  });

  it('SRV-187 at start everything is told that earlier runs have left, from the beginning of the log', async () => {
    const bench = await opened(() => {
      throw new Error('no trail yet');
    });
    for (let at = 0; at < 1_200; at += 1) await edits(bench, 0, title(bench, `title ${at}`));
    await bench.clock.advance(COALESCE_MS);
    bench.restart();
    await bench.clock.advance(0);
    expect((await bench.edits()).map(({ payload }) => [payload.new, payload.from, payload.to])).toEqual([
      ['title 1199', 2, 1_201],
    ]);
  });

  it('SRV-187 at stop what is still going on is told', async () => {
    const bench = await opened();
    await edits(bench, 0, title(bench, 'a'));
    await bench.clock.advance(DELAY_MS);
    await edits(bench, 0, title(bench, 'b'));
    await bench.trail.stop();
    expect((await bench.edits()).map(({ payload }) => payload.new)).toEqual(['b']);
    await edits(bench, 0, title(bench, 'c'));
    await bench.clock.advance(60_000);
    expect(await bench.edits()).toHaveLength(1);
  });

  it('SRV-189 a document that nobody edits is forgotten, and what comes later is told from there', async () => {
    const asked: number[] = [];
    const bench = await TrailBench.open('t1', undefined, undefined, (seq) => asked.push(seq));
    await bench.create();
    await edits(bench, 0, title(bench, 'a'));
    await bench.clock.advance(10 * 60_000);
    const read = asked.length;
    await receive(bench, 1);
    await edits(bench, 1, title(bench, 'b'));
    await bench.clock.advance(10_000);
    // From the beginning of the log, since the document was gone.
    expect(asked.slice(read)).toContain(0);
    expect((await bench.edits()).map(({ payload }) => [payload.old, payload.new])).toEqual([
      ['Release order and effective limits to line', 'a'],
      ['a', 'b'],
    ]);
  });
});

describe('notes on own edits', () => {
  const item = async (bench: TrailBench, who: number, mutation: Mutation): Promise<Payload<'edit'>> => {
    const doc = bench.editing.docs[who]!;
    const clock = (): number => Y.decodeStateVector(Y.encodeStateVector(doc)).get(doc.clientID) ?? 0;
    const from = clock();
    bench.editing.edit(who, mutation);
    return { client: doc.clientID, from, to: clock() - 1 };
  };

  it('SRV-188 what is known when a change is told stands in it: its author’s notes on exactly this edit', async () => {
    const bench = await opened();
    const [petra, tom] = bench.people as [(typeof bench.people)[0], (typeof bench.people)[0]];
    const first = await item(bench, 0, title(bench, 'a'));
    const second = await item(bench, 0, setField('step', id(bench.editing.doc, 'step', '2'), 'title', 'b'));
    await bench.note(petra, { ...second, by: 'undo', claimedAt: '2026-11-20T08:00:00Z' });
    await bench.note(tom, { ...first, reason: 'Not his to say' });
    await bench.note(petra, { ...first, reason: 'Agreed with quality' });
    await bench.play({ kind: 'send', who: 0 });
    await bench.trail.settle(bench.board);
    const changes = await bench.edits();
    expect(changes.map(({ payload: { new: now, by, reason, claimedAt } }) => ({ now, by, reason, claimedAt }))).toEqual(
      [
        { now: 'a', by: undefined, reason: 'Agreed with quality', claimedAt: undefined },
        { now: 'b', by: 'undo', reason: undefined, claimedAt: '2026-11-20T08:00:00Z' },
      ],
    );
  });

  it('SRV-188 a note on typing finds the text, among edits of other fields in one update', async () => {
    const bench = await opened();
    const step = id(bench.editing.doc, 'step', '1');
    const typed = await item(bench, 0, (doc) => {
      doc.getXmlFragment(textRoot(step, 'note')).insert(0, [new Y.XmlText('Words')]);
      return { ok: false, refusal: { kind: 'unchanged' } };
    });
    await item(bench, 0, title(bench, 'a'));
    await bench.note(bench.people[0]!, { ...typed, reason: 'For the audit' });
    await bench.play({ kind: 'send', who: 0 });
    await bench.trail.settle(bench.board);
    const changes = await bench.edits();
    expect(new Map(changes.map(({ payload }) => [payload.root, payload.reason]))).toEqual(
      new Map([
        ['text', 'For the audit'],
        ['step', undefined],
      ]),
    );
  });
});

describe('reasons that changes ask for', () => {
  const asked = async (bench: TrailBench): Promise<readonly unknown[]> =>
    (await bench.edits()).map(({ payload }) => [payload.field ?? payload.root, payload.asks, payload.reason]);
  const owed = async (bench: TrailBench): Promise<number> =>
    (await bench.store.trailEntries.owed(bench.board)).reduce((sum, { changes }) => sum + changes, 0);

  it('SRV-290 are found by the server, whatever wrote the edit and whatever it says', async () => {
    const bench = await opened();
    const { doc } = bench.editing;
    const step = id(doc, 'step', '1');
    await edits(bench, 0, setField('step', step, 'kind', 'review'), deleteEntity('system', id(doc, 'system', 'MES')));
    await bench.trail.settle(bench.board);
    // A program that knows no rules: it takes the record out of the document.
    const program = new Y.Doc();
    Y.applyUpdate(program, Y.encodeStateAsUpdate(doc));
    const before = Y.encodeStateVector(program);
    program.getMap('output').delete(id(doc, 'output', 'R4'));
    await bench.append(1, Y.encodeStateAsUpdate(program, before));
    await bench.trail.settle(bench.board);
    expect(await asked(bench)).toEqual([
      ['kind', 'regulated', undefined],
      ['deletedAt', 'record', undefined],
      ['output', 'output', undefined],
    ]);
    expect(await owed(bench)).toBe(3);
    // What it took out left nothing to point at: its author names the entry.
    const { seq, payload } = (await bench.edits()).at(-1)!;
    expect(payload.item).toBeUndefined();
    await bench.note(bench.people[0]!, { entry: seq, reason: 'Not theirs to say' });
    expect(await owed(bench)).toBe(3);
    await bench.note(bench.people[1]!, { entry: seq, reason: 'Entered twice' });
    expect(await owed(bench)).toBe(2);
    const entries = new Map([[seq, { kind: 'change', actor: bench.people[1]!.id, payload }]]);
    expect(await notesFor(bench.store.trailEntries, bench.board, entries)).toEqual(
      new Map([[seq, { reason: 'Entered twice' }]]),
    );
    // By number and by item, the last word counts.
    const item = { client: 100, from: 0, to: 1_000 };
    const [first] = await bench.edits();
    const wording = async (): Promise<string | undefined> =>
      (await notesFor(bench.store.trailEntries, bench.board, new Map([[first!.seq, first!]]))).get(first!.seq)?.reason;
    await bench.note(bench.people[0]!, { entry: first!.seq, reason: 'First word' });
    expect(await wording()).toBe('First word');
    await bench.note(bench.people[0]!, { ...item, reason: 'Second word' });
    expect(await wording()).toBe('Second word');
    await bench.note(bench.people[0]!, { entry: first!.seq, reason: 'Third word' });
    expect(await wording()).toBe('Third word');
    // The note on the items covers the other change of theirs, too.
    expect(await owed(bench)).toBe(0);
  });

  it('SRV-290 of a change that goes on the first touch that asks counts, against what stood at its beginning', async () => {
    const bench = await opened();
    const { doc } = bench.editing;
    const step = id(doc, 'step', '1');
    const output = id(doc, 'output', 'R1');
    // Filled in and corrected within a moment, it was filled in.
    await edits(bench, 0, setField('output', output, 'reportLogic', 'in_scope'));
    await edits(bench, 0, setField('output', output, 'reportLogic', 'not_applicable'));
    // Declassified, changed and classified again within a moment, it was regulated all the time.
    await edits(bench, 1, setField('step', step, 'regulated', false));
    await edits(bench, 1, setField('step', step, 'title', 'Weigh'));
    await edits(bench, 1, setField('step', step, 'regulated', true));
    await bench.trail.settle(bench.board);
    expect((await asked(bench)).toSorted()).toEqual([
      ['reportLogic', undefined, undefined],
      ['title', 'regulated', undefined],
    ]);
    // Changed while it was regulated, and again when it was so no more.
    await edits(bench, 2, setField('step', step, 'title', 'A'), setField('step', step, 'regulated', false));
    await bench.clock.advance(1_000);
    await edits(bench, 2, setField('step', step, 'title', 'B'));
    await bench.trail.settle(bench.board);
    expect((await asked(bench)).slice(2)).toEqual([
      ['title', 'regulated', undefined],
      ['regulated', 'regulated', undefined],
    ]);
  });

  it('SRV-291 a reason that is known when the change is told stands in it, and nothing is owed', async () => {
    const bench = await opened();
    const { doc } = bench.editing;
    await edits(bench, 0, setField('step', id(doc, 'step', '1'), 'title', 'Weigh'));
    await bench.note(bench.people[0]!, { client: 100, from: 0, to: 1_000, reason: 'Agreed' });
    await edits(bench, 1, setField('step', id(doc, 'step', '2'), 'kind', 'review'));
    await bench.note(bench.people[1]!, { client: 101, from: 0, to: 1_000, by: 'undo' });
    await bench.trail.settle(bench.board);
    expect((await asked(bench)).toSorted()).toEqual([
      ['kind', 'regulated', undefined],
      ['title', 'regulated', 'Agreed'],
    ]);
    expect(await owed(bench)).toBe(0);
  });

  it('SRV-290 SRV-292 what a crash interrupts asks the same when it is told, and the table can be made again', async () => {
    const bench = await opened();
    const { doc } = bench.editing;
    await edits(bench, 0, setField('step', id(doc, 'step', '1'), 'title', 'Weigh'));
    // Told half-way: the change is still going on, and stored so.
    await bench.clock.advance(2 * DELAY_MS);
    bench.restart();
    await bench.trail.settle(bench.board);
    expect(await asked(bench)).toEqual([['title', 'regulated', undefined]]);
    const { database, store } = bench;
    const rows = (): unknown => database.tables.$client.prepare('SELECT * FROM owed_reason').all();
    const before = rows();
    for (const table of ['owed_reason', 'trail_entry', 'trail_subject', 'edit_note', 'entry_note', 'record_index_mark'])
      database.tables.$client.exec(`DELETE FROM ${table}`);
    expect(await store.catchUpIndexes()).toEqual([]);
    expect(rows()).toEqual(before);
    expect(before).toHaveLength(1);
  });
});
