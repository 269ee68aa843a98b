/** What the snapshot says of a document: states, labels, rows awake and asleep, texts, writers. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  addPart,
  assignResponsibility,
  assignSystemRole,
  createEntity,
  createStep,
  deleteEntity,
  LOCAL_ORIGIN,
  lastWriter,
  live,
  mergeEntities,
  moveStep,
  readSnapshot,
  replaceLongText,
  restoreEntity,
  setField,
  setSingleField,
  SnapshotSource,
  withdrawSystemRole,
  type SnapshotChange,
} from '../src/index.ts';
import { done, id, ids, labelled, made, replicaOf, seeded } from './support/board.ts';

const blank = (): Y.Doc => replicaOf(seeded('blank'), 100);
const system = (doc: Y.Doc, name: string, seed: number): string =>
  made(doc, createEntity('system', { name }, { ids: ids(seed) }));
const person = (doc: Y.Doc, name: string, seed: number): string =>
  made(doc, createEntity('person', { name }, { ids: ids(seed) }));
const labels = (doc: Y.Doc, kind: 'system' | 'person' | 'dataObject' | 'step'): readonly string[] =>
  readSnapshot(doc).entities[kind].map((entity) => entity.label);

/** The last change that a source reported. */
const follow = (doc: Y.Doc): { readonly source: SnapshotSource; take(): SnapshotChange } => {
  const source = new SnapshotSource(doc);
  const changes: SnapshotChange[] = [];
  source.listen((change) => changes.push(change));
  return {
    source,
    take: () => {
      expect(changes).toHaveLength(1);
      return changes.pop()!;
    },
  };
};

