import { describe, expect, it } from 'vitest';
import { clearKept, keptOf } from '#lib/session/copies.ts';
import { copyName } from '#lib/state/local-copy.ts';
import { recordCopyName } from '#lib/state/record-database.ts';
import { BoardMemory } from '#lib/state/remembered.ts';
import { fakeDatabases, FakeStorage } from './memory.ts';

/** Two people have worked in this browser, on one board both, on another one only Lena. */
const browser = () => {
  const memory = new FakeStorage({ 'chartroom.theme': 'dark', 'chartroom.visitor': '{"id":"lena"}', other: 'thing' });
  for (const [principal, board] of [
    ['lena', 'b1'],
    ['lena', 'b2'],
    ['priya', 'b1'],
  ] as const)
    new BoardMemory(memory, principal, board).write({ epoch: 1, generation: 0, setAside: [] });
  const databases = new Set([
    copyName({ principal: 'lena', board: 'b1', epoch: 1, generation: 0 }),
    copyName({ principal: 'lena', board: 'b2', epoch: 1, generation: 1 }),
    recordCopyName('lena', 'b1'),
    copyName({ principal: 'priya', board: 'b1', epoch: 1, generation: 0 }),
    recordCopyName('priya', 'b1'),
    'somebody-else',
  ]);
  return { memory, databases, factory: fakeDatabases(databases) };
};

describe('what a browser keeps of one person', () => {
  it('ACC-26, ACC-27 is found by the names of all copies, and cleared without touching anybody else’s', async () => {
    const { memory, databases, factory } = browser();
    const kept = await keptOf('lena', memory, factory);
    expect(kept.boards).toEqual([
      { board: 'b1', unsent: 0 },
      { board: 'b2', unsent: 0 },
    ]);
    await clearKept(kept, memory, factory);
    expect(await keptOf('lena', memory, factory)).toEqual({ boards: [], databases: [], keys: [] });
    expect([...databases].sort()).toEqual(['chartroom.copy.priya.b1.1', 'chartroom.record.priya.b1', 'somebody-else']);
    expect([...memory.values.keys()].sort()).toEqual([
      'chartroom.board.priya.b1',
      'chartroom.theme',
      'chartroom.visitor',
      'other',
    ]);
  });

  it('ACC-27 counts what the server has not stored: edits of all tabs, refused drafts, and what was said', async () => {
    const { memory, factory } = browser();
    const board = new BoardMemory(memory, 'lena', 'b1');
    board.noteUnsent(7, 2);
    board.noteUnsent(8, 3);
    board.write({
      epoch: 1,
      generation: 1,
      setAside: [{ copy: 'chartroom.copy.lena.b1.1', reason: 'refused', atMs: 1 }],
    });
    const unsaid = async (name: string): Promise<number> => (name === recordCopyName('lena', 'b1') ? 4 : 0);
    const kept = await keptOf('lena', memory, factory, unsaid);
    expect(kept.boards.find(({ board }) => board === 'b1')).toEqual({ board: 'b1', unsent: 2 + 3 + 1 + 4 });
  });

  it('ACC-27 a browser without storage keeps nothing, and says so', async () => {
    expect(await keptOf('lena', null, null)).toEqual({ boards: [], databases: [], keys: [] });
    await clearKept({ boards: [], databases: ['x'], keys: ['y'] }, null, null);
  });
});
