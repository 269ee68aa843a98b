/** Conversations of the room's core, as transcripts: who says what to whom, in order. */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { LIMITS, type Limits } from '../src/limits.ts';
import type { Grant, LoadedLog, LoggedUpdate, NewUpdate } from '../src/ports.ts';
import type { RoomEffect } from '../src/server/effects.ts';
import type { ApplyUpdate } from '../src/server/replay.ts';
import { Room } from '../src/server/room.ts';
import { CLOSE } from '../src/wire/close-codes.ts';
import { decodeFrame, encodeFrame } from '../src/wire/frames.ts';
import type { Frame } from '../src/wire/grammar.ts';
import { decodeAwareness } from '../src/wire/awareness-states.ts';
import { BOARD, content, grantOf, principal, ROOTS, sha256 } from './support/bench.ts';
import { FakeClock } from './support/fake-clock.ts';
import { awarenessFrame, editFrame, any, update } from './support/forge.ts';

class Stage {
  readonly clock = new FakeClock();
  readonly room: Room;
  readonly lines: string[] = [];
  readonly log: LoggedUpdate[] = [];
  readonly pending: { readonly ticket: number; readonly row: NewUpdate }[] = [];
  readonly buffered = new Map<number, number>();
  private readonly names = new Map<number, string>();

  constructor(more: { limits?: Partial<Limits>; apply?: ApplyUpdate } = {}) {
    this.room = new Room(this.loaded(), {
      board: BOARD,
      roots: ROOTS,
      documentVersion: 1,
      limits: { ...LIMITS, ...more.limits },
      clock: this.clock,
      sha256,
      ...(more.apply === undefined ? {} : { apply: more.apply }),
    });
  }

  loaded(): LoadedLog {
    const bindings = new Map(
      this.log
        .filter(({ clientId }) => clientId !== null)
        .map(({ clientId, principalId }) => [clientId!, principalId] as const),
    );
    return { epoch: 1, updates: [...this.log], bindings };
  }

  join(id: number, name: string, own = true, grant: () => Grant | null = () => grantOf(principal(name))): void {
    this.names.set(id, name);
    this.note(
      this.room.handle({
        kind: 'connect',
        connection: id,
        sessionId: `s${id}`,
        own,
        grant,
        bufferedBytes: () => this.buffered.get(id) ?? 0,
      }),
    );
  }

  says(id: number, frame: Frame | Uint8Array): void {
    const bytes = frame instanceof Uint8Array ? frame : encodeFrame(frame);
    this.lines.push(`${this.names.get(id)!} -> room: ${describeFrame(bytes)}`);
    this.note(this.room.handle({ kind: 'frame', connection: id, bytes }));
  }

  handle(input: Parameters<Room['handle']>[0]): void {
    this.note(this.room.handle(input));
  }

  /** Commits everything that waits, as one transaction. */
  commit(): void {
    const commits = this.pending.splice(0).map(({ ticket, row }) => {
      const { newClientIds: _, ...stored } = row;
      const seq = this.log.length + 1;
      this.log.push({ ...stored, seq });
      return { ticket, seq };
    });
    this.lines.push(`log: ${commits.map(({ seq }) => seq).join(', ')} committed`);
    this.handle({ kind: 'committed', commits });
  }

  transcript(): string {
    return `\n${this.lines.splice(0).join('\n')}\n`;
  }

  private note(effects: readonly RoomEffect[]): void {
    for (const effect of effects) {
      const line = this.describe(effect);
      if (line !== null) this.lines.push(line);
    }
  }

  private describe(effect: RoomEffect): string | null {
    switch (effect.kind) {
      case 'send':
        return `room -> ${this.names.get(effect.connection)!}: ${describeFrame(effect.frame)}`;
      case 'close':
        return `room closes ${this.names.get(effect.connection)!}: ${effect.reason.code} ${effect.reason.name}`;
      case 'ping':
        return `room pings ${this.names.get(effect.connection)!}`;
      case 'append':
        this.pending.push(effect);
        return `room -> log: ${effect.row.principalId} ${describeUpdate(effect.row.update)}${effect.row.newClientIds.length > 0 ? `, binds ${effect.row.newClientIds.join(' ')}` : ''}`;
      case 'withdraw':
        this.pending.length = 0;
        return 'room: withdraw appends';
      case 'reload':
        return 'room: reload';
      case 'abandoned':
        return `room: ticket ${effect.ticket} abandoned, ${effect.failure}`;
      case 'event':
        return effect.event.kind.startsWith('connection-') ? null : `event: ${effect.event.kind}`;
      case 'applied':
      case 'awareness-later':
        return null;
    }
  }
}

