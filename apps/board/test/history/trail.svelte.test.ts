import type { Entry } from '@chartroom/record';
import type { ChangesResponse } from '@chartroom/server/api';
import { describe, expect, it } from 'vitest';
import { OwedReasonCounts } from '../../src/lib/history/owed-reasons.svelte.ts';
import { daysOf } from '../../src/lib/history/sittings.ts';
import {
  fileQuery,
  isEverything,
  isOnlyOwed,
  NO_FILTER,
  parseTrailFilter,
  trailFilterText,
  trailQuery,
} from '../../src/lib/history/trail-filter.ts';
import { TrailPages } from '../../src/lib/history/trail-pages.svelte.ts';
import type { Answer } from '../../src/lib/session/http.ts';
import { addressOf, pathOf } from '../../src/lib/shell/address.ts';

const entry = (seq: number, actor = 'a', at = '2026-11-26T10:00:00.000Z'): Entry =>
  ({
    board: 'b',
    seq,
    id: `${seq}`,
    kind: 'ready',
    actor,
    at,
    payload: { ready: true },
    prevHash: '',
    hash: '',
  }) as Entry;

describe('filters', () => {
  it('HIS-5 a filter is read back from its address, with any words', () => {
    const filter = {
      ...NO_FILTER,
      who: 'a'.repeat(26),
      what: 'roles' as const,
      about: 'area.validation',
      from: '2026-11-01',
      to: '2026-11-26',
      entry: 12,
      words: 'agreed, “yes”: 100 % & more',
    };
    const show = trailFilterText(filter);
    expect(parseTrailFilter(show)).toEqual(filter);
    const address = { board: 'b', view: 'history' as const, record: null, field: null, state: 'to-be' as const, show };
    const url = new URL(pathOf(address), 'http://x');
    expect(addressOf('b', 'history', url.searchParams).show).toBe(show);
    expect(trailFilterText(NO_FILTER)).toBe('');
  });

  it('HIS-13 changes that owe a reason have an address, alone and with other filters, and are asked for and exported', () => {
    const filter = { ...NO_FILTER, who: 'a'.repeat(26), owed: true };
    expect(trailFilterText({ ...NO_FILTER, owed: true })).toBe('owed:reason');
    expect(parseTrailFilter(trailFilterText(filter))).toEqual(filter);
    expect(parseTrailFilter('owed:later,words:owed%3Areason').owed).toBe(false);
    expect(trailQuery(filter).get('owed')).toBe('1');
    expect(fileQuery(filter).get('owed')).toBe('1');
    expect(trailQuery(NO_FILTER).get('owed')).toBeNull();
    expect([isEverything(filter), isOnlyOwed(filter), isOnlyOwed({ ...NO_FILTER, owed: true })]).toEqual([
      false,
      false,
      true,
    ]);
  });

  it('HIS-5 nonsense in an address shows everything', () => {
    for (const text of [
      '',
      'x',
      'who:,what:later,kind:x',
      'from:yesterday,to:2026-1-1',
      'words:%E0%A4%A',
      'entry:0,entry:x',
      '__proto__:1',
      'what:constructor',
    ])
      expect(isEverything(parseTrailFilter(text)), text).toBe(true);
  });

  it('HIS-5 asks the server for whole days of this place; files are not cut by words', () => {
    const query = trailQuery({ ...NO_FILTER, kind: 'access', from: '2026-11-26', to: '2026-11-26', words: ' agreed ' });
    expect(query.get('kind')).toBe('member,access');
    expect(query.get('reason')).toBe('agreed');
    const [from, to] = [new Date(query.get('from')!), new Date(query.get('to')!)];
    expect(to.getTime() - from.getTime()).toBe(86_400_000 - 1);
    expect([from.getHours(), from.getDate()]).toEqual([0, 26]);
    expect(fileQuery({ ...NO_FILTER, words: 'agreed' }).toString()).toBe('');
  });
});

