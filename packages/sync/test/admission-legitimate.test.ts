/** Whatever Yjs makes of a board's edits is admitted, however it is merged, delayed, repeated or split. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { LIMITS } from '../src/limits.ts';
import type { LoggedUpdate } from '../src/ports.ts';
import { missingUpdate } from '../src/client/missing.ts';
import { BoardDocument, type Staged } from '../src/server/board-document.ts';
import { joinUpdates } from '../src/update/join.ts';
import { parseUpdate, UNLIMITED } from '../src/update/parse.ts';
import { splitUpdate } from '../src/update/split.ts';
import { BOARD, content, ROOTS, sha256 } from './support/bench.ts';
import { randomEdit } from './support/edits.ts';
import { seeded, seeds, type Random } from './support/random.ts';

interface Replica {
  readonly principalId: string;
  readonly doc: Y.Doc;
  readonly undo: Y.UndoManager;
  online: boolean;
  readonly up: Uint8Array[];
  readonly down: Uint8Array[];
}

const REMOTE = Symbol('remote');

class World {
  readonly random: Random;
  readonly document = new BoardDocument(
    { epoch: 1, updates: [], bindings: new Map() },
    { board: BOARD, roots: ROOTS, limits: LIMITS, nowMs: () => 0, sha256 },
  );
  readonly log: LoggedUpdate[] = [];
  readonly staged: Staged[] = [];
  readonly replicas: Replica[];
  admitted = 0;

  constructor(seed: number) {
    this.random = seeded(seed);
    const people = ['p1', 'p1', 'p2', 'p3'];
    this.replicas = people.map((principalId, index) => this.replica(principalId, index !== 3));
  }

  private replica(principalId: string, gc: boolean): Replica {
    const doc = new Y.Doc({ gc });
    doc.clientID = 1 + this.random.int(2 ** 32 - 2);
    const undo = new Y.UndoManager([doc.getXmlFragment('text:s1:note'), doc.getXmlFragment('text:s2:note')], {
      captureTimeout: 0,
      trackedOrigins: new Set(['edit']),
    });
    const replica: Replica = { principalId, doc, undo, online: true, up: [], down: [] };
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== REMOTE && replica.online) replica.up.push(update);
    });
    return replica;
  }

  step(): void {
    const { random } = this;
    const replica = random.pick(this.replicas);
    switch (random.int(12)) {
      case 0:
        return this.toggle(replica);
      case 1:
      case 2:
        return this.send(replica);
      case 3:
      case 4:
        return this.receive(replica);
      case 5:
      case 6:
        return this.commitSome(1 + random.int(4));
      case 7:
        if (random.chance(0.5)) replica.undo.undo();
        else replica.undo.redo();
        return;
      case 8:
        // Two tabs of one person talk to each other directly.
        if (random.chance(0.3))
          Y.applyUpdate(this.replicas[1]!.doc, Y.encodeStateAsUpdate(this.replicas[0]!.doc), 'relay');
        return;
      default:
        return randomEdit(replica.doc, random);
    }
  }

  private toggle(replica: Replica): void {
    if (replica.online) {
      replica.online = false;
      replica.up.length = 0;
      replica.down.length = 0;
    } else this.reconnect(replica);
  }

  private reconnect(replica: Replica): void {
    replica.online = true;
    const { firstSync } = this.document;
    const step2 = this.document.view((doc) => Y.encodeStateAsUpdate(doc, Y.encodeStateVector(replica.doc))).value;
    const stateVector = this.document.view((doc) => Y.encodeStateVector(doc)).value;
    expect(firstSync.update().length).toBeGreaterThan(0);
    Y.applyUpdate(replica.doc, step2, REMOTE);
    // A foreign client repeats every deletion, ours sends only what is missing, in several frames when it is much.
    if (this.random.chance(0.3)) replica.up.push(Y.encodeStateAsUpdate(replica.doc, stateVector));
    else if (this.random.chance(0.2)) replica.up.push(Y.encodeStateAsUpdate(replica.doc));
    else {
      const missing = missingUpdate(replica.doc, stateVector, step2);
      if (missing === null) return;
      const parsed = parseUpdate(missing, UNLIMITED);
      if (parsed.kind !== 'parsed') throw new Error(parsed.detail);
      const bounds = {
        maxBytes: 60 + this.random.int(200),
        maxStructs: 1 + this.random.int(6),
        maxAdvance: 5 + this.random.int(20),
        maxDeleted: 1 + this.random.int(6),
      };
      replica.up.push(...splitUpdate(parsed.parsed, bounds));
    }
  }

  private send(replica: Replica): void {
    if (replica.up.length === 0) return;
    const several = this.random.chance(0.3) ? replica.up.splice(0) : replica.up.splice(0, 1);
    for (const update of joinUpdates(several)) {
      this.submit(replica, update);
      if (this.random.chance(0.1)) this.submit(replica, update);
    }
  }

  private submit(replica: Replica, update: Uint8Array): void {
    const admission = this.document.admit(update, { principalId: replica.principalId, trusted: false });
    if (admission.kind === 'refused') throw new Error(`refused ${admission.code}: ${admission.detail}`);
    if (admission.kind === 'nothing-new') return;
    this.admitted++;
    const sender = {
      principalId: replica.principalId,
      sessionId: 's',
      connection: this.replicas.indexOf(replica),
      editFrame: 1,
    };
    this.staged.push(this.document.stage(admission, sender));
  }

  private receive(replica: Replica): void {
    const update = replica.down.shift();
    if (update !== undefined) Y.applyUpdate(replica.doc, update, REMOTE);
  }

  commitSome(count: number): void {
    for (const staged of this.staged.splice(0, count)) {
      const { newClientIds: _, ...row } = staged.row;
      const seq = this.log.length + 1;
      this.log.push({ ...row, seq });
      const commit = this.document.commit(staged.ticket, seq);
      if (commit.kind !== 'applied') throw new Error(`not applied: ${JSON.stringify(commit)}`);
      this.replicas.forEach((replica, index) => {
        if (replica.online && index !== staged.connection) replica.down.push(staged.row.update);
      });
    }
  }

  finish(): void {
    for (let round = 0; round < 3; round++) {
      for (const replica of this.replicas) {
        if (!replica.online) this.reconnect(replica);
        while (replica.up.length > 0) this.send(replica);
        this.commitSome(Infinity);
      }
      for (const replica of this.replicas) while (replica.down.length > 0) this.receive(replica);
    }
  }
}

describe('legitimate edits', () => {
  const all = seeds('SYNC_ADMISSION_SEEDS', 150);
  it(
    `SYNC-20 never refuses what Yjs makes of a board's edits, and ends equal everywhere (${all.length} seeds)`,
    () => {
      let admitted = 0;
      for (const seed of all) {
        const world = new World(seed);
        try {
          for (let step = 0; step < 150; step++) world.step();
          world.finish();
          const server = world.document.view((doc) => ({
            content: content(doc),
            vector: [...Y.encodeStateVector(doc)],
          })).value;
          for (const { doc } of world.replicas) {
            expect(content(doc)).toEqual(server.content);
            expect([...Y.encodeStateVector(doc)]).toEqual(server.vector);
          }
          const fresh = new Y.Doc();
          for (const row of world.log) Y.applyUpdate(fresh, row.update);
          expect(content(fresh)).toEqual(server.content);
          expect(fresh.store.pendingStructs).toBeNull();
        } catch (error) {
          throw new Error(`seed ${seed}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
        }
        admitted += world.admitted;
      }
      expect(admitted).toBeGreaterThan(all.length * 10);
    },
    Math.max(120_000, all.length * 3_000),
  );
});
