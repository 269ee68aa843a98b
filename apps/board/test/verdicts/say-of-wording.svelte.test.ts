import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import type { SaveState } from '../../src/lib/state/contract.ts';
import { sayOfWording } from '../../src/lib/verdicts/say.ts';

const PAYLOAD = { question: '01', text: 'We do.', fingerprint: 'ab'.repeat(32) };

/** A board that saves, and what the record was told in which state of it. */
function open(before: SaveState) {
  let save = $state.raw(before);
  const said: SaveState['kind'][] = [];
  return {
    said,
    become(next: SaveState): void {
      save = next;
      flushSync();
    },
    get save(): SaveState {
      return save;
    },
    record: {
      pending: [],
      discard: () => undefined,
      say: async () => {
        said.push(save.kind);
        return { ok: true } as const;
      },
    },
  };
}

describe('words that are bound to a wording', () => {
  it('BOARD-84 go out after own edits that are on their way, so that the server compares with the same wording', async () => {
    const board = open({ kind: 'saving', unsent: 1 });
    const answer = sayOfWording(board, 'answer', PAYLOAD);
    flushSync();
    await Promise.resolve();
    expect(board.said).toEqual([]);
    board.become({ kind: 'saved' });
    expect(await answer).toBeNull();
    expect(board.said).toEqual(['saved']);
  });

  it('BOARD-84 do not wait where nothing is on its way, or cannot be', async () => {
    const states: readonly SaveState[] = [
      { kind: 'saved' },
      { kind: 'offline', unsent: 2, sinceMs: 0, retryAtMs: null },
      { kind: 'read-only', reason: 'Commenter' },
    ];
    for (const state of states) {
      const board = open(state);
      expect(await sayOfWording(board, 'answer', PAYLOAD)).toBeNull();
      expect(board.said).toEqual([state.kind]);
    }
  });
});
