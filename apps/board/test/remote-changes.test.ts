import { createEntity, SnapshotSource, type EntityKind, type Mutation, type SnapshotChange } from '@chartroom/domain';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as Y from 'yjs';
import type { Author } from '../src/lib/state/contract.ts';
import { RecentChanges, TINT_MS } from '../src/lib/state/recent-changes.ts';
import { touchedRecords } from '../src/lib/state/remote-changes.ts';

const priya: Author = { id: 'p', name: 'Priya Nair', function: 'QUA', kind: 'visitor' };

function make(doc: Y.Doc, mutation: Mutation): string {
  const outcome = mutation(doc);
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.kind}`);
  return outcome.performed.created[0] ?? '';
}
const one = (doc: Y.Doc, kind: EntityKind): string => make(doc, createEntity(kind, {}));

describe('remote changes', () => {
  it('BOARD-18 touch the record, and of a row its owner', () => {
    const doc = new Y.Doc();
    const [step, system, data] = [one(doc, 'step'), one(doc, 'system'), one(doc, 'dataObject')];
    const source = new SnapshotSource(doc);
    const changes: SnapshotChange[] = [];
    source.listen((change) => changes.push(change));
    const key = `${step}|${data}|${system}|record`;
    doc.getMap('role').set(key, 1);
    doc.getMap('process').set('title', 'Lot release');
    expect(changes.map((change) => touchedRecords(change).toSorted())).toEqual([
      [`role/${key}`, `step/${step}`].toSorted(),
      ['process'],
    ]);
    source.close();
  });

  it('BOARD-18 more than sixty at once tint nothing', () => {
    const doc = new Y.Doc();
    const source = new SnapshotSource(doc);
    let touched: readonly string[] | null = null;
    source.listen((change) => (touched = touchedRecords(change)));
    doc.transact(() => {
      for (let n = 0; n < 61; n++) one(doc, 'system');
    });
    expect(touched).toEqual([]);
    source.close();
  });
});

describe('recent changes', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('BOARD-18 settle two seconds after the last one', () => {
    const recent = new RecentChanges();
    recent.add('step/A', priya);
    vi.advanceTimersByTime(TINT_MS - 1);
    recent.add('step/A', priya);
    vi.advanceTimersByTime(TINT_MS - 1);
    expect(recent.get('step/A')).toEqual(priya);
    vi.advanceTimersByTime(1);
    expect(recent.get('step/A')).toBeUndefined();
    recent.close();
  });
});