function describeUpdate(bytes: Uint8Array): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, bytes);
  const deletes = Y.decodeUpdate(bytes).ds.clients.size > 0 ? ' with deletions' : '';
  return doc.store.pendingStructs === null ? `${JSON.stringify(content(doc))}${deletes}` : `edits${deletes}`;
}

function describeFrame(bytes: Uint8Array): string {
  const decoded = decodeFrame(bytes);
  if (decoded.kind !== 'frame') return decoded.kind;
  const { frame } = decoded;
  switch (frame.type) {
    case 'syncStep1':
      return `step 1, has ${JSON.stringify(Object.fromEntries(Y.decodeStateVector(frame.stateVector)))}`;
    case 'syncStep2':
      return `step 2, ${describeUpdate(frame.update)}`;
    case 'update':
      return `update, ${describeUpdate(frame.update)}`;
    case 'awareness':
      return `awareness, ${(decodeAwareness(frame.states, 100) ?? []).map(({ client, json }) => `${client} ${json}`).join('; ') || 'nothing'}`;
    case 'welcome':
      return `welcome ${frame.principalName} as ${frame.role}${frame.mayWrite ? '' : ', reading only'}, at ${frame.seq}`;
    case 'acknowledgement':
      return `acknowledges ${frame.upTo}, at ${frame.seq}`;
    case 'refusal':
      return `refuses ${frame.frame}: ${frame.code}`;
    case 'queryAwareness':
    case 'keepAlive':
    case 'record':
      return frame.type;
  }
}

const step1: Frame = { type: 'syncStep1', stateVector: Uint8Array.of(0) };
const set = (client: number, clock: number, key: string, value: unknown): Uint8Array =>
  editFrame(update([{ client, clock, structs: [any({ root: 'step', key }, value)] }]));

