/** Whatever a document holds: it is classified, kept and shown; nothing throws. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  ENTITY_KINDS,
  isEntityId,
  MAP_ROOTS,
  parseRowKey,
  readSnapshot,
  relate,
  ROW_KINDS,
  rowKey,
  SnapshotSource,
  type Entity,
  type Row,
  type RowKind,
  type Snapshot,
} from '../src/index.ts';
import { act, mutationOf } from './support/acts.ts';
import { ids, unfrozen } from './support/board.ts';
import { mess, pour, ULID } from './support/garbage.ts';

const remote = (doc: Y.Doc): Y.Doc => {
  const copy = new Y.Doc();
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc));
  return copy;
};

function useAll(snapshot: Snapshot): void {
  const relations = relate(snapshot);
  for (const step of snapshot.entities.step) {
    for (const use of ['collect', 'record', 'review'] as const) relations.slot(step.id, use);
    relations.captureStates(step.id);
    relations.reviewStates(step.id);
    relations.lane(step.id);
    relations.needsRecord(step.id);
    for (const system of snapshot.entities.system) relations.reviewUses(step.id, system.id);
  }
  for (const data of snapshot.entities.dataObject) {
    relations.systemsOfRecord(data.id);
    relations.inConflict(data.id);
    relations.writers(data.id);
    relations.path(ULID, data.id, data.id);
  }
  for (const one of snapshot.entities.interface) {
    relations.span(one.id);
    relations.scopes(one.id);
  }
  for (const row of snapshot.rows.resp) relations.holders(row.parts.subject);
}

/** Roots and keys that hold something a person said and that the snapshot neither shows nor lists. */
function unseen(doc: Y.Doc, snapshot: Snapshot): readonly string[] {
  const listed = new Set(
    snapshot.irregular.flatMap((one) => [`${one.root}/${one.key}`, `${one.root}/${one.key.split(':')[0]}`]),
  );
  const missing: string[] = [];
  for (const root of MAP_ROOTS) {
    const type = doc.share.get(root);
    if (!(type instanceof Y.Map)) continue;
    const isRow = (ROW_KINDS as readonly string[]).includes(root);
    const isEntity = (ENTITY_KINDS as readonly string[]).includes(root);
    for (const [key, value] of type as Y.Map<unknown>) {
      if (isRow && (value === 0 || value === null)) continue;
      if (!isRow && !isEntity && (value === null || value === undefined || value === '')) continue;
      const shown = isEntity
        ? snapshot.entities[root as 'step'].some((entity) => entity.id === key)
        : isRow
          ? isSaid(snapshot, root as RowKind, key)
          : Object.hasOwn(root === 'board' ? snapshot.board : snapshot.process, key) ||
            (root === 'meta' && key === 'schema');
      if (!shown && !listed.has(`${root}/${key}`)) missing.push(`${root}/${key}`);
    }
  }
  return missing;
}

/** A conforming row is there, or a record that it names has left the board: then it sleeps, or another key says the same. */
function isSaid(snapshot: Snapshot, kind: RowKind, key: string): boolean {
  const parsed = parseRowKey(kind, key);
  if (parsed.kind !== 'conforming') return false;
  if ((snapshot.rows[kind] as readonly Row[]).some((row) => row.key === key)) return true;
  const named = Object.values(parsed.parts);
  return ENTITY_KINDS.some((one) =>
    (snapshot.entities[one] as readonly Entity[]).some(
      (entity) => entity.state !== 'live' && named.includes(entity.id),
    ),
  );
}

