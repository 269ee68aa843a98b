import { describe, expect, it } from 'vitest';
import { BoardMemory, type Memory } from '../src/lib/state/remembered.ts';

const store = (): Memory & { readonly values: Map<string, string> } => {
  const values = new Map<string, string>();
  return {
    values,
    getItem: (key) => values.get(key) ?? null,
    setItem: (key, value) => void values.set(key, value),
    removeItem: (key) => void values.delete(key),
    key: (index) => [...values.keys()][index] ?? null,
    get length() {
      return values.size;
    },
  };
};

describe('what a browser remembers of a board', () => {
  it('BOARD-50 is kept apart by person and board', () => {
    const shared = store();
    const mine = new BoardMemory(shared, 'me', 'B1');
    mine.write({ epoch: 2, generation: 1, setAside: [] });
    mine.noteUnsent(7, 3);
    expect(mine.read()).toEqual({ epoch: 2, generation: 1, setAside: [] });
    expect(new BoardMemory(shared, 'you', 'B1').read()).toBeNull();
    expect(new BoardMemory(shared, 'me', 'B2').unsent()).toBe(0);
  });

  it('BOARD-51 counts the unsent edits that all tabs left, until the server has everything', () => {
    const memory = new BoardMemory(store(), 'me', 'B1');
    memory.noteUnsent(1, 2);
    memory.noteUnsent(2, 1);
    memory.noteUnsent(1, 4);
    expect(memory.unsent()).toBe(5);
    memory.noteUnsent(2, 0);
    expect(memory.unsent()).toBe(4);
    memory.allSent();
    expect(memory.unsent()).toBe(0);
  });

  it('BOARD-52 survives storage that is off, full or holds nonsense', () => {
    const nonsense = store();
    nonsense.setItem('chartroom.board.me.B1', '{"epoch":"x"');
    expect(new BoardMemory(nonsense, 'me', 'B1').read()).toBeNull();
    nonsense.setItem(
      'chartroom.board.me.B1',
      '{"epoch":1,"generation":0,"setAside":[{"copy":1},{"copy":"c","reason":"r","atMs":5}]}',
    );
    expect(new BoardMemory(nonsense, 'me', 'B1').read()?.setAside).toEqual([{ copy: 'c', reason: 'r', atMs: 5 }]);
    const off = (): never => {
      throw new Error('storage is off');
    };
    const broken = new BoardMemory({ getItem: off, setItem: off, removeItem: off, key: off, length: 1 }, 'me', 'B1');
    broken.write({ epoch: 1, generation: 0, setAside: [] });
    broken.noteUnsent(1, 1);
    expect(broken.read()).toBeNull();
    expect(broken.unsent()).toBe(0);
    expect(new BoardMemory(null, 'me', 'B1').read()).toBeNull();
  });
});
