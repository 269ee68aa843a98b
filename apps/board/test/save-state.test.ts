import { describe, expect, it } from 'vitest';
import { hasUnsent, saveState, type Link } from '../src/lib/state/save-state.ts';

const synced: Link = { kind: 'synced' };
const away: Link = { kind: 'away', sinceMs: 1_000, retryAtMs: 5_000 };

describe('save state', () => {
  it('BOARD-20 says saved only when the server has acknowledged everything', () => {
    expect(saveState({ ready: true, link: synced, unsent: 0, mayWrite: true })).toEqual({ kind: 'saved' });
    expect(saveState({ ready: true, link: synced, unsent: 2, mayWrite: true })).toEqual({ kind: 'saving', unsent: 2 });
    for (const unsent of [0, 3]) {
      for (const link of [{ kind: 'connecting' }, away, { kind: 'refused', reason: 'parked' }] as const) {
        expect(saveState({ ready: true, link, unsent, mayWrite: true }).kind).not.toBe('saved');
      }
    }
  });

  it('BOARD-21 counts unsent edits while offline, and says since when and when it tries again', () => {
    expect(saveState({ ready: true, link: away, unsent: 3, mayWrite: true })).toEqual({
      kind: 'offline',
      unsent: 3,
      sinceMs: 1_000,
      retryAtMs: 5_000,
    });
  });

  it('BOARD-22 a refusal is read-only with its reason, whatever else is known', () => {
    const refused: Link = { kind: 'refused', reason: 'parked' };
    expect(saveState({ ready: false, link: refused, unsent: 4, mayWrite: true })).toEqual({
      kind: 'read-only',
      reason: 'parked',
    });
    expect(saveState({ ready: true, link: synced, unsent: 0, mayWrite: false })).toEqual({
      kind: 'read-only',
      reason: 'role',
    });
  });

  it('BOARD-23 is loading until there is something to show', () => {
    expect(saveState({ ready: false, link: { kind: 'connecting' }, unsent: 0, mayWrite: true })).toEqual({
      kind: 'loading',
    });
    expect(saveState({ ready: false, link: synced, unsent: 0, mayWrite: true })).toEqual({ kind: 'loading' });
  });

  it('BOARD-24 warns before leaving only while edits are unsent', () => {
    expect(hasUnsent({ kind: 'saved' }, 0)).toBe(false);
    expect(hasUnsent({ kind: 'saving', unsent: 1 }, 1)).toBe(true);
    expect(hasUnsent({ kind: 'offline', unsent: 0, sinceMs: 0, retryAtMs: null }, 0)).toBe(false);
    expect(hasUnsent({ kind: 'offline', unsent: 2, sinceMs: 0, retryAtMs: null }, 2)).toBe(true);
  });
});
