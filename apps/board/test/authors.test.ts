import type { AuthorsResponse } from '@chartroom/server/api';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Authors } from '../src/lib/state/authors.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const priya = { id: 'p', name: 'Priya Nair', function: 'QUA', kind: 'visitor' } as const;

describe('authors', () => {
  it('BOARD-19 asks once for an id that is not known, however often it is read', async () => {
    let asked = 0;
    const authors = new Authors(async (): Promise<AuthorsResponse> => {
      asked += 1;
      return { authors: { '7': priya } };
    });
    for (let n = 0; n < 10; n++) expect(authors.get(7)).toBeUndefined();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(asked).toBe(1);
    expect(authors.get(7)).toEqual(priya);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(asked).toBe(1);
    authors.close();
  });

  it('BOARD-19 asks less and less often for an id that stays unknown', async () => {
    let asked = 0;
    const authors = new Authors(async () => {
      asked += 1;
      return { authors: {} };
    });
    const minute = async (): Promise<number> => {
      const before = asked;
      for (let n = 0; n < 600; n++) {
        authors.get(9);
        await vi.advanceTimersByTimeAsync(100);
      }
      return asked - before;
    };
    expect(await minute()).toBeLessThan(12);
    expect(await minute()).toBeLessThan(4);
    authors.close();
  });

  it('BOARD-19 the person at this screen is known before the server knows', () => {
    const authors = new Authors(async () => null);
    authors.introduce(5, priya);
    expect(authors.get(5)).toEqual(priya);
    authors.close();
  });
});
