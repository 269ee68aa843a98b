import { createEntity, EditHistory, readSnapshot, setField, setSingleField } from '@chartroom/domain';
import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { Authors } from '../src/lib/state/authors.ts';
import { OpenBoardStore, type Notice } from '../src/lib/state/board-store.ts';
import { Connection } from '../src/lib/state/connection.ts';
import type { Author } from '../src/lib/state/contract.ts';
import { DocumentReader } from '../src/lib/state/document-reader.ts';
import { Presence } from '../src/lib/state/presence.ts';
import { Reasoning } from '../src/lib/state/reasoning.ts';
import { RecentChanges } from '../src/lib/state/recent-changes.ts';
import type { RecordStore } from '../src/lib/state/record-contract.ts';
import { draftFile } from '../src/lib/shell/draft-file.ts';

const me: Author = { id: 'me', name: 'Tomás Brandt', function: 'OPS', kind: 'visitor' };
const priya: Author = { id: 'p', name: 'Priya Nair', function: 'QUA', kind: 'visitor' };

function open() {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  const notices: Notice[] = [];
  const connection = new Connection({ short: (code) => code, sentence: (code) => code }, 0);
  const authors = new Authors(async () => null);
  const reader = new DocumentReader(doc);
  const reasoning = new Reasoning(reader);
  const store = new OpenBoardStore({
    id: 'B1',
    me: () => me,
    doc,
    awareness,
    reader,
    reasoning,
    history: new EditHistory(),
    connection,
    presence: new Presence(awareness, () => me),
    authors,
    recent: new RecentChanges(),
    record: null as unknown as RecordStore,
    notify: (notice) => notices.push(notice),
  });
  connection.heard({ kind: 'synced' });
  const close = (): void => {
    reasoning.close();
    awareness.destroy();
    authors.close();
  };
  return { doc, store, connection, authors, notices, close };
}

describe('the open board', () => {
  it('BOARD-26 an edit on a read-only board changes nothing and says why, unless asked to be quiet', () => {
    const { store, connection, notices, close } = open();
    const step = store.create(createEntity('step', { title: 'Release order' }));
    expect(step).not.toBeNull();
    connection.heard({ kind: 'refused', refusal: { code: 'parked', message: '' }, draft: null });
    store.perform(setField('step', step ?? '', 'title', 'Other'));
    store.perform(setField('step', step ?? '', 'title', 'Other'), { quiet: true });
    expect(store.create(createEntity('step', {}))).toBeNull();
    store.undo();
    expect(store.entities('step').map((entity) => entity.title)).toEqual(['Release order']);
    expect(notices).toEqual([1, 2, 3].map(() => ({ kind: 'read-only', reason: 'parked' })));
    close();
  });

  it('BOARD-26 a mutation that is refused says so; one that changes nothing does not', () => {
    const { store, notices, close } = open();
    expect(store.perform(setField('step', 'nobody', 'title', 'x'))?.kind).toBe('unknown-entity');
    store.perform(setSingleField('board', 'title', 'Lot release'));
    expect(store.perform(setSingleField('board', 'title', 'Lot release'))?.kind).toBe('unchanged');
    expect(notices.map((notice) => notice.kind)).toEqual(['refused']);
    close();
  });

  it('BOARD-27 undo takes back own edits, and keeps and names what others changed since', () => {
    const { doc, store, authors, notices, close } = open();
    store.perform(setSingleField('board', 'title', 'Mine'));
    store.perform(setSingleField('process', 'productScope', 'tablet family X'));
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    setSingleField('board', 'title', 'Hers')(other);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    authors.introduce(other.clientID, priya);
    store.undo();
    expect(store.single('process').productScope).toBeUndefined();
    store.undo();
    expect(store.single('board').title).toBe('Hers');
    expect(notices).toEqual([{ kind: 'kept', by: [priya] }]);
    close();
  });

  it('BOARD-27 a notice takes back the edit that it tells of, once, also when another came after it', () => {
    const { doc, store, close } = open();
    store.perform(setSingleField('board', 'title', 'First'));
    const takeBack = store.takeBack();
    store.perform(setSingleField('board', 'site', 'Second'));
    takeBack();
    expect(readSnapshot(doc).board).toEqual({ site: 'Second' });
    takeBack();
    store.undo();
    expect(readSnapshot(doc).board).toEqual({});
    close();
  });

  it('BOARD-27 says whether there is something to undo or to do again', () => {
    const { store, close } = open();
    const seen: string[] = [];
    const stop = $effect.root(() => {
      $effect(() => void seen.push(`${store.canUndo} ${store.canRedo}`));
    });
    flushSync();
    store.perform(setSingleField('board', 'title', 'Lot release'));
    flushSync();
    store.undo();
    flushSync();
    store.redo();
    flushSync();
    expect(seen).toEqual(['false false', 'true false', 'false true', 'true false']);
    stop();
    close();
  });

  it('BOARD-25 a draft file holds the board in plain words and the update that puts it back', () => {
    const { doc, store, close } = open();
    store.create(createEntity('step', { title: 'Release order' }));
    const text = draftFile(
      { board: 'B1', title: 'Lot release', reason: 'The edit is too large.', update: Y.encodeStateAsUpdate(doc) },
      new Date('2026-11-22T10:00:00Z'),
    );
    const file = JSON.parse(text) as {
      reason: string;
      at: string;
      content: { entities: { step: { title: string }[] } };
      update: string;
    };
    expect([file.reason, file.at]).toEqual(['The edit is too large.', '2026-11-22T10:00:00.000Z']);
    expect(file.content.entities.step[0]?.title).toBe('Release order');
    const back = new Y.Doc();
    Y.applyUpdate(back, new Uint8Array(Buffer.from(file.update, 'base64')));
    expect(back.toJSON()).toEqual({});
    expect(back.getMap('step').toJSON()).toEqual(doc.getMap('step').toJSON());
    close();
  });
});
