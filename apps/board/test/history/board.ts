/** A board of template T1 whose records are found by their labels. */
import { asksBeforeLeaving, readSnapshot, type Entity, type EntityKind, type Mutation } from '@chartroom/domain';
import { seedTemplate } from '@chartroom/domain/templates';
import * as Y from 'yjs';
import type { BoardStore } from '../../src/lib/state/contract.ts';

export class HistoryBoard {
  readonly doc = new Y.Doc();

  constructor() {
    const seeded = seedTemplate(this.doc, 't1');
    if (!seeded.ok) throw new Error(JSON.stringify(seeded.refusal));
  }

  perform(mutation: Mutation): void {
    const outcome = mutation(this.doc);
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  }
  idOf(kind: EntityKind, label: string): string {
    const found = readSnapshot(this.doc).entities[kind].find((entity) => entity.label === label);
    if (found === undefined) throw new Error(`no ${kind} ${label}`);
    return found.id;
  }
  readonly copy = (): Y.Doc => {
    const copy = new Y.Doc();
    Y.applyUpdate(copy, Y.encodeStateAsUpdate(this.doc));
    return copy;
  };
  readonly asksBeforeLeaving = (kind: EntityKind, id: string) => asksBeforeLeaving(this.doc, kind, id);
  readonly entity = ((kind: EntityKind, id: string): Entity | undefined =>
    readSnapshot(this.doc).entities[kind].find((entity) => entity.id === id)) as BoardStore['entity'];
}