describe('snapshot', () => {
  it('DOM-50 merges are followed through chains, and references and rows name the survivor', () => {
    const doc = blank();
    const [a, b, c] = [system(doc, 'A', 1), system(doc, 'B', 2), system(doc, 'C', 3)];
    const data = made(doc, createEntity('dataObject', { title: 'D', asIsSoR: a }, { ids: ids(4) }));
    done(doc, assignSystemRole({ step: '*', data, system: a, use: 'record' }));
    done(doc, assignSystemRole({ step: '*', data, system: b, use: 'record' }));
    done(doc, mergeEntities('system', a, b));
    done(doc, mergeEntities('system', b, c));
    const snapshot = readSnapshot(doc);
    expect(snapshot.entities.system.map((one) => [one.id, one.state, one.mergedInto])).toEqual([
      [a, 'merged', c],
      [b, 'merged', c],
      [c, 'live', undefined],
    ]);
    expect(snapshot.entities.dataObject[0]?.asIsSoR).toBe(c);
    // Two rows that say the same now are one, under the lowest of their keys.
    expect(snapshot.rows.role.map((row) => [row.key, row.parts.system])).toEqual([[`*|${data}|${a}|record`, c]]);
  });

  it('DOM-50 a merge into a record that is not there counts for nothing', () => {
    const doc = blank();
    const a = system(doc, 'A', 1);
    doc.getMap<Y.Map<unknown>>('system').get(a)!.set('mergedInto', '0'.repeat(26));
    expect(readSnapshot(doc).entities.system[0]).toMatchObject({ id: a, state: 'live' });
  });

  it('DOM-51 a row sleeps while its owner is deleted and dangles while another end is', () => {
    const doc = blank();
    const step = made(doc, createStep({ title: 'S' }, { ids: ids(1) }));
    const mes = system(doc, 'MES', 2);
    const who = person(doc, 'Ann Lee', 3);
    done(doc, assignSystemRole({ step, system: mes, use: 'record' }));
    done(doc, assignResponsibility({ subject: step, function: 'OPS', code: 'A', person: who }));
    done(doc, deleteEntity('system', mes));
    done(doc, deleteEntity('person', who));
    expect(readSnapshot(doc).rows.role.map((row) => row.dangling)).toEqual([['system']]);
    expect(readSnapshot(doc).rows.resp.map((row) => row.dangling)).toEqual([['person']]);
    done(doc, deleteEntity('step', step));
    expect([readSnapshot(doc).rows.role, readSnapshot(doc).rows.resp]).toEqual([[], []]);
    done(doc, restoreEntity('step', step));
    done(doc, restoreEntity('system', mes));
    expect(readSnapshot(doc).rows.role.map((row) => row.dangling)).toEqual([[]]);
  });

  it('DOM-52 steps are labelled by position; one that left the board gives its position up', () => {
    const doc = seeded('t1');
    expect(labels(doc, 'step')).toEqual(['1', '2', '3', '4', '5', '6', '7']);
    done(doc, deleteEntity('step', id(doc, 'step', '2')));
    expect(labels(doc, 'step')).toEqual(['1', 'x1', '2', '3', '4', '5', '6']);
  });

  it('DOM-52 numbers that two people gave at once are told apart by id, for good', () => {
    const doc = blank();
    const [first, second, third] = [1, 2, 3].map((seed) =>
      made(doc, createEntity('dataObject', { title: 'D', number: 9 }, { ids: ids(seed) })),
    );
    expect(labels(doc, 'dataObject')).toEqual(['D9', 'D9b', 'D9c']);
    done(doc, deleteEntity('dataObject', first!));
    expect(labels(doc, 'dataObject')).toEqual(['D9', 'D9b', 'D9c']);
    done(doc, setField('dataObject', second!, 'number', null));
    expect(labels(doc, 'dataObject')).toEqual(['D9', 'D?', 'D9b']);
    expect(third).toBeDefined();
  });

  it('DOM-52 a new record gets the number after the highest that was ever given', () => {
    const doc = seeded('t1');
    done(doc, deleteEntity('dataObject', id(doc, 'dataObject', 'D8')));
    made(doc, createEntity('dataObject', { title: 'new' }, { ids: ids(1) }));
    expect(labels(doc, 'dataObject').at(-1)).toBe('D9');
  });

  it('DOM-52 systems go by name and people by initials; the record on the board keeps the plain one', () => {
    const doc = blank();
    const first = system(doc, 'MES', 1);
    system(doc, ' MES ', 2);
    system(doc, '', 3);
    expect(labels(doc, 'system')).toEqual(['MES', 'MES (2)', '?']);
    done(doc, deleteEntity('system', first));
    expect(labels(doc, 'system')).toEqual(['MES (2)', 'MES', '?']);
    person(doc, 'Priya Nair', 1);
    person(doc, 'Pál de Nagy', 2);
    person(doc, 'Cher', 3);
    person(doc, '…', 4);
    expect(labels(doc, 'person')).toEqual(['PN', 'PN2', 'CH', '?']);
  });

  it('DOM-53 a long text is its paragraphs, whatever else somebody put in it', () => {
    const doc = blank();
    done(doc, replaceLongText('process', 'inScope', 'One\n\nThree'));
    expect(readSnapshot(doc).texts).toEqual({ 'process:inScope': 'One\n\nThree' });
    const fragment = doc.getXmlFragment('text:process:inScope');
    const odd = new Y.XmlElement('image');
    const bold = new Y.XmlText();
    fragment.insert(3, [odd, bold]);
    bold.insert(0, '<b>', { bold: {} });
    expect(readSnapshot(doc).texts['process:inScope']).toBe('One\n\nThree\n\n<b>');
    done(doc, replaceLongText('process', 'inScope', ''));
    expect(readSnapshot(doc).texts).toEqual({});
  });

  it('DOM-53 a program that rewrites a text leaves the paragraphs alone that stay', () => {
    const doc = blank();
    done(doc, replaceLongText('process', 'inScope', 'One\nTwo\nThree'));
    const fragment = doc.getXmlFragment('text:process:inScope');
    const [one, , three] = fragment.toArray();
    done(doc, replaceLongText('process', 'inScope', 'One\nTwo and a half\nThree'));
    expect([fragment.get(0), fragment.get(2)]).toEqual([one, three]);
    expect(fragment.toArray()[0]).toBe(one);
  });

  it('DOM-54 the last writer of a row, a field and a record is the client whose value stands', () => {
    const doc = seeded('t1', 7);
    const copy = replicaOf(doc, 100);
    const step = id(copy, 'step', '1');
    done(copy, setField('step', step, 'title', 'x'));
    expect(lastWriter(copy, 'step', 'title', step)?.client).toBe(100);
    expect(lastWriter(copy, 'step', 'kind', step)?.client).toBe(7);
    expect(lastWriter(copy, 'step', step)?.client).toBe(7);
    expect(lastWriter(copy, 'board', 'title')?.client).toBe(7);
    expect(lastWriter(copy, 'step', 'title', '0'.repeat(26))).toBeNull();
    expect(lastWriter(copy, 'role', 'nothing')).toBeNull();
  });
});

