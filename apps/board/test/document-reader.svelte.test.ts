import { createEntity, setField, type Mutation, type Relations } from '@chartroom/domain';
import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DocumentReader } from '../src/lib/state/document-reader.ts';

function make(doc: Y.Doc, mutation: Mutation): string {
  const outcome = mutation(doc);
  if (!outcome.ok) throw new Error(`refused: ${outcome.refusal.kind}`);
  return outcome.performed.created[0] ?? '';
}

/** Runs `read` in an effect of its own and counts how often it runs. */
function watch(read: () => unknown): { count: () => number; stop: () => void } {
  let runs = 0;
  const stop = $effect.root(() => {
    $effect(() => {
      read();
      runs += 1;
    });
  });
  flushSync();
  return { count: () => runs, stop };
}

describe('document reader', () => {
  it('BOARD-13 200 edits among 500 records wake 200 effects, one each', { timeout: 30_000 }, () => {
    const doc = new Y.Doc();
    const ids = Array.from({ length: 500 }, (_, n) => make(doc, createEntity('dataObject', { title: `Object ${n}` })));
    const reader = new DocumentReader(doc);
    const watches = ids.map((id) => watch(() => reader.entity('dataObject', id)));
    for (let n = 0; n < 200; n++) {
      make(doc, setField('dataObject', ids[(n * 7) % 500]!, 'title', `Renamed ${n}`));
      flushSync();
    }
    expect(watches.reduce((sum, { count }) => sum + count(), 0)).toBe(500 + 200);
    for (const { stop } of watches) stop();
    reader.close();
  });

  it('BOARD-14 an edit of one kind does not wake the list of another', () => {
    const doc = new Y.Doc();
    make(doc, createEntity('step', { title: 'Release order' }));
    const reader = new DocumentReader(doc);
    const steps = watch(() => reader.entities('step'));
    const systems = watch(() => reader.entities('system'));
    make(doc, createEntity('system', { name: 'MES' }));
    flushSync();
    expect([steps.count(), systems.count()]).toEqual([1, 2]);
    steps.stop();
    systems.stop();
    reader.close();
  });

  it('BOARD-15 derives relations once for each change that can alter them, and not for a title of the board or a long text', () => {
    const doc = new Y.Doc();
    const step = make(doc, createEntity('step', { title: 'Release order' }));
    const reader = new DocumentReader(doc);
    const seen: Relations[] = [];
    const relations = watch(() => seen.push(reader.relations));
    expect(reader.relations).toBe(seen[0]);
    doc.getMap('board').set('title', 'Lot release');
    const paragraph = new Y.XmlElement('paragraph');
    paragraph.insert(0, [new Y.XmlText('At the line')]);
    doc.getXmlFragment(`text:${step}:note`).insert(0, [paragraph]);
    flushSync();
    expect(relations.count()).toBe(1);
    expect(reader.relations).toBe(seen[0]);
    make(doc, createEntity('system', { name: 'MES' }));
    flushSync();
    expect(relations.count()).toBe(2);
    expect(seen[1]).not.toBe(seen[0]);
    relations.stop();
    reader.close();
  });

  it('BOARD-16 a list keeps its identity while nothing in it changes', () => {
    const doc = new Y.Doc();
    make(doc, createEntity('step', { title: 'Release order' }));
    const reader = new DocumentReader(doc);
    const before = reader.entities('step');
    make(doc, createEntity('system', { name: 'MES' }));
    expect(reader.entities('step')).toBe(before);
    reader.close();
  });

  it('BOARD-17 knows the writer of a row and of a field', () => {
    const doc = new Y.Doc();
    const step = make(doc, createEntity('step', { title: 'Release order' }));
    const other = new Y.Doc();
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    make(other, setField('step', step, 'kind', 'test'));
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
    const reader = new DocumentReader(doc);
    expect(reader.fieldWriter('step', step, 'title')).toBe(doc.clientID);
    expect(reader.fieldWriter('step', step, 'kind')).toBe(other.clientID);
    expect(reader.fieldWriter('step', step, 'driver')).toBeUndefined();
    reader.close();
  });
});
