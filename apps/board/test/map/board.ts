/** A board for the tests of the map: a document with a template or named steps, and what is derived from it. */
import {
  createStep,
  readSnapshot,
  relate,
  type EntityId,
  type Mutation,
  type Relations,
  type Snapshot,
} from '@chartroom/domain';
import { seedTemplate, type TemplateId } from '@chartroom/domain/templates';
import * as Y from 'yjs';
import type { LayoutWords } from '../../src/lib/views/map/layout.ts';

export const words: LayoutWords = { uses: (uses) => uses.join(', '), data: (title) => title };

export class TestBoard {
  readonly doc = new Y.Doc();

  static of(template: TemplateId): TestBoard {
    const board = new TestBoard();
    const outcome = seedTemplate(board.doc, template);
    if (!outcome.ok) throw new Error(`template ${template}: ${outcome.refusal.kind}`);
    return board;
  }

  /** Runs mutations and returns the id that the last one created. */
  perform(...mutations: readonly Mutation[]): EntityId {
    let created = '';
    for (const mutation of mutations) {
      const outcome = mutation(this.doc);
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
      created = outcome.performed.created.at(-1) ?? created;
    }
    return created;
  }
  steps(count: number): readonly EntityId[] {
    return Array.from({ length: count }, (_, index) =>
      this.perform(createStep({ title: `Step number ${index + 1}`, after: this.lastStep })),
    );
  }

  get lastStep(): EntityId | null {
    return this.snapshot.entities.step.at(-1)?.id ?? null;
  }
  get snapshot(): Snapshot {
    return readSnapshot(this.doc);
  }
  get relations(): Relations {
    return relate(this.snapshot);
  }
  idOf(kind: 'system' | 'dataObject' | 'step' | 'interface', label: string): EntityId {
    const found = this.snapshot.entities[kind].find((entity) => entity.label === label);
    if (!found) throw new Error(`no ${kind} ${label}`);
    return found.id;
  }
}
