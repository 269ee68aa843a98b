/**
 * A board in a real database with people who edit it and a trail on a clock that only moves when told to. The process
 * that derives the trail can be made to die at any of its steps; the next one goes on with what is stored.
 */
import { replay, TrailFollower, type TrailState } from '@chartroom/domain';
import { type Entry, type GivenNote, type Payload, verifyChain } from '@chartroom/record';
import { pino } from 'pino';
import { expect } from 'vitest';
import * as Y from 'yjs';

import { LoggedBoard, type LogEvent } from '../../../../packages/domain/test/support/log.ts';
import { FakeClock } from '../../../../packages/sync/test/support/fake-clock.ts';
import type { Actor } from '../../src/db/principals.ts';
import type { OpenDatabase } from '../../src/db/database.ts';
import type { Store } from '../../src/db/store.ts';
import { sha256 } from '../../src/db/update-log.ts';
import { newId } from '../../src/ids.ts';
import { createTrail, type Trail } from '../../src/trail/trail.ts';
import { NOW_MS, openStore } from './store.ts';

/** What happens to somebody who derives: `step` is called at each step, and the process is dead once it throws. */
export type Step = () => void;

export const PEOPLE = 4;

interface Parts {
  readonly database: OpenDatabase;
  readonly store: Store;
  readonly server: Actor;
  readonly people: readonly Actor[];
  readonly template: 't1' | 'blank';
  readonly fault: Step;
  readonly onRead: (seq: number) => void;
}

export class TrailBench {
  readonly clock = new FakeClock();
  readonly database: OpenDatabase;
  readonly store: Store;
  readonly board: string;
  readonly people: readonly Actor[];
  readonly server: Actor;
  readonly editing: LoggedBoard;
  /** Log lines of level error. */
  readonly errors: unknown[] = [];
  readonly session = newId();
  readonly #received: number[] = [];
  readonly #fault: Step;
  readonly #onRead: (seq: number) => void;
  #kill: () => void = () => {};
  #trail: Trail;
  #stored = 1;

  /** `fault` is asked at each step too, and what it throws is a failure that the process survives. */
  static async open(
    template: 't1' | 'blank' = 't1',
    step: Step = () => {},
    fault: Step = () => {},
    onRead: (seq: number) => void = () => {},
  ): Promise<TrailBench> {
    const { store, database } = await openStore();
    // What a power cut leaves is tested elsewhere; without waiting for the disk there is time for more runs.
    database.tables.$client.pragma('synchronous = OFF');
    const server = await store.principals.server(NOW_MS);
    const people: Actor[] = [];
    for (let at = 0; at < PEOPLE; at += 1)
      people.push(await store.principals.create('visitor', { name: `Person ${at}`, function: 'QUA' }, NOW_MS));
    return new TrailBench({ database, store, server, people, template, fault, onRead }, step);
  }

  private constructor(parts: Parts, step: Step) {
    const { database, store, server, people, template, fault, onRead } = parts;
    this.database = database;
    this.store = store;
    this.server = server;
    this.people = people;
    this.#fault = fault;
    this.#onRead = onRead;
    this.board = newId();
    this.editing = new LoggedBoard(PEOPLE, template);
    this.#trail = this.#start(step);
  }

  get trail(): Trail {
    return this.#trail;
  }

