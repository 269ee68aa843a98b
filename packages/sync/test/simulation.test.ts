/**
 * Many people on a bad network with a server that crashes, from one seed: a fake clock, real client cores and a real
 * hub. After every run all replicas agree, nothing acknowledged is lost, and nothing that another person saw is lost.
 */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createSyncClient } from '../src/client/client.ts';
import type { SyncClient } from '../src/client/contract.ts';
import type { NewUpdate, UpdateLog } from '../src/ports.ts';
import type { Hub } from '../src/server/contract.ts';
import { createHub } from '../src/server/hub.ts';
import { createMemoryLog, type MemoryLog } from '../src/server/memory-log.ts';
import { BOARD, content, grantOf, principal, ROOTS, sha256 } from './support/bench.ts';
import { randomEdit } from './support/edits.ts';
import { FakeClock, settle } from './support/fake-clock.ts';
import { seeded, seeds, type Random } from './support/random.ts';
import { createWire, type Wire } from './support/sockets.ts';

const STEPS = 80;

interface Person {
  readonly name: string;
  doc: Y.Doc;
  client: SyncClient;
  wire: Wire;
  edits: number;
}

/** A log on the fake clock: commits take time, and a crash takes back what was not committed. */
class SlowLog implements UpdateLog {
  readonly stored: MemoryLog;
  private readonly clock: FakeClock;
  private readonly random: Random;
  private crashed = false;

  constructor(stored: MemoryLog, clock: FakeClock, random: Random) {
    this.stored = stored;
    this.clock = clock;
    this.random = random;
  }
  append(rows: readonly NewUpdate[]): Promise<readonly number[]> {
    return new Promise((resolve) => {
      this.clock.after(this.random.int(20), () => {
        // A crash just after the commit: it is stored, and nobody hears of it.
        if (this.crashed) return;
        void this.stored.append(rows).then((seqs) => this.clock.after(this.random.int(10), () => resolve(seqs)));
      });
    });
  }
  load(board: string): ReturnType<UpdateLog['load']> {
    return new Promise((resolve) =>
      this.clock.after(this.random.int(10), () => void this.stored.load(board).then(resolve)),
    );
  }
  since(board: string, seq: number, limit: number): ReturnType<UpdateLog['since']> {
    return this.stored.since(board, seq, limit);
  }
  crash(): void {
    this.crashed = true;
  }
}

class Simulation {
  private readonly random: Random;
  private readonly clock = new FakeClock();
  private readonly stored = createMemoryLog();
  private readonly people: Person[];
  private hub: Hub | null = null;
  private log: SlowLog | null = null;
  private sessions = 0;
  private marks = 0;
  /** Marks by key: whose client showed them as saved, and which were seen by somebody else. */
  readonly saved = new Set<string>();
  readonly seen = new Set<string>();
  /** Marks of lost devices that were never shown as saved. */
  private readonly excused = new Set<string>();
  private readonly own = new Map<string, Person>();
  private readonly refusals: string[] = [];

  constructor(seed: number) {
    this.random = seeded(seed);
    this.stored.create(BOARD);
    this.startServer();
    this.people = ['anna', 'ben', 'cleo', 'cleo'].map((name) => this.person(name));
  }

  private startServer(): void {
    this.log = new SlowLog(this.stored, this.clock, this.random);
    this.hub = createHub({
      log: this.log,
      clock: this.clock,
      roots: ROOTS,
      documentVersion: 1,
      sha256,
      sessionIds: () => `s-${++this.sessions}`,
      logger: (event) => {
        if (event.kind === 'edit-refused' || event.kind === 'frame-malformed' || event.kind === 'room-broken')
          this.refusals.push(JSON.stringify(event));
      },
    });
  }

  private person(name: string, copy?: Uint8Array): Person {
    const doc = new Y.Doc();
    doc.clientID = 1 + this.random.int(2 ** 32 - 2);
    if (copy !== undefined) Y.applyUpdate(doc, copy, 'local copy');
    const wire = createWire({
      hub: () => this.hub,
      clock: this.clock,
      grant: () => grantOf(principal(name)),
      board: BOARD,
      delayMs: () => this.random.int(30),
    });
    const client = createSyncClient({
      url: 'memory',
      doc,
      WebSocketImpl: wire.Socket,
      clock: this.clock,
      random: () => this.random.next(),
      onState: () => this.look(),
    });
    return { name, doc, client, wire, edits: 0 };
  }

  /** Notes what each person's screen says right now. */
  private look(): void {
    for (const person of this.people ?? []) {
      const isSaved = person.client.state.kind === 'synced';
      for (const key of person.doc.getMap('meta').keys()) {
        const author = this.own.get(key);
        if (author === undefined) continue;
        if (author === person && isSaved) this.saved.add(key);
        if (author !== person) this.seen.add(key);
      }
    }
  }