describe('conversations', () => {
  it('SYNC-01 an edit goes to the log, then to the document, then to the others, then back as acknowledged', () => {
    const stage = new Stage();
    stage.join(1, 'anna');
    stage.join(2, 'ben');
    stage.says(1, step1);
    stage.says(2, step1);
    stage.says(1, set(7, 0, 'a', 'weigh'));
    stage.says(1, set(7, 1, 'b', 'mix'));
    stage.commit();
    expect(stage.transcript()).toMatchInlineSnapshot(`
      "
      room -> anna: welcome anna as contributor, at 0
      room -> ben: welcome ben as contributor, at 0
      anna -> room: step 1, has {}
      room -> anna: step 2, {}
      room -> anna: step 1, has {}
      ben -> room: step 1, has {}
      room -> ben: step 2, {}
      room -> ben: step 1, has {}
      anna -> room: update, {"step":{"a":"weigh"}}
      room -> log: p-anna {"step":{"a":"weigh"}}, binds 7
      anna -> room: update, edits
      room -> log: p-anna edits
      log: 1, 2 committed
      room -> ben: update, {"step":{"a":"weigh"}}
      room -> ben: update, edits
      room -> anna: acknowledges 2, at 2
      "
    `);
  });

  it('SYNC-05 a foreign client speaks the y-websocket protocol and hears nothing else', () => {
    const stage = new Stage();
    stage.join(1, 'anna');
    stage.join(2, 'foreign', false);
    stage.says(2, step1);
    stage.says(2, { type: 'syncStep2', update: Uint8Array.of(0, 0) });
    stage.says(2, awarenessFrame({ client: 9, clock: 1, json: '{}' }));
    stage.handle({ kind: 'awareness-due' });
    stage.says(2, set(9, 0, 'a', 1));
    stage.commit();
    stage.says(2, { type: 'queryAwareness' });
    expect(stage.transcript()).toMatchInlineSnapshot(`
      "
      room -> anna: welcome anna as contributor, at 0
      foreign -> room: step 1, has {}
      room -> foreign: step 2, {}
      room -> foreign: step 1, has {}
      foreign -> room: step 2, {}
      foreign -> room: awareness, 9 {}
      room -> anna: awareness, 9 {"user":{"id":"p-foreign","name":"foreign","function":"OPS"}}
      room -> foreign: awareness, 9 {"user":{"id":"p-foreign","name":"foreign","function":"OPS"}}
      foreign -> room: update, {"step":{"a":1}}
      room -> log: p-foreign {"step":{"a":1}}, binds 9
      log: 1 committed
      foreign -> room: queryAwareness
      room -> foreign: awareness, 9 {"user":{"id":"p-foreign","name":"foreign","function":"OPS"}}
      "
    `);
  });

  it('SYNC-06 a reader is answered, and its edits are dropped with a reason', () => {
    const stage = new Stage();
    const reading = (name: string) => () => grantOf(principal(name), { role: 'viewer', mayWrite: false });
    stage.join(1, 'anna');
    stage.says(1, set(7, 0, 'a', 1));
    stage.commit();
    stage.join(2, 'vera', true, reading('vera'));
    stage.join(3, 'foreign', false, reading('foreign'));
    stage.says(2, step1);
    stage.says(3, step1);
    stage.says(3, { type: 'syncStep2', update: Uint8Array.of(0, 0) });
    stage.transcript();
    stage.says(2, set(8, 0, 'b', 1));
    stage.says(2, set(8, 1, 'c', 1));
    stage.says(3, set(9, 0, 'd', 1));
    stage.says(1, set(7, 1, 'e', 1));
    stage.commit();
    expect(stage.transcript()).toMatchInlineSnapshot(`
      "
      vera -> room: update, {"step":{"b":1}}
      event: edit-refused
      room -> vera: refuses 1: read-only
      vera -> room: update, edits
      foreign -> room: update, {"step":{"d":1}}
      event: edit-refused
      room closes foreign: 4405 read-only
      anna -> room: update, edits
      room -> log: p-anna edits
      log: 2 committed
      room -> vera: update, edits
      room -> anna: acknowledges 2, at 2
      "
    `);
  });

  it('SYNC-06 a grant counts for every frame, not from the handshake, and a change is told', () => {
    const stage = new Stage();
    let grant: Grant | null = grantOf(principal('anna'));
    stage.join(1, 'anna', true, () => grant);
    stage.says(1, set(7, 0, 'a', 1));
    grant = { ...grant, role: 'viewer', mayWrite: false, version: 2 };
    stage.says(1, set(7, 1, 'b', 1));
    stage.handle({ kind: 'sweep' });
    stage.commit();
    grant = null;
    stage.handle({ kind: 'sweep' });
    expect(stage.transcript()).toMatchInlineSnapshot(`
      "
      room -> anna: welcome anna as contributor, at 0
      anna -> room: update, {"step":{"a":1}}
      room -> log: p-anna {"step":{"a":1}}, binds 7
      anna -> room: update, edits
      event: edit-refused
      room -> anna: refuses 2: read-only
      room -> anna: welcome anna as viewer, reading only, at 0
      log: 1 committed
      room -> anna: acknowledges 1, at 1
      room closes anna: 4403 forbidden
      "
    `);
  });

  it('SYNC-06 no frame is taken after access was revoked', () => {
    const stage = new Stage();
    let grant: Grant | null = grantOf(principal('anna'));
    stage.join(1, 'anna', true, () => grant);
    stage.transcript();
    grant = null;
    stage.says(1, set(7, 0, 'a', 1));
    stage.says(1, step1);
    expect(stage.transcript()).toMatchInlineSnapshot(`
      "
      anna -> room: update, {"step":{"a":1}}
      room closes anna: 4403 forbidden
      anna -> room: step 1, has {}
      "
    `);
  });

  it('SYNC-07 a refused edit leaves its author forked: nothing after it is taken or acknowledged', () => {
    const stage = new Stage();
    stage.join(1, 'anna');
    stage.says(1, set(7, 0, 'a', 1));
    stage.says(1, editFrame(update([{ client: 7, clock: 1, structs: [any({ root: 'nowhere', key: 'x' }, 1)] }])));
    stage.says(1, set(7, 1, 'b', 1));
    stage.commit();
    expect(stage.transcript()).toMatchInlineSnapshot(`
      "
      room -> anna: welcome anna as contributor, at 0
      anna -> room: update, {"step":{"a":1}}
      room -> log: p-anna {"step":{"a":1}}, binds 7
      anna -> room: update, edits
      event: edit-refused
      room -> anna: refuses 2: unknown-root
      anna -> room: update, edits
      log: 1 committed
      room -> anna: acknowledges 1, at 1
      "
    `);
  });

  it('SYNC-08 a document that an update has broken is loaded again, and whoever sent it is closed', () => {
    let breaks = true;
    const apply: ApplyUpdate = (doc, bytes) => {
      Y.applyUpdate(doc, bytes);
      if (breaks && doc.getMap('step').get('poison') !== undefined) throw new Error('unexpected case');
    };
    const stage = new Stage({ apply });
    stage.join(1, 'anna');
    stage.join(2, 'mallory');
    stage.says(1, step1);
    stage.says(1, set(7, 0, 'a', 1));
    stage.commit();
    stage.transcript();
    stage.says(2, set(8, 0, 'poison', 1));
    stage.commit();
    stage.says(1, set(7, 1, 'b', 2));
    stage.handle({ kind: 'loaded', log: stage.loaded() });
    stage.commit();
    stage.room.view((doc) => expect(content(doc)).toEqual({ step: { a: 1, b: 2 } }));
    expect(stage.transcript()).toMatchInlineSnapshot(`
      "
      mallory -> room: update, {"step":{"poison":1}}
      room -> log: p-mallory {"step":{"poison":1}}, binds 8
      log: 2 committed
      room: withdraw appends
      event: room-broken
      room: reload
      anna -> room: update, edits
      event: room-reloaded
      room: ticket 2 abandoned, not-applied
      event: edit-refused
      room -> mallory: refuses 1: not-applied
      room closes mallory: 4400 malformed
      room -> log: p-anna edits
      log: 3 committed
      room -> anna: acknowledges 2, at 3
      "
    `);
    breaks = false;
  });

  it('SYNC-08 bounds what waits while the log is read again', () => {
    const stage = new Stage({ limits: { maxHeldBytes: 200 } });
    stage.join(1, 'anna');
    stage.handle({ kind: 'commit-failed', failure: 'unexpected' });
    stage.says(1, set(7, 0, 'a', 'x'.repeat(100)));
    stage.transcript();
    stage.says(1, set(7, 1, 'b', 'x'.repeat(100)));
    expect(stage.transcript()).toContain('room closes anna: 1013 overloaded');
  });

  it('SYNC-08 an update that the next load takes after all is shown and acknowledged', () => {
    let failures = 1;
    const apply: ApplyUpdate = (doc, bytes) => {
      Y.applyUpdate(doc, bytes);
      if (doc.getMap('step').get('x') !== undefined && failures-- > 0) throw new Error('out of memory');
    };
    const stage = new Stage({ apply });
    stage.join(1, 'anna');
    stage.join(2, 'ben');
    stage.says(2, step1);
    stage.transcript();
    stage.says(1, set(7, 0, 'x', 1));
    stage.commit();
    stage.handle({ kind: 'loaded', log: stage.loaded() });
    expect(stage.transcript()).toMatchInlineSnapshot(`
      "
      anna -> room: update, {"step":{"x":1}}
      room -> log: p-anna {"step":{"x":1}}, binds 7
      log: 1 committed
      room: withdraw appends
      event: room-broken
      room: reload
      event: room-reloaded
      room -> ben: update, {"step":{"x":1}}
      room -> anna: acknowledges 1, at 1
      room closes anna: 1011 internal
      "
    `);
  });

  it('SYNC-08 opens a board whose log holds an update that cannot be applied, without that one', () => {
    const apply: ApplyUpdate = (doc, bytes) => {
      Y.applyUpdate(doc, bytes);
      if (doc.getMap('step').get('poison') !== undefined) throw new Error('unexpected case');
    };
    const stage = new Stage();
    stage.join(1, 'anna');
    stage.says(1, set(7, 0, 'a', 1));
    stage.says(1, set(7, 1, 'poison', 1));
    stage.says(1, set(7, 2, 'after', 1));
    stage.commit();
    stage.join(2, 'ben');
    stage.says(2, set(8, 0, 'b', 1));
    stage.commit();
    const again = new Room(stage.loaded(), {
      board: BOARD,
      roots: ROOTS,
      documentVersion: 1,
      limits: LIMITS,
      clock: stage.clock,
      sha256,
      apply,
    });
    expect(again.view((doc, { seq }) => [content(doc), seq]).value).toEqual([{ step: { a: 1, b: 1 } }, 4]);
  });

  it('SYNC-09 a silent connection is pinged, then closed; a quiet one hears from the room', () => {
    const stage = new Stage();
    stage.join(1, 'anna');
    stage.join(2, 'foreign', false);
    stage.transcript();
    for (let second = 1; second <= 46; second++) {
      stage.clock.after(1_000, () => {});
      stage.clock.runNext(Infinity);
      stage.lines.push(`-- ${second} s`);
      stage.handle({ kind: 'sweep' });
      if (second === 16) stage.handle({ kind: 'pong', connection: 2 });
    }
    const quiet = /^-- \d+ s\n(?=-- )/gm;
    expect(stage.transcript().replace(quiet, '')).toMatchInlineSnapshot(`
      "
      -- 15 s
      room pings anna
      room pings foreign
      -- 19 s
      room -> anna: keepAlive
      room -> foreign: awareness, nothing
      -- 30 s
      room pings anna
      -- 31 s
      room pings foreign
      -- 38 s
      room -> anna: keepAlive
      room -> foreign: awareness, nothing
      -- 45 s
      room closes anna: 4302 idle
      -- 46 s
      room pings foreign
      "
    `);
  });

  it('SYNC-09 every foreign client hears something at least each 20 s', () => {
    const stage = new Stage();
    stage.join(1, 'foreign', false);
    let silenceMs = 0;
    let longestMs = 0;
    for (let second = 0; second < 300; second++) {
      stage.clock.after(1_000, () => {});
      stage.clock.runNext(Infinity);
      stage.transcript();
      stage.handle({ kind: 'pong', connection: 1 });
      stage.handle({ kind: 'sweep' });
      silenceMs = stage.transcript().includes('room -> foreign') ? 0 : silenceMs + 1_000;
      longestMs = Math.max(longestMs, silenceMs);
    }
    expect(longestMs).toBeLessThanOrEqual(20_000);
  });

  it('SYNC-14 a reader who is too slow loses presence first, then the connection, never more than the bound', () => {
    const stage = new Stage();
    stage.join(1, 'anna');
    stage.join(2, 'slow', false);
    stage.says(2, step1);
    stage.says(1, awarenessFrame({ client: 7, clock: 1, json: '{}' }));
    stage.transcript();
    stage.buffered.set(2, LIMITS.awarenessBufferedBytes + 1);
    stage.handle({ kind: 'awareness-due' });
    stage.says(1, set(7, 0, 'a', 1));
    stage.commit();
    stage.buffered.set(2, LIMITS.maxBufferedBytes - 10);
    stage.says(1, set(7, 1, 'b', 1));
    stage.commit();
    expect(stage.transcript()).toMatchInlineSnapshot(`
      "
      room -> anna: awareness, 7 {"user":{"id":"p-anna","name":"anna","function":"OPS"}}
      anna -> room: update, {"step":{"a":1}}
      room -> log: p-anna {"step":{"a":1}}, binds 7
      log: 1 committed
      room -> slow: update, {"step":{"a":1}}
      room -> anna: acknowledges 1, at 1
      anna -> room: update, edits
      room -> log: p-anna edits
      log: 2 committed
      room closes slow: 4301 slow-consumer
      room -> anna: acknowledges 2, at 2
      "
    `);
  });

  it('SYNC-14 counts what it sends within one tick against the bound', () => {
    const stage = new Stage({ limits: { maxBufferedBytes: 1_000 } });
    stage.join(1, 'anna');
    stage.join(2, 'slow');
    stage.says(2, step1);
    stage.transcript();
    for (let index = 0; index < 20; index++) stage.says(1, set(7, index, `k${index}`, 'x'.repeat(100)));
    stage.commit();
    const lines = stage.transcript().split('\n');
    expect(lines.filter((line) => line.startsWith('room -> slow'))).toHaveLength(8);
    expect(lines).toContain(`room closes slow: ${CLOSE.slowConsumer.code} slow-consumer`);
  });

  it('SYNC-15 answers many who ask the same with the same bytes until the document changes', () => {
    const stage = new Stage();
    const sent: Uint8Array[] = [];
    const ask = (id: number): void => {
      stage.join(id, `p${id}`, false);
      for (const effect of stage.room.handle({ kind: 'frame', connection: id, bytes: encodeFrame(step1) })) {
        if (effect.kind === 'send') sent.push(effect.frame);
      }
    };
    for (let id = 1; id <= 3; id++) ask(id);
    expect(sent[0]).toBe(sent[2]);
    stage.says(1, set(7, 0, 'a', 1));
    stage.commit();
    ask(4);
    expect(sent[6]).not.toEqual(sent[0]);
  });

  it('SYNC-16 a restored board closes the clients of the old lineage', () => {
    const stage = new Stage();
    stage.join(1, 'anna');
    stage.transcript();
    stage.handle({ kind: 'commit-failed', failure: 'unexpected' });
    stage.handle({ kind: 'loaded', log: { ...stage.loaded(), epoch: 2 } });
    expect(stage.transcript()).toMatchInlineSnapshot(`
      "
      room: withdraw appends
      room: withdraw appends
      event: room-broken
      room: reload
      event: room-reloaded
      room closes anna: 4409 stale-epoch
      "
    `);
  });
});