describe('by day and by who', () => {
  it('HIS-4 each entry stands once, newest first; somebody else, a long pause and another day begin anew', () => {
    const at = (minutes: number, day = 26): string => new Date(2026, 10, day, 10, minutes).toISOString();
    const entries = [
      entry(6, 'a', at(59)),
      entry(5, 'a', at(58)),
      entry(4, 'b', at(57)),
      entry(3, 'a', at(56)),
      entry(2, 'a', at(10)),
      entry(1, 'a', at(10, 25)),
    ];
    const shape = daysOf(entries).map(({ day, sittings }) => [
      day,
      sittings.map(({ actor, lines }) => [actor, ...lines.map((line) => line.entry.seq)]),
    ]);
    expect(shape).toEqual([
      [
        '2026-11-26',
        [
          ['a', 6, 5],
          ['b', 4],
          ['a', 3],
          ['a', 2],
        ],
      ],
      ['2026-11-25', [['a', 1]]],
    ]);
  });

  it('HIS-4 a sitting keeps its key when lines leave it, join it or a page of earlier ones is added; two never share one', () => {
    const at = (minutes: number): string => new Date(2026, 10, 26, 10, minutes).toISOString();
    const all = [
      entry(8, 'a', at(58)),
      entry(7, 'a', at(57)),
      entry(6, 'b', at(56)),
      entry(5, 'a', at(55)),
      entry(4, 'a', at(54)),
      entry(3, 'b', at(53)),
    ];
    const keys = (days: ReturnType<typeof daysOf>): readonly number[] =>
      days.flatMap(({ sittings }) => sittings.map(({ key }) => key));
    const only = (...seqs: readonly number[]) => all.filter(({ seq }) => seqs.includes(seq));
    const first = daysOf(only(7, 6, 5));
    const [a, b, c] = keys(first);
    const grown = daysOf(only(8, 7, 6, 5, 4, 3), first);
    expect(keys(grown).slice(0, 3)).toEqual([a, b, c]);
    expect(new Set(keys(grown)).size).toBe(4);
    const shrunk = daysOf(only(8, 4, 3), grown);
    // What was parted by somebody else's line is one now: it is the upper one.
    expect(keys(shrunk)).toEqual([a, keys(grown)[3]]);
    const parted = daysOf(only(8, 6, 4), shrunk);
    expect(new Set(keys(parted)).size).toBe(3);
    expect(daysOf(only(8, 6), parted)[0]?.key).toBe(parted[0]?.key);
  });
});

