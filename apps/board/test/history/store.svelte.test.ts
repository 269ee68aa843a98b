import { EditHistory, replaceSystemRole, seedTemplate, setField } from '@chartroom/domain';
import type { Payload } from '@chartroom/record';
import { describe, expect, it } from 'vitest';
import { Awareness } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { Authors } from '../../src/lib/state/authors.ts';
import { OpenBoardStore, type Notice } from '../../src/lib/state/board-store.ts';
import { Connection } from '../../src/lib/state/connection.ts';
import { DocumentReader } from '../../src/lib/state/document-reader.ts';
import { EditNotes } from '../../src/lib/state/edit-notes.ts';
import { Presence } from '../../src/lib/state/presence.ts';
import { Reasoning } from '../../src/lib/state/reasoning.ts';
import { RecentChanges } from '../../src/lib/state/recent-changes.ts';
import type { RecordStore } from '../../src/lib/state/record-contract.ts';
import { FakeClock } from '../support/fake-clock.ts';

const me = { id: 'me', name: 'Priya Nair', function: 'QUA', kind: 'user' } as const;

const open = () => {
  const doc = new Y.Doc();
  seedTemplate(doc, 't1');
  const clock = new FakeClock();
  const said: Payload<'edit'>[] = [];
  const notices: Notice[] = [];
  const notes = new EditNotes({ doc, clock, memory: null, memoryKey: '', say: (note) => void said.push(note) });
  notes.heard('all-sent');
  const connection = new Connection({ short: (code) => code, sentence: (code) => code }, 0);
  connection.heard({ kind: 'synced' });
  const reader = new DocumentReader(doc);
  const awareness = new Awareness(doc);
  const store = new OpenBoardStore({
    id: 'B1',
    me: () => me,
    doc,
    awareness,
    reader,
    reasoning: new Reasoning(reader),
    history: new EditHistory(),
    connection,
    presence: new Presence(awareness, () => me),
    authors: new Authors(async () => null),
    recent: new RecentChanges(),
    record: null as unknown as RecordStore,
    notes,
    purpose: 'Drafting',
    notify: (notice) => notices.push(notice),
  });
  const id = (kind: 'step' | 'system', label: string): string =>
    store.entities(kind).find((entity) => entity.label === label)!.id;
  const flushed = (): readonly Payload<'edit'>[] => {
    notes.flush();
    return said.splice(0);
  };
  const sent = (): readonly unknown[] => {
    return flushed().map(({ by, reason, purpose }) => by ?? reason ?? (purpose && `for ${purpose}`));
  };
  return { store, notices, connection, id, sent, said: flushed, awareness };
};

describe('edits of an open board', () => {
  it('HIS-8 what is regulated says that it was drafted, asks nothing, and can be explained from the notice', () => {
    const { store, notices, id, sent, awareness } = open();
    const step = id('step', '3');
    store.perform(replaceSystemRole({ step, from: id('system', 'QMS'), to: id('system', 'LIMS'), use: 'record' }));
    expect(sent()).toEqual(['for Drafting']);
    const [notice] = notices;
    expect(notice).toMatchObject({ kind: 'why', weight: 'record' });
    if (notice?.kind === 'why') notice.because('The laboratory decides');
    expect(sent()).toEqual(['The laboratory decides']);
    store.perform(setField('step', step, 'title', 'Hold'));
    expect([sent(), notices.at(-1)]).toMatchObject([['for Drafting'], { kind: 'why', weight: 'regulated' }]);
    const asked = notices.length;
    store.perform(setField('system', id('system', 'MES'), 'name', 'MES 2'));
    expect([sent(), notices.length]).toEqual([[], asked]);
    awareness.destroy();
  });

  it('HIS-8 the purpose of edits that follow each other is one note, however many there are', () => {
    const { store, said, id, awareness } = open();
    for (const title of ['A', 'B', 'C']) store.perform(setField('step', id('step', '3'), 'title', title));
    store.perform(setField('step', id('step', '4'), 'kind', 'review'));
    expect(said()).toEqual([
      { client: expect.any(Number), from: expect.any(Number), to: expect.any(Number), purpose: 'Drafting' },
    ]);
    awareness.destroy();
  });

  it('HIS-8 a reason that is given with the edit is its reason, and nothing is offered', () => {
    const { store, notices, id, sent, awareness } = open();
    store.perform(setField('step', id('step', '3'), 'title', 'Hold'), { reason: 'Shorter' });
    store.perform(
      replaceSystemRole({ step: id('step', '3'), from: id('system', 'QMS'), to: id('system', 'MES'), use: 'record' }),
      { reason: 'Agreed in the workshop' },
    );
    expect(sent()).toEqual(['Shorter', 'Agreed in the workshop']);
    expect(notices).toEqual([]);
    awareness.destroy();
  });

  it('HIS-15 an undo is explained by being one; a redo asks again for what it does again', () => {
    const { store, notices, id, sent, awareness } = open();
    store.perform(setField('step', id('step', '3'), 'title', 'Hold'), { reason: 'Shorter' });
    store.undo();
    expect([sent(), notices]).toEqual([['Shorter', 'undo'], []]);
    store.redo();
    expect(sent()).toEqual(['redo']);
    const [notice] = notices;
    expect(notice).toMatchObject({ kind: 'why', weight: 'regulated' });
    if (notice?.kind === 'why') notice.because('It was right');
    expect(sent()).toEqual(['It was right']);
    awareness.destroy();
  });

  it('HIS-9 undo, redo and taking one edit back say so; an edit that was refused says nothing', () => {
    const { store, connection, id, sent, awareness } = open();
    const step = id('step', '3');
    store.perform(setField('step', step, 'title', 'Hold'));
    store.undo();
    expect(sent()).toEqual(['for Drafting', 'undo']);
    store.redo();
    const takeBack = store.takeBack();
    expect(sent()).toEqual(['redo']);
    takeBack();
    takeBack();
    expect(sent()).toEqual(['undo']);
    store.perform(setField('step', 'nobody', 'title', 'x'), { quiet: true, reason: 'x' });
    connection.heard({ kind: 'refused', refusal: { code: 'parked', message: '' }, draft: null });
    store.redo();
    expect(sent()).toEqual([]);
    awareness.destroy();
  });
});