describe('garbage', () => {
  it('DOM-30 DOM-31 any document is read without an exception, and all it holds is shown or listed', () => {
    fc.assert(
      fc.property(mess, (all) => {
        const doc = new Y.Doc();
        pour(doc, all);
        for (const one of [doc, remote(doc)]) {
          const snapshot = readSnapshot(one);
          expect(unfrozen(snapshot)).toEqual([]);
          expect(unseen(one, snapshot)).toEqual([]);
          useAll(snapshot);
        }
      }),
      { numRuns: 400 },
    );
  }, 90_000);

  it('DOM-30 a source that follows a document through garbage reads what a fresh reader reads', () => {
    fc.assert(
      fc.property(mess, mess, fc.array(act, { maxLength: 10 }), (first, second, acts) => {
        const writer = new Y.Doc();
        const reader = new Y.Doc();
        writer.on('update', (update: Uint8Array) => Y.applyUpdate(reader, update));
        pour(writer, first);
        const near = new SnapshotSource(writer);
        const far = new SnapshotSource(reader);
        pour(writer, second);
        for (const one of acts) mutationOf(one, near.snapshot, ids(1))(writer);
        expect(near.snapshot).toEqual(readSnapshot(writer));
        expect(far.snapshot).toEqual(readSnapshot(reader));
        expect(unfrozen(far.snapshot)).toEqual([]);
      }),
      { numRuns: 200 },
    );
  }, 90_000);

  it('DOM-32 mutations on a document full of garbage refuse or succeed, and never throw', () => {
    fc.assert(
      fc.property(mess, fc.array(act, { maxLength: 15 }), (all, acts) => {
        const doc = new Y.Doc();
        pour(doc, all);
        const idSource = ids(1);
        for (const one of acts) {
          const outcome = mutationOf(one, readSnapshot(doc), idSource)(doc);
          expect(['done', 'unknown-entity', 'invalid-value', 'unchanged']).toContain(
            outcome.ok ? 'done' : outcome.refusal.kind,
          );
        }
      }),
      { numRuns: 200 },
    );
  }, 90_000);

  it('DOM-33 a value of a later version is listed as newer and left alone', () => {
    const doc = new Y.Doc();
    doc.getMap('meta').set('schema', 2);
    const step = new Y.Map<unknown>([
      ['order', 'a0'],
      ['title', 'Known'],
      ['kind', 'teleport'],
      ['colour', 'red'],
    ]);
    doc.getMap('step').set(ULID, step);
    const snapshot = readSnapshot(doc);
    expect(snapshot.schemaVersion).toBe(2);
    expect(snapshot.entities.step).toEqual([
      { id: ULID, entity: 'step', state: 'live', label: '1', order: 'a0', title: 'Known' },
    ]);
    expect(snapshot.irregular.map(({ root, key, kind, value }) => ({ root, key, kind, value }))).toEqual([
      { root: 'meta', key: 'schema', kind: 'newer', value: 2 },
      { root: 'step', key: `${ULID}:colour`, kind: 'newer', value: 'red' },
      { root: 'step', key: `${ULID}:kind`, kind: 'newer', value: 'teleport' },
    ]);
  });

  it.each([
    ['step', ULID, 7, 'nonconforming', 'not a record'],
    ['step', 'short', new Map(), 'nonconforming', 'the id is not a ULID'],
    ['role', `${ULID}|*|${ULID}|teleport`, 1, 'newer', 'part "use" has a value that this version does not know'],
    ['role', `${ULID}|*|${ULID}`, 1, 'nonconforming', 'the key has 3 parts instead of 4'],
    ['role', `${ULID}|*|${ULID}|record`, 3, 'nonconforming', 'the value is neither 1 nor 0'],
    ['flow', `${ULID}|${ULID}`, 1, 'nonconforming', 'the value is neither a text nor 0'],
    ['alias', `${ULID}|`, 1, 'nonconforming', 'part "name" is empty'],
    ['board', 'title', 5, 'nonconforming', 'not a text'],
    ['meta', 'schema', 'two', 'nonconforming', 'not a schema version'],
  ])('DOM-31 %s %s holding %j is %s: %s', (root, key, value, kind, reason) => {
    const doc = new Y.Doc();
    doc.getMap(root).set(key, value instanceof Map ? new Y.Map() : value);
    expect(readSnapshot(doc).irregular).toMatchObject([{ root, key, kind, reason }]);
  });

  it('DOM-31 a root of another type, a list inside a map root and a root nobody knows are listed', () => {
    const doc = new Y.Doc();
    doc.getArray('step').insert(0, [1]);
    doc.getText('text:process:inScope').insert(0, 'x');
    doc.getMap('later').set('a', 1);
    doc.getMap('earlier');
    expect(readSnapshot(doc).irregular.map(({ root, kind, reason }) => [root, kind, reason])).toEqual([
      ['later', 'newer', 'a root that this version does not know'],
      ['step', 'nonconforming', 'the root is not a map'],
      ['text:process:inScope', 'nonconforming', 'the root is not a long text'],
    ]);
    expect(readSnapshot(remote(doc)).irregular.map(({ root, reason }) => [root, reason])).toEqual([
      ['later', 'a root that this version does not know'],
      ['step', 'the root holds a list'],
    ]);
  });

  it('DOM-34 a row key becomes its parts and the parts the same key', () => {
    expect(parseRowKey('alias', `${ULID}|a|b|c`)).toEqual({
      kind: 'conforming',
      parts: { system: ULID, name: 'a|b|c' },
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...ROW_KINDS),
        fc.array(fc.constantFrom(ULID, '*', '-', 'OPS', 'A', 'use', 'record', 'x|y', ''), { maxLength: 5 }),
        (kind, parts) => {
          const key = parts.join('|');
          const parsed = parseRowKey(kind, key);
          expect(parsed.kind === 'conforming' ? rowKey(kind, parsed.parts as never) : key).toBe(key);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('DOM-34 only a ULID is an id', () => {
    expect(isEntityId(ULID)).toBe(true);
    for (const other of ['', ULID.toLowerCase(), `${ULID}0`, `${ULID.slice(1)}U`, `a:${ULID.slice(2)}`, 7, null])
      expect(isEntityId(other)).toBe(false);
  });
});