  /** Stores the board with what it was seeded with. */
  async create(template = 't1', by = this.server): Promise<void> {
    const { update } = this.editing.rows[0]!;
    const [creator] = this.people;
    await this.store.boards.create(
      {
        id: this.board,
        title: 'Lot release',
        productScope: '',
        steps: 0,
        template,
        epoch: 1,
        createdAtMs: this.clock.nowMs(),
        createdBy: creator!,
      },
      { ...this.#row(by.id, update), clientId: 1, newClientIds: [1] },
    );
  }

  /** Plays an edit; what somebody sends is stored and announced. */
  async play(event: LogEvent): Promise<void> {
    this.editing.play(event);
    await this.#storeRows();
  }

  /** Everybody sends what is left, and everything is told. */
  async end(): Promise<void> {
    this.editing.settle();
    await this.#storeRows();
    await this.#trail.settle(this.board);
  }

  /** The process that derives is gone; another one begins with what is stored. */
  restart(step: Step = () => {}): void {
    this.#trail = this.#start(step);
    this.#trail.start();
  }

  /** A row that no person of the board could have written. */
  async append(who: number, update: Uint8Array): Promise<void> {
    await this.#append(this.people[who]!.id, 100 + who, update);
  }

  /** When an update was received, by its number. */
  receivedAtMs(seq: number): number {
    return this.#received[seq - 1]!;
  }

  async note(by: Actor, payload: Payload<'edit'>): Promise<void> {
    await this.store.record.append(this.board, [
      { id: newId(), kind: 'edit', actor: by.id, at: new Date(this.clock.nowMs()).toISOString(), payload },
    ]);
  }

  async entries(): Promise<readonly Entry[]> {
    const all = await this.store.record.since(this.board, 0, 1_000_000);
    expect(verifyChain(this.board, all).faults).toEqual([]);
    return all;
  }
  async changes(): Promise<readonly Entry<Payload<'change'>>[]> {
    return (await this.entries()).filter(({ kind }) => kind === 'change') as readonly Entry<Payload<'change'>>[];
  }
  /** Changes after the one that tells the seed. */
  async edits(): Promise<readonly Entry<Payload<'change'>>[]> {
    return (await this.changes()).filter(({ payload }) => payload.by !== 'template');
  }

  /** What the trail says that stands in the document, every change found to follow from those before it. */
  async replayed(): Promise<TrailState> {
    const follower = new TrailFollower(new Y.Doc());
    follower.skip([this.editing.rows[0]!.update]);
    for (const { payload } of await this.changes())
      expect(replay(follower.state, payload), JSON.stringify(payload)).toBe(true);
    return follower.state;
  }
  /** What does stand in it. */
  get standing(): TrailState {
    const follower = new TrailFollower(new Y.Doc());
    follower.skip([Y.encodeStateAsUpdate(this.editing.doc)]);
    return follower.state;
  }

  async #storeRows(): Promise<void> {
    for (const { who, update } of this.editing.rows.slice(this.#stored)) {
      const client = 100 + who;
      await this.#append(this.people[who]!.id, client, update);
      this.#stored += 1;
    }
  }

  async #append(principal: string, clientId: number, update: Uint8Array): Promise<void> {
    await this.store.log.append([{ ...this.#row(principal, update), clientId, newClientIds: [] }]);
    this.#trail.changed(this.board);
  }

  #row(principalId: string, update: Uint8Array) {
    this.#received.push(this.clock.nowMs());
    return {
      board: this.board,
      epoch: 1,
      principalId,
      sessionId: this.session,
      receivedAtMs: this.clock.nowMs(),
      update,
      hash: sha256(update),
    };
  }

  #start(step: Step): Trail {
    const { store } = this;
    let isDead = false;
    this.#kill();
    this.#kill = () => (isDead = true);
    const alive = (): void => {
      if (isDead) throw new Error('the process is dead');
      try {
        step();
      } catch (error) {
        isDead = true;
        throw error;
      }
      this.#fault();
    };
    const dying =
      <A extends readonly unknown[], T>(work: (...args: A) => Promise<T>) =>
      async (...args: A): Promise<T> => {
        alive();
        const result = await work(...args);
        // Done, and nobody hears of it any more.
        alive();
        return result;
      };
    return createTrail(
      {
        log: {
          ...store.log,
          since: dying((board: string, seq: number, limit: number) => {
            this.#onRead(seq);
            return store.log.since(board, seq, limit);
          }),
        },
        marks: {
          ...store.trailMarks,
          find: dying(store.trailMarks.find),
          tell: dying(store.trailMarks.tell),
        },
        entries: {
          notesOn: dying<[string, Parameters<Store['trailEntries']['notesOn']>[1]], readonly GivenNote[]>(
            store.trailEntries.notesOn,
          ),
        },
        boards: store.boards,
        principals: store.principals,
        clock: {
          nowMs: () => this.clock.nowMs(),
          monotonicMs: () => this.clock.monotonicMs(),
          after: (delayMs, task) => this.clock.after(delayMs, () => (isDead ? undefined : task())),
        },
        append: dying((_board: string, add: () => Promise<readonly Entry[]>) => add()),
        yield: async () => {},
      },
      pino({ level: 'error' }, { write: (line) => void (isDead || this.errors.push(JSON.parse(line))) }),
    );
  }
}
