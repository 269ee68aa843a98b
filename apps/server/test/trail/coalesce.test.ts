/** What one author does to one place within five seconds is one change; whatever ends it, nothing is lost. */
import type { Difference, TrailValue } from '@chartroom/domain';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COALESCE_MS, Coalescing, type EndedChange, type PlaceChange, type Row } from '../../src/trail/coalesce.ts';

const row = (seq: number, actor: string, receivedAtMs: number): Row => ({
  seq,
  actor,
  session: `s${actor}`,
  receivedAtMs,
});
const set = (field: string, old: TrailValue, now: TrailValue, client: number | null = 7, clock = 0): Difference => ({
  kind: 'value',
  place: { root: 'step', key: 'x', field },
  old,
  new: now,
  item: client === null ? null : { client, from: clock, to: clock },
});
const short = (change: EndedChange): readonly unknown[] =>
  'change' in change
    ? [change.actor, change.change, change.from, change.to]
    : [change.actor, change.place.field, change.old, change.new, change.from, change.to];

describe('coalescing', () => {
  it('SRV-182 within five seconds of the first touch, first old and last new are one change with the first time', () => {
    const open = new Coalescing();
    expect(open.take(row(3, 'a', 1_000), [set('title', 'x', 'y')])).toEqual([]);
    expect(open.take(row(4, 'a', 1_000 + COALESCE_MS - 1), [set('title', 'y', 'z', 7, 4)])).toEqual([]);
    expect(open.nextEndMs).toBe(1_000 + COALESCE_MS);
    expect(open.endOver(1_000 + COALESCE_MS - 1)).toEqual([]);
    expect(open.endOver(1_000 + COALESCE_MS)).toEqual([
      {
        actor: 'a',
        session: 'sa',
        receivedAtMs: 1_000,
        from: 3,
        to: 4,
        item: { client: 7, from: 0, to: 4 },
        place: { root: 'step', key: 'x', field: 'title' },
        old: 'x',
        new: 'z',
      },
    ]);
    expect(open.nextEndMs).toBe(null);
  });

  it('SRV-182 after five seconds another change begins, by the times of the log and not of the deriving', () => {
    const open = new Coalescing();
    open.take(row(1, 'a', 0), [set('title', 'x', 'y')]);
    expect(open.take(row(2, 'a', COALESCE_MS), [set('title', 'y', 'z')]).map(short)).toEqual([
      ['a', 'title', 'x', 'y', 1, 1],
    ]);
    expect(open.endAll().map(short)).toEqual([['a', 'title', 'y', 'z', 2, 2]]);
  });

  it("SRV-182 somebody else's touch of the same place ends it; touches of other places do not", () => {
    const open = new Coalescing();
    open.take(row(1, 'a', 0), [set('title', 'x', 'y')]);
    expect(open.take(row(2, 'b', 1), [set('kind', 'p', 'q')])).toEqual([]);
    expect(open.take(row(3, 'b', 2), [set('title', 'y', 'z')]).map(short)).toEqual([['a', 'title', 'x', 'y', 1, 1]]);
    expect(open.take(row(4, 'a', 3), [set('title', 'z', 'y')]).map(short)).toEqual([['b', 'title', 'y', 'z', 3, 3]]);
    expect(open.endAll().map(short)).toEqual([
      ['b', 'kind', 'p', 'q', 2, 2],
      ['a', 'title', 'z', 'y', 4, 4],
    ]);
  });

  it('SRV-182 another client of the same author ends it, so that items stay those of one client', () => {
    const open = new Coalescing();
    open.take(row(1, 'a', 0), [set('title', 'x', 'y', 7)]);
    expect(open.take(row(2, 'a', 1), [set('title', 'y', '', null)])).toEqual([]);
    expect(open.take(row(3, 'a', 2), [set('title', '', 'z', 8)])).toHaveLength(1);
  });

  it('SRV-182 a record that comes or goes is told at once, after what was open on it', () => {
    const open = new Coalescing();
    open.take(row(1, 'a', 0), [set('title', 'x', 'y'), set('kind', 'p', 'q')]);
    const gone: Difference = { kind: 'removed', root: 'step', key: 'x', fields: [], item: null };
    expect(open.take(row(2, 'a', 1), [gone]).map(short)).toEqual([
      ['a', 'title', 'x', 'y', 1, 1],
      ['a', 'kind', 'p', 'q', 1, 1],
      ['a', 'removed', 2, 2],
    ]);
    expect(open.open).toEqual([]);
  });

  it('SRV-182 a clock that is set back ends what is open, instead of keeping it open for a day', () => {
    const open = new Coalescing();
    const day = 86_400_000;
    open.take(row(1, 'a', day), [set('title', 'x', 'y')]);
    expect(open.take(row(2, 'a', 0), [set('title', 'y', 'z')]).map(short)).toEqual([['a', 'title', 'x', 'y', 1, 1]]);
    expect(new Coalescing(open.open).endOver(-1)).toHaveLength(1);
  });

  it('SRV-182 at every place the changes follow each other without a gap, however they are cut off and stored between', () => {
    const touch = fc.record({
      actor: fc.constantFrom('a', 'b', 'c'),
      field: fc.constantFrom('p', 'q'),
      value: fc.nat(3),
      waitMs: fc.oneof(fc.nat(2_000), fc.nat(9_000)),
      end: fc.constantFrom('no', 'no', 'no', 'over', 'all', 'store'),
    });
    fc.assert(
      fc.property(fc.array(touch, { maxLength: 60, size: 'max' }), (touches) => {
        let open = new Coalescing();
        const stands = new Map<string, TrailValue>();
        const ended: PlaceChange[] = [];
        let now = 0;
        for (const [at, { actor, field, value, waitMs, end }] of touches.entries()) {
          now += waitMs;
          const old = stands.get(field) ?? null;
          stands.set(field, value);
          const differences = old === value ? [] : [set(field, old, value, actor.charCodeAt(0), at)];
          ended.push(...(open.take(row(at + 1, actor, now), differences) as readonly PlaceChange[]));
          if (end === 'over') ended.push(...open.endOver(now));
          else if (end === 'all') ended.push(...open.endAll());
          else if (end === 'store')
            open = new Coalescing(JSON.parse(JSON.stringify(open.open)) as readonly PlaceChange[]);
        }
        ended.push(...open.endAll());
        for (const field of ['p', 'q']) {
          const own = ended.filter((change) => change.place.field === field);
          expect(own.map((change) => change.old)).toEqual(
            [null, ...own.map((change) => change.new)].slice(0, own.length),
          );
          expect(own.at(-1)?.new ?? null).toBe(stands.get(field) ?? null);
          for (const [at, change] of own.entries()) expect(change.from).toBeGreaterThan(own[at - 1]?.to ?? 0);
        }
      }),
      { numRuns: 300 },
    );
  });
});