  async run(): Promise<void> {
    for (let step = 0; step < STEPS; step++) {
      this.act();
      await this.clock.advance(this.random.int(40));
      this.look();
    }
    if (this.hub === null) this.startServer();
    // Everything heals: everybody comes back and says all.
    await this.clock.advance(60_000);
    this.look();
  }

  private act(): void {
    const { random } = this;
    const person = random.pick(this.people);
    switch (random.int(20)) {
      case 0:
        return person.wire.cut();
      case 1:
        return person.wire.freeze();
      case 2:
        return this.toggleServer();
      case 3:
        return this.reload(person);
      case 4:
        return random.chance(0.5) ? person.client.retryNow() : this.loseDevice(person);
      case 5:
      case 6:
      case 7:
      case 8:
        return this.mark(person);
      default:
        return randomEdit(person.doc, random);
    }
  }

  /** A value that nobody ever changes, so that its absence at the end is a loss. */
  private mark(person: Person): void {
    const key = `mark-${++this.marks}`;
    this.own.set(key, person);
    person.doc.getMap('meta').set(key, person.name);
  }

  /** Crashes, or comes back with what was committed. */
  private toggleServer(): void {
    if (this.hub === null) return this.startServer();
    this.log!.crash();
    this.hub = null;
    for (const { wire } of this.people) wire.cut();
  }

  /** The page is loaded again: a new client id, and the document from the local copy. */
  private reload(person: Person): void {
    const copy = Y.encodeStateAsUpdate(person.doc);
    person.client.destroy();
    Object.assign(person, this.person(person.name, copy));
  }

  /** A laptop falls into the reactor: what its screen had not shown as saved is gone, and nothing else. */
  private loseDevice(person: Person): void {
    this.look();
    for (const [key, author] of this.own) if (author === person && !this.saved.has(key)) this.excused.add(key);
    person.wire.freeze();
    person.client.destroy();
    Object.assign(person, this.person(person.name));
  }

  async check(): Promise<void> {
    expect(this.refusals).toEqual([]);
    const { updates } = await this.stored.load(BOARD);
    const fresh = new Y.Doc();
    for (const { update } of updates) Y.applyUpdate(fresh, update);
    expect([fresh.store.pendingStructs, fresh.store.pendingDs]).toEqual([null, null]);
    const expected = {
      content: content(fresh),
      vector: [...Y.encodeStateVector(fresh)],
      deletions: deletionsOf(fresh),
    };
    for (const { doc, client } of this.people) {
      expect(client.state).toEqual({ kind: 'synced' });
      expect({ content: content(doc), vector: [...Y.encodeStateVector(doc)], deletions: deletionsOf(doc) }).toEqual(
        expected,
      );
    }
    const left = new Set(fresh.getMap('meta').keys());
    expect([...this.saved].filter((key) => !left.has(key))).toEqual([]);
    expect([...this.seen].filter((key) => !left.has(key))).toEqual([]);
    // Offline work survived too, reloads of the page included.
    expect([...this.own.keys()].filter((key) => !left.has(key) && !this.excused.has(key))).toEqual([]);
    // No struct is stored twice.
    const ranges = new Map<number, number>();
    for (const { update } of updates) {
      for (const { id, length } of Y.decodeUpdate(update).structs) {
        expect(id.clock).toBe(ranges.get(id.client) ?? 0);
        ranges.set(id.client, id.clock + length);
      }
    }
  }

  end(): void {
    for (const { client } of this.people) client.destroy();
  }
}

const deletionsOf = (doc: Y.Doc): unknown =>
  [...Y.createDeleteSetFromStructStore(doc.store).clients]
    .map(([client, items]) => [client, items.map(({ clock, len }) => [clock, len])] as const)
    .sort(([a], [b]) => a - b);

describe('simulation', () => {
  const all = seeds('SYNC_SIMULATION_SEEDS', 200);
  it(
    `SYNC-100 converges and loses nothing over drops, delays, silence, reloads and crashes (${all.length} seeds)`,
    async () => {
      let saved = 0;
      let seen = 0;
      for (const seed of all) {
        const simulation = new Simulation(seed);
        try {
          await simulation.run();
          await simulation.check();
          saved += simulation.saved.size;
          seen += simulation.seen.size;
        } catch (error) {
          throw new Error(
            `seed ${seed} (SYNC_SEED=${seed} repeats it): ${error instanceof Error ? error.message : String(error)}`,
            { cause: error },
          );
        } finally {
          simulation.end();
          await settle();
        }
      }
      // The run has shown something: most marks were once saved and once seen.
      expect(saved).toBeGreaterThan(all.length * 5);
      expect(seen).toBeGreaterThan(all.length * 5);
    },
    Math.max(120_000, all.length * 3_000),
  );
});
