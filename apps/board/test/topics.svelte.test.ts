import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import { Topics } from '../src/lib/state/topics.ts';

describe('topics', () => {
  it('BOARD-11 a changed topic wakes the effects that read it and no other', () => {
    const topics = new Topics();
    const runs = new Map<string, number>();
    const stop = $effect.root(() => {
      for (let n = 0; n < 100; n++) {
        const topic = `step/${n}`;
        $effect(() => {
          topics.read(topic);
          runs.set(topic, (runs.get(topic) ?? 0) + 1);
        });
      }
    });
    flushSync();
    topics.changed(['step/7', 'step/none']);
    flushSync();
    expect([...runs.values()].reduce((sum, count) => sum + count, 0)).toBe(101);
    expect(runs.get('step/7')).toBe(2);
    stop();
  });

  it('BOARD-12 a topic that nobody reads any more is let go', async () => {
    const topics = new Topics();
    const stop = $effect.root(() => {
      $effect(() => topics.read('a'));
    });
    flushSync();
    expect(topics.readers).toBe(1);
    stop();
    await Promise.resolve();
    expect(topics.readers).toBe(0);
  });
});
