import { describe, expect, it } from 'vitest';
import { Activity } from '#lib/session/activity.ts';
import type { LastAlive } from '#lib/session/remembered-visitor.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** A clock that is turned by hand, and what the tabs of one browser remember together. */
class Bench {
  nowMs = 1_800_000_000_000;
  last: LastAlive | null = null;
  /** Whether the server is heard from. */
  isUp = true;
  readonly tabs: { readonly activity: Activity; told: number; overdue: number; endsAtMs: number | null }[] = [];
  readonly #timers = new Set<{ readonly atMs: number; readonly run: () => void }>();

  open(idleMs = 15 * MINUTE) {
    const tab = { activity: null as unknown as Activity, told: 0, overdue: 0, endsAtMs: null as number | null };
    tab.activity = new Activity({
      idleMs,
      memory: {
        alive: () => this.last,
        noteAlive: (alive) => {
          this.last = alive;
          for (const other of this.tabs) if (other !== tab) other.activity.look();
        },
      },
      tell: async () => {
        tab.told += 1;
        return this.isUp;
      },
      onWarning: (at) => (tab.endsAtMs = at),
      onOverdue: () => (tab.overdue += 1),
      nowMs: () => this.nowMs,
      after: (ms, run) => {
        const timer = { atMs: this.nowMs + ms, run };
        this.#timers.add(timer);
        return () => this.#timers.delete(timer);
      },
    });
    this.tabs.push(tab);
    tab.activity.start();
    return tab;
  }

  async pass(ms: number): Promise<void> {
    const untilMs = this.nowMs + ms;
    await settle();
    for (;;) {
      const [next] = [...this.#timers].filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs);
      if (!next) break;
      this.#timers.delete(next);
      this.nowMs = Math.max(this.nowMs, next.atMs);
      next.run();
      await settle();
    }
    this.nowMs = untilMs;
  }
}
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};

describe('while somebody works', () => {
  it('ACC-22 the server is told when the page is opened, then at most once a minute', async () => {
    const bench = new Bench();
    const tab = bench.open();
    await bench.pass(0);
    expect(tab.told).toBe(1);
    for (let second = 0; second < 300; second++) {
      tab.activity.done();
      await bench.pass(SECOND);
    }
    expect(tab.told).toBeGreaterThanOrEqual(5);
    expect(tab.told).toBeLessThanOrEqual(6);
    expect(tab.endsAtMs).toBeNull();
  });

  it('ACC-22 a press that comes within the minute is told when the minute is over', async () => {
    const bench = new Bench();
    const tab = bench.open();
    await bench.pass(30 * SECOND);
    tab.activity.done();
    await bench.pass(29 * SECOND);
    expect(tab.told).toBe(1);
    await bench.pass(2 * SECOND);
    expect(tab.told).toBe(2);
    await bench.pass(10 * MINUTE);
    expect(tab.told).toBe(2);
  });

  it('ACC-22 what the server did not hear is told again', async () => {
    const bench = new Bench();
    const tab = bench.open();
    await bench.pass(2 * MINUTE);
    bench.isUp = false;
    tab.activity.done();
    await bench.pass(30 * SECOND);
    const before = tab.told;
    bench.isUp = true;
    await bench.pass(MINUTE);
    expect(tab.told).toBe(before + 1);
    expect(bench.last?.atMs).toBeGreaterThan(bench.nowMs - MINUTE);
  });
});

describe('when nothing is done', () => {
  it('ACC-23 warns a minute before the end, and says it when the time is up', async () => {
    const bench = new Bench();
    const tab = bench.open();
    const openedAtMs = bench.nowMs;
    await bench.pass(14 * MINUTE - SECOND);
    expect(tab.endsAtMs).toBeNull();
    await bench.pass(2 * SECOND);
    expect(tab.endsAtMs).toBe(openedAtMs + 15 * MINUTE);
    expect(tab.overdue).toBe(0);
    await bench.pass(MINUTE);
    expect(tab.endsAtMs).toBeNull();
    expect(tab.overdue).toBe(1);
    // The server was away: it is asked again, not with every press.
    tab.activity.done();
    tab.activity.done();
    expect(tab.overdue).toBe(1);
    await bench.pass(MINUTE);
    expect(tab.overdue).toBe(2);
    tab.activity.close();
    await bench.pass(10 * MINUTE);
    expect(tab.overdue).toBe(2);
  });

  it('ACC-23 anything done takes the warning away', async () => {
    const bench = new Bench();
    const tab = bench.open();
    await bench.pass(14 * MINUTE + 30 * SECOND);
    expect(tab.endsAtMs).not.toBeNull();
    tab.activity.done();
    await bench.pass(0);
    expect(tab.endsAtMs).toBeNull();
    expect(tab.told).toBe(2);
    await bench.pass(13 * MINUTE);
    expect(tab.endsAtMs).toBeNull();
  });

  it('ACC-23 a session of one minute warns half a minute before', async () => {
    const bench = new Bench();
    const tab = bench.open(MINUTE);
    await bench.pass(29 * SECOND);
    expect(tab.endsAtMs).toBeNull();
    await bench.pass(2 * SECOND);
    expect(tab.endsAtMs).not.toBeNull();
  });

  it('ACC-23 a machine that has slept says at once that the time is up', async () => {
    const bench = new Bench();
    const tab = bench.open();
    await bench.pass(MINUTE);
    bench.nowMs += 8 * 60 * MINUTE;
    tab.activity.look();
    expect(tab.overdue).toBe(1);
  });

  it('ACC-24 tabs of one browser count together', async () => {
    const bench = new Bench();
    const [idle, busy] = [bench.open(), bench.open()];
    for (let minute = 0; minute < 14; minute++) {
      await bench.pass(MINUTE);
      busy.activity.done();
    }
    await bench.pass(50 * SECOND);
    expect(idle.told).toBe(1);
    expect(idle.endsAtMs).toBeNull();
    await bench.pass(13 * MINUTE + 20 * SECOND);
    expect([idle.endsAtMs, busy.endsAtMs].every((at) => at !== null)).toBe(true);
    busy.activity.done();
    await bench.pass(0);
    expect(idle.endsAtMs).toBeNull();
    await bench.pass(15 * MINUTE);
    expect([idle.overdue, busy.overdue]).toEqual([1, 1]);
  });
});
