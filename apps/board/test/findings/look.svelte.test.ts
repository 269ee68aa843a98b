import { createEntity, NO_INPUT, analyse, readSnapshot, type Fix, type Mutation } from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { applyFix } from '../../src/lib/findings/apply.ts';
import { isBlank } from '../../src/lib/findings/blank.ts';
import { LookMemory } from '../../src/lib/findings/look.ts';
import { Looks } from '../../src/lib/findings/look.svelte.ts';
import type { BoardStore } from '../../src/lib/state/contract.ts';
import type { Memory } from '../../src/lib/state/remembered.ts';
import { toasts } from '../../src/lib/ui/toast.svelte.ts';
import { boardOf, finding, readerOf } from './board.ts';

/** As much of an open board as findings on screen read. */
class FakeBoard {
  readonly doc: Y.Doc;
  undone = 0;
  refuses = false;
  #version = $state(0);

  constructor(doc = boardOf('t1').doc) {
    this.doc = doc;
  }
  readonly id = 'B1';
  readonly me = { id: 'me', name: 'Lena Wirth', function: 'OPS', kind: 'visitor' } as const;
  readonly analysisInput = NO_INPUT;
  get snapshot() {
    void this.#version;
    return readSnapshot(this.doc);
  }
  get analysis() {
    return analyse(this.snapshot);
  }
  entities(kind: 'step'): readonly unknown[] {
    return this.snapshot.entities[kind];
  }
  entity(kind: 'step', id: string): unknown {
    return readerOf(this.snapshot).entity(kind, id);
  }
  perform(mutation: Mutation): unknown {
    if (this.refuses) return { kind: 'unchanged' };
    const outcome = mutation(this.doc);
    this.#version += 1;
    return outcome.ok ? null : outcome.refusal;
  }
  readonly readOnly = null;
  copy(): Y.Doc {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc));
    return copy;
  }
  takeBack(): () => void {
    return () => {
      this.undone += 1;
    };
  }
  get store(): BoardStore {
    return this as unknown as BoardStore;
  }
}
function memory(): Memory {
  const kept = new Map<string, string>();
  return {
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    key: (at) => [...kept.keys()][at] ?? null,
    get length() {
      return kept.size;
    },
  };
}

describe('looks at an open board', () => {
  it('FUI-41 marks stay while one is at the list, and what stood when one left is known the next time', () => {
    const board = new FakeBoard();
    const kept = new LookMemory(memory(), 'me', 'B1');
    const looks = new Looks(board.store, kept);
    looks.begin();
    expect([looks.newKeys.size, looks.solved.length]).toEqual([0, 0]);
    board.perform(createEntity('question', { text: 'Who posts at night?' }));
    expect([...looks.newKeys].map((key) => key.slice(0, 3))).toEqual(['G04']);
    looks.seen();
    expect(looks.newKeys.size).toBe(1);
    // Whoever closes the page now has looked.
    expect(new Looks(board.store, kept).newKeys.size).toBe(0);
    looks.left();
    expect(looks.newKeys.size).toBe(0);
  });

  it('FUI-42 who has never looked begins with what is there, and beginning again changes nothing', () => {
    const board = new FakeBoard();
    const kept = new LookMemory(memory(), 'me', 'B1');
    const looks = new Looks(board.store, kept);
    expect([looks.sinceMs, looks.newKeys.size]).toEqual([null, 0]);
    looks.begin();
    const began = looks.sinceMs;
    board.perform(createEntity('question', { text: 'Who?' }));
    looks.begin();
    expect(looks.sinceMs).toBe(began);
    expect(looks.newKeys.size).toBe(1);
  });
});

describe('applying a fix', () => {
  const fix: Fix = {
    id: 'x',
    kind: 'enter-risk',
    names: ['riskKind/downtime', 'function/OPS'],
    calls: [],
    mutation: createEntity('risk', {}),
  };

  it('FUI-32 is one edit, said with Undo', () => {
    const board = new FakeBoard();
    let done = 0;
    applyFix(board.store, finding({ rule: 'R02' }), fix, () => (done += 1));
    expect(done).toBe(1);
    const shown = toasts.shown.at(-1)!;
    expect(shown.text).toBe('Risk entered: downtime');
    shown.action?.run();
    expect(board.undone).toBe(1);
    toasts.dismiss(shown.id);
  });

  it('FUI-32 says nothing was done when nothing was', () => {
    const board = new FakeBoard();
    board.refuses = true;
    let done = 0;
    applyFix(board.store, finding({ rule: 'R02' }), fix, () => (done += 1));
    expect(done).toBe(0);
    expect(toasts.shown).toEqual([]);
  });
});

describe('a blank board', () => {
  it('FUI-15 has nothing to check until something is on it', () => {
    const board = new FakeBoard(new Y.Doc());
    expect(isBlank(board.store)).toBe(true);
    board.perform(createEntity('question', { text: 'Who?' }));
    expect(isBlank(board.store)).toBe(true);
    board.perform(createEntity('output', { title: 'Batch record' }));
    expect(isBlank(board.store)).toBe(false);
  });
});
