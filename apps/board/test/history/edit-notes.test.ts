import type { Payload } from '@chartroom/record';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { EditNotes } from '../../src/lib/state/edit-notes.ts';
import type { Memory } from '../../src/lib/state/remembered.ts';
import { FakeClock } from '../support/fake-clock.ts';

const memoryOf = (): Memory => {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    key: (index) => [...items.keys()][index] ?? null,
    get length() {
      return items.size;
    },
  };
};

const openNotes = (memory: Memory | null = memoryOf(), clock = new FakeClock()) => {
  const doc = new Y.Doc();
  const said: Payload<'edit'>[] = [];
  const notes = new EditNotes({
    doc,
    clock,
    memory,
    memoryKey: 'offline.me.board',
    say: (note) => void said.push(note),
  });
  const write = (key: string): void => void doc.getMap('step').set(key, 1);
  return { doc, clock, said, notes, write, memory };
};

describe('notes on own edits', () => {
  it('HIS-9 names exactly the items that an edit wrote; an edit that wrote nothing is not spoken of', () => {
    const { doc, said, notes, write } = openNotes();
    notes.heard('all-sent');
    write('before');
    const { items } = notes.during(() => {
      write('a');
      write('b');
    });
    write('after');
    expect(items).toEqual({ client: doc.clientID, from: 1, to: 2 });
    notes.say(items, { by: 'undo' });
    notes.say(notes.during(() => {}).items, { by: 'undo' });
    notes.flush();
    expect(said).toEqual([{ client: doc.clientID, from: 1, to: 2, by: 'undo' }]);
  });

  it('HIS-9 the same said of edits directly after each other is one note, of others it is not', async () => {
    const { clock, said, notes, write } = openNotes();
    notes.heard('all-sent');
    const undo = (key: string): void => notes.say(notes.during(() => write(key)).items, { by: 'undo' });
    undo('a');
    undo('b');
    await clock.advance(1_000);
    undo('c');
    await clock.advance(1_400);
    expect(said).toEqual([]);
    await clock.advance(200);
    expect(said.map(({ from, to }) => [from, to])).toEqual([[0, 2]]);
    undo('d');
    write('typed between');
    undo('e');
    notes.say(notes.during(() => write('f')).items, { reason: 'Agreed' });
    notes.close();
    expect(said.slice(1).map(({ from, to, by, reason }) => [from, to, by ?? reason])).toEqual([
      [3, 3, 'undo'],
      [5, 5, 'undo'],
      [6, 6, 'Agreed'],
    ]);
  });

  it('HIS-9 undo and redo inside a long text say so of what they wrote; erasing, typing and others are not spoken of', async () => {
    const { doc, clock, said, notes } = openNotes();
    notes.heard('all-sent');
    const fragment = doc.getXmlFragment('text:x:note');
    const editor = {};
    const manager = new Y.UndoManager(fragment, { trackedOrigins: new Set([editor]), captureTimeout: 0 });
    const next = (): number => Y.getState(doc.store, doc.clientID);
    const told = (): readonly Payload<'edit'>[] => {
      notes.flush();
      return said.splice(0);
    };
    const text = new Y.XmlText('Raised at the line');
    doc.transact(() => fragment.insert(0, [text]), editor);
    doc.transact(() => text.delete(0, 7), editor);
    expect(told()).toEqual([]);
    const from = next();
    manager.undo();
    expect(text.toString()).toBe('Raised at the line');
    expect(told()).toEqual([{ client: doc.clientID, from, to: next() - 1, by: 'undo' }]);
    // Redo only erases again, and so does the undo of typing.
    manager.redo();
    expect(told()).toEqual([]);
    doc.transact(() => text.insert(0, 'Always '), editor);
    manager.undo();
    expect(told()).toEqual([]);
    const again = next();
    manager.redo();
    expect(told()).toEqual([{ client: doc.clientID, from: again, to: next() - 1, by: 'redo' }]);
    // Several at once are one note; what another person undid arrives as theirs.
    doc.transact(() => text.delete(0, 2), editor);
    doc.transact(() => text.delete(0, 2), editor);
    manager.undo();
    await clock.advance(1_000);
    manager.undo();
    await clock.advance(2_000);
    expect(said.splice(0)).toHaveLength(1);
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    const theirs = new Y.UndoManager(other.getXmlFragment('text:x:note'), { trackedOrigins: new Set([null]) });
    other.getXmlFragment('text:x:note').delete(0, 1);
    theirs.undo();
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other), manager);
    expect(told()).toEqual([]);
    notes.close();
    manager.undo();
    expect(told()).toEqual([]);
  });

  it('HIS-10 a stretch away from the server is one note with the time of its first edit, sent once everything is', async () => {
    const { doc, clock, said, notes, write } = openNotes();
    notes.heard('all-sent');
    write('online');
    notes.heard('here', 1);
    notes.heard('all-sent');
    notes.heard('away');
    const at = clock.nowMs();
    write('a');
    await clock.advance(60_000);
    write('b');
    notes.heard('here');
    write('sent at once');
    expect(said).toEqual([]);
    notes.heard('all-sent');
    expect(said).toEqual([{ client: doc.clientID, from: 1, to: 2, claimedAt: new Date(at).toISOString() }]);
    notes.heard('all-sent');
    expect(said).toHaveLength(1);
  });

  it('HIS-10 what arrives within five seconds was not made offline, and nothing was where nothing was edited', async () => {
    const { clock, said, notes, write } = openNotes();
    write('a');
    await clock.advance(4_000);
    notes.heard('all-sent');
    notes.heard('away');
    await clock.advance(60_000);
    notes.heard('all-sent');
    expect(said).toEqual([]);
  });

  it('HIS-10 what was made before a dead connection was seen to be one counts from when it was made', async () => {
    const { doc, clock, said, notes, write } = openNotes();
    notes.heard('all-sent');
    write('stored');
    notes.heard('here', 1);
    notes.heard('all-sent');
    const at = clock.nowMs();
    write('a');
    notes.heard('here', 1);
    await clock.advance(30_000);
    notes.heard('away', 1);
    write('b');
    notes.heard('away', 2);
    await clock.advance(600_000);
    notes.heard('here', 2);
    expect(said).toEqual([]);
    notes.heard('all-sent');
    expect(said).toEqual([{ client: doc.clientID, from: 1, to: 2, claimedAt: new Date(at).toISOString() }]);
  });

  it('HIS-10 a connection that hangs and goes on makes late what it held up, and nothing else', async () => {
    const { doc, clock, said, notes, write } = openNotes();
    notes.heard('all-sent');
    // Somebody types on over a slow connection: there is always something under way, and nothing is late.
    for (let key = 0; key < 40; key += 1) {
      write(`slow ${key}`);
      notes.heard('here', key === 0 ? 1 : 2);
      await clock.advance(300);
      if (key > 0) notes.heard('here', 1);
    }
    notes.heard('all-sent');
    expect(said).toEqual([]);
    const at = clock.nowMs();
    write('held up');
    notes.heard('here', 1);
    await clock.advance(9_000);
    write('at once');
    notes.heard('here', 2);
    notes.heard('here', 1);
    notes.heard('all-sent');
    expect(said).toEqual([{ client: doc.clientID, from: 40, to: 40, claimedAt: new Date(at).toISOString() }]);
  });

  it('HIS-10 a page that was closed while the server was away says it the next time', async () => {
    const memory = memoryOf();
    const first = openNotes(memory);
    first.notes.heard('away');
    const at = first.clock.nowMs();
    first.write('a');
    first.notes.close();
    await first.clock.advance(60_000);
    const second = openNotes(memory, first.clock);
    second.notes.heard('all-sent');
    expect(second.said).toEqual([
      { client: first.doc.clientID, from: 0, to: 0, claimedAt: new Date(at).toISOString() },
    ]);
    expect(memory.length).toBe(0);
  });

  it('HIS-9 a page that goes before a note went out says it the next time, once; without storage it goes out at once', async () => {
    const memory = memoryOf();
    const first = openNotes(memory);
    first.notes.heard('all-sent');
    for (const [key, by] of [
      ['a', 'undo'],
      ['b', 'redo'],
    ] as const) {
      first.notes.say(first.notes.during(() => first.write(key)).items, { by });
      first.notes.leave();
    }
    await first.clock.advance(10_000);
    expect(first.said).toEqual([]);
    const second = openNotes(memory, first.clock);
    second.notes.heard('all-sent');
    second.notes.heard('all-sent');
    const client = first.doc.clientID;
    expect(second.said).toEqual([
      { client, from: 0, to: 0, by: 'undo' },
      { client, from: 1, to: 1, by: 'redo' },
    ]);
    expect(memory.length).toBe(0);
    const without = openNotes(null);
    without.notes.say(without.notes.during(() => without.write('a')).items, { by: 'undo' });
    without.notes.leave();
    expect(without.said).toHaveLength(1);
  });

  it('HIS-10 storage that is off or holds nonsense costs the note alone', async () => {
    const broken: Memory = {
      getItem: () => {
        throw new Error('off');
      },
      setItem: () => {
        throw new Error('off');
      },
      removeItem: () => {
        throw new Error('off');
      },
      key: () => 'offline.me.board.7',
      length: 1,
    };
    for (const memory of [broken, null]) {
      const { clock, said, notes, write } = openNotes(memory);
      write('a');
      await clock.advance(60_000);
      notes.heard('all-sent');
      expect(said).toHaveLength(1);
    }
    const nonsense = memoryOf();
    nonsense.setItem('offline.me.board.7', '{"client":"x"}');
    nonsense.setItem('offline.me.board.8', 'not JSON');
    nonsense.setItem('offline.me.board.said.9.1', '{"items":{"client":1},"said":{"by":"undo"}}');
    const { said, notes } = openNotes(nonsense);
    notes.heard('all-sent');
    expect(said).toEqual([]);
  });

  it('HIS-10 what others write is not one’s own', async () => {
    const { doc, clock, said, notes } = openNotes();
    const other = new Y.Doc();
    other.getMap('step').set('a', 1);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    await clock.advance(60_000);
    notes.heard('all-sent');
    expect(said).toEqual([]);
  });
});