describe('snapshot source', () => {
  it('DOM-55 an edit changes the topics of what it touched, and tells who wrote', () => {
    const doc = replicaOf(seeded('t1'), 100);
    const { take } = follow(doc);
    const step = id(doc, 'step', '2');
    done(doc, setField('step', step, 'title', 'x'));
    const change = take();
    expect([...change.topics].sort()).toEqual(['step', `step/${step}`]);
    expect(change).toMatchObject({ local: true, origin: LOCAL_ORIGIN, writers: [100] });
    expect(change.previous.entities.step[1]?.title).toBe('Run and record in-process checks');
    const said = { step, system: id(doc, 'system', 'QMS'), use: 'audit' } as const;
    done(doc, assignSystemRole(said));
    expect([...take().topics].sort()).toEqual(['role', `role/${step}|*|${said.system}|audit`]);
    done(doc, withdrawSystemRole(said));
    expect([...take().topics].sort()).toEqual(['role', `role/${step}|*|${said.system}|audit`]);
    done(doc, setSingleField('board', 'site', 'Plant 9'));
    expect([...take().topics]).toEqual(['board']);
    done(doc, replaceLongText('process', 'inScope', 'x'));
    expect([...take().topics]).toEqual(['text:process:inScope']);
  });

  it('DOM-55 an edit that arrives from somebody else says so', () => {
    const doc = replicaOf(seeded('t1'), 100);
    const other = replicaOf(doc, 101);
    const { take } = follow(doc);
    done(other, setField('step', id(other, 'step', '2'), 'title', 'x'));
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other, Y.encodeStateVector(doc)), 'network');
    expect(take()).toMatchObject({ local: false, origin: 'network', writers: [101] });
  });

  it('DOM-56 what did not change keeps its identity', () => {
    const doc = replicaOf(seeded('t1'), 100);
    const { source, take } = follow(doc);
    const before = source.snapshot;
    done(doc, setField('step', id(doc, 'step', '2'), 'title', 'x'));
    const { snapshot } = take();
    expect(snapshot.entities.step.map((step, index) => step === before.entities.step[index])).toEqual([
      true,
      false,
      true,
      true,
      true,
      true,
      true,
    ]);
    expect(snapshot.entities.system).toBe(before.entities.system);
    expect(snapshot.rows.role).toBe(before.rows.role);
    expect([snapshot.texts, snapshot.irregular, snapshot.process]).toEqual([
      before.texts,
      before.irregular,
      before.process,
    ]);
    expect(snapshot.texts).toBe(before.texts);
  });

  it('DOM-56 moving a step touches only the steps whose place or label changes', () => {
    const doc = replicaOf(seeded('t1'), 100);
    const { source, take } = follow(doc);
    const rows = source.snapshot.rows;
    done(doc, moveStep(id(doc, 'step', '7'), { before: id(doc, 'step', '6') }, { ids: ids(1) }));
    const { snapshot, previous, topics } = take();
    expect(live(snapshot, 'step').filter((step) => previous.entities.step.includes(step))).toHaveLength(5);
    expect([...topics].filter((topic) => topic.startsWith('step/'))).toHaveLength(2);
    expect(snapshot.rows.role).toBe(rows.role);
  });

  it('DOM-56 deleting a system changes the rows that name it, and no others', () => {
    const doc = replicaOf(seeded('t1'), 100);
    const { source, take } = follow(doc);
    const before = source.snapshot;
    const mes = id(doc, 'system', 'MES');
    done(doc, deleteEntity('system', mes));
    const { snapshot } = take();
    const changed = snapshot.rows.role.filter((row, index) => row !== before.rows.role[index]);
    expect(changed.length).toBeGreaterThan(0);
    expect(changed.every((row) => row.parts.system === mes && row.dangling.includes('system'))).toBe(true);
    expect(snapshot.rows.stepData).toBe(before.rows.stepData);
  });

  it('DOM-55 typing in one long text wakes only that text', () => {
    const doc = replicaOf(seeded('t1'), 100);
    const { source, take } = follow(doc);
    const before = source.snapshot;
    const paragraph = doc.getXmlFragment('text:process:inScope').get(0) as Y.XmlElement;
    (paragraph.get(0) as Y.XmlText).insert(0, 'Typed. ');
    const change = take();
    expect([...change.topics]).toEqual(['text:process:inScope']);
    expect(change.snapshot.entities.step).toBe(before.entities.step);
    expect(change.snapshot.texts['process:inScope']?.startsWith('Typed. ')).toBe(true);
  });

  it('DOM-55 a closed source keeps its last snapshot and tells nobody anything', () => {
    const doc = replicaOf(seeded('t1'), 100);
    const source = new SnapshotSource(doc);
    const last = source.snapshot;
    let told = 0;
    source.listen(() => (told += 1));
    source.close();
    done(doc, setSingleField('board', 'site', 'x'));
    expect([told, source.snapshot === last]).toEqual([0, true]);
  });

  it('DOM-57 reading a document writes nothing into it', () => {
    const doc = seeded('t2');
    const before = Y.encodeStateAsUpdate(doc);
    let updates = 0;
    doc.on('update', () => (updates += 1));
    readSnapshot(doc);
    new SnapshotSource(doc).close();
    expect(updates).toBe(0);
    expect(Y.encodeStateAsUpdate(doc)).toEqual(before);
    expect(labelled(doc, 'step', '1').state).toBe('live');
  });

  it('DOM-51 a part of a deleted whole dangles', () => {
    const doc = seeded('t1');
    const [part, whole] = [id(doc, 'dataObject', 'D3'), id(doc, 'dataObject', 'D6')];
    done(doc, addPart({ part, whole }));
    done(doc, deleteEntity('dataObject', whole));
    expect(readSnapshot(doc).rows.part.map((row) => row.dangling)).toEqual([['whole']]);
    done(doc, deleteEntity('dataObject', part));
    expect(readSnapshot(doc).rows.part).toEqual([]);
  });
});