describe('pages', () => {
  /** A server with entries 1 to `last`, three a page. */
  class Server {
    last: number;
    away = false;
    asked: string[] = [];
    hold: Promise<void> | null = null;

    constructor(last: number) {
      this.last = last;
    }
    readonly ask = async (query: URLSearchParams): Promise<Answer<ChangesResponse>> => {
      this.asked.push(query.toString());
      const { last, hold, away } = this;
      if (hold !== null) await hold;
      if (away) return { ok: false, failure: { kind: 'unreachable' } };
      const newest = Math.min(last, Number(query.get('before') ?? Infinity) - 1);
      const seqs = Array.from({ length: Math.min(3, newest) }, (_, at) => newest - at);
      const oldest = seqs.at(-1) ?? 1;
      const changes = seqs.map((seq) => entry(seq, query.get('who') ?? 'a'));
      const notes = Object.fromEntries(seqs.map((seq) => [seq, { reason: `reason ${seq} of ${last}` }]));
      return { ok: true, value: { changes, notes, people: {}, next: oldest > 1 ? oldest : null, behind: 0, owed: [] } };
    };
  }
  const seqs = (pages: TrailPages): readonly number[] => pages.entries.map(({ seq }) => seq);
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

  it('HIS-6 shows the newest page, earlier ones on demand, and what was stored since, each once', async () => {
    const server = new Server(5);
    const pages = new TrailPages(server.ask);
    pages.show(new URLSearchParams());
    await settled();
    expect([seqs(pages), pages.hasMore, pages.ready]).toEqual([[5, 4, 3], true, true]);
    await pages.more();
    expect([seqs(pages), pages.hasMore]).toEqual([[5, 4, 3, 2, 1], false]);
    server.last = 7;
    await pages.refresh();
    expect([seqs(pages), pages.hasMore]).toEqual([[7, 6, 5, 4, 3, 2, 1], false]);
    expect(pages.note(5).reason).toBe('reason 5 of 7');
    expect(pages.note(1).reason).toBe('reason 1 of 5');
  });

  it('HIS-6 begins anew where more than a page has come meanwhile, so that nothing is missing between', async () => {
    const server = new Server(5);
    const pages = new TrailPages(server.ask);
    pages.show(new URLSearchParams());
    await settled();
    server.last = 20;
    await pages.refresh();
    expect([seqs(pages), pages.hasMore]).toEqual([[20, 19, 18], true]);
    await pages.more();
    expect(seqs(pages)).toEqual([20, 19, 18, 17, 16, 15]);
  });

  it('HIS-6 an answer under a filter that was left is dropped', async () => {
    const server = new Server(5);
    const pages = new TrailPages(server.ask);
    let go = (): void => {};
    server.hold = new Promise((resolve) => (go = resolve));
    pages.show(new URLSearchParams({ who: 'b' }));
    server.hold = null;
    pages.show(new URLSearchParams({ who: 'c' }));
    await settled();
    go();
    await settled();
    expect(new Set(pages.entries.map(({ actor }) => actor))).toEqual(new Set(['c']));
    const asked = server.asked.length;
    pages.show(new URLSearchParams({ who: 'c' }));
    await settled();
    expect(server.asked).toHaveLength(asked);
  });

  it('HIS-6 a failed answer leaves what is there and says so; the next one clears it', async () => {
    const server = new Server(5);
    const pages = new TrailPages(server.ask);
    pages.show(new URLSearchParams());
    await settled();
    server.away = true;
    await pages.refresh();
    await pages.more();
    expect([seqs(pages), pages.failure?.kind]).toEqual([[5, 4, 3], 'unreachable']);
    server.away = false;
    await pages.refresh();
    expect(pages.failure).toBeNull();
  });

  it('HIS-13 what was explained meanwhile leaves a list of what owes a reason', async () => {
    const server = new Server(5);
    const pages = new TrailPages(server.ask);
    pages.show(new URLSearchParams({ owed: '1' }));
    await settled();
    await pages.more();
    expect(seqs(pages)).toEqual([5, 4, 3, 2, 1]);
    // The server finds two of them no more.
    server.last = 3;
    await pages.refresh();
    expect([seqs(pages), pages.hasMore]).toEqual([[3, 2, 1], false]);
  });

  it('HIS-11 a reason that was just given stands beside its change at once', async () => {
    const server = new Server(3);
    const pages = new TrailPages(server.ask);
    pages.show(new URLSearchParams());
    await settled();
    pages.said(2, { reason: 'Agreed with quality' });
    expect([pages.note(2).reason, pages.note(3).reason]).toEqual(['Agreed with quality', 'reason 3 of 3']);
  });
});

describe('who owes reasons', () => {
  const people = { me: { name: 'Petra', function: 'QUA' as const, kind: 'user' as const } };
  const answer = (changes: number): Answer<ChangesResponse> => ({
    ok: true,
    value: { changes: [], notes: {}, people, next: null, behind: 0, owed: [{ principal: 'me', changes }] },
  });

  it('DUT-4 is asked of the server with one entry, for which function too; the last answer counts, a failed one changes nothing', async () => {
    const asked: string[] = [];
    const answers: (() => void)[] = [];
    const results: Answer<ChangesResponse>[] = [answer(3), answer(2), { ok: false, failure: { kind: 'unreachable' } }];
    const counts = new OwedReasonCounts(async (query) => {
      asked.push(query.toString());
      const result = results[asked.length - 1]!;
      await new Promise<void>((resolve) => answers.push(resolve));
      return result;
    });
    expect(counts.all).toEqual([]);
    const first = counts.refresh();
    const second = counts.refresh();
    answers[1]!();
    await second;
    answers[0]!();
    await first;
    expect(asked[0]).toBe('owed=1&limit=1');
    expect(counts.all).toEqual([{ principal: 'me', changes: 2, speaksFor: 'QUA' }]);
    expect([counts.nameOf('me'), counts.nameOf('tom')]).toEqual(['Petra', null]);
    const third = counts.refresh();
    answers[2]!();
    await third;
    expect(counts.all).toHaveLength(1);
  });
});
