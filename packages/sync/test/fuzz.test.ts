/**
 * Mutated frames of real conversations, bytes and structure: nothing throws, nothing that was refused changes the
 * document, and whatever is admitted is applied by Yjs without throwing and without leaving anything pending.
 */
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { LIMITS } from '../src/limits.ts';
import { BoardDocument } from '../src/server/board-document.ts';
import { Room } from '../src/server/room.ts';
import { encodeFrame } from '../src/wire/frames.ts';
import { BOARD, content, grantOf, principal, ROOTS, sha256 } from './support/bench.ts';
import { randomEdit } from './support/edits.ts';
import { FakeClock } from './support/fake-clock.ts';
import * as forge from './support/forge.ts';
import { seeded, type Random } from './support/random.ts';

const FRAMES = Number(process.env['SYNC_FUZZ_FRAMES'] ?? 20_000);
const SEED = Number(process.env['SYNC_SEED'] ?? 20_261_122);
const VICTIM = 501;
const MALLORY = 502;

/** A board with edits of a victim, and updates that somebody else might send next. */
function scene(random: Random): { readonly board: Uint8Array; readonly next: readonly Uint8Array[] } {
  const doc = new Y.Doc();
  doc.clientID = VICTIM;
  for (let left = 25; left > 0; left--) randomEdit(doc, random);
  const board = Y.encodeStateAsUpdate(doc);
  doc.clientID = MALLORY;
  const next: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => next.push(update));
  for (let left = 6; left > 0; left--) randomEdit(doc, random);
  return { board, next: next.length === 0 ? [Uint8Array.of(0, 0)] : next };
}

function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  const copy = Array.from(bytes);
  for (let left = 1 + random.int(3); left > 0; left--) {
    const at = random.int(copy.length + 1);
    switch (random.int(6)) {
      case 0:
        copy[at] = random.int(256);
        break;
      case 1:
        copy.splice(at, 1 + random.int(3));
        break;
      case 2:
        copy.splice(at, 0, random.int(256));
        break;
      case 3:
        if (at < copy.length) copy[at]! ^= 1 << random.int(8);
        break;
      case 4:
        if (at < copy.length) copy[at] = random.pick([0, 1, 127, 128, 255, copy[at]! + 1]) & 255;
        break;
      default:
        copy.splice(random.int(copy.length + 1), 0, ...copy.slice(at, at + random.int(8)));
    }
  }
  return Uint8Array.from(copy);
}

/** An update made of plausible structs that name anything. */
function forgeUpdate(random: Random, known: number): Uint8Array {
  const client = (): number => random.pick([VICTIM, MALLORY, MALLORY, 503, 77]);
  const id = (): readonly [number, number] => [client(), random.int(known + 6)];
  const hook = (): forge.Hook => {
    switch (random.int(5)) {
      case 0:
        return { origin: id() };
      case 1:
        return { right: id() };
      case 2:
        return { origin: id(), right: id() };
      case 3:
        return { parent: id(), ...(random.chance(0.5) ? { key: random.pick(['a', 'b', 'align']) } : {}) };
      default:
        return {
          root: random.pick(['step', 'system', 'text:s1:note', 'text:s2:note', 'nowhere']),
          ...(random.chance(0.6) ? { key: random.pick(['a', 'b']) } : {}),
        };
    }
  };
  const struct = (): Uint8Array => {
    switch (random.int(8)) {
      case 0:
        return forge.gc(1 + random.int(4));
      case 1:
        return forge.deleted(hook(), 1 + random.int(3));
      case 2:
        return forge.text(hook(), random.pick(['ab', '🙂', 'x']));
      case 3:
        return forge.map(hook());
      case 4:
        return forge.element(hook());
      case 5:
        return forge.xmlText(hook());
      default:
        return forge.any(hook(), random.int(10));
    }
  };
  const sections = Array.from({ length: 1 + random.int(3) }, (_, index) => {
    const at = [MALLORY, 503, 77][index]!;
    return {
      client: at,
      clock: random.chance(0.9) ? 0 : random.int(5),
      structs: Array.from({ length: 1 + random.int(4) }, struct),
    };
  });
  const deletions: forge.ForgedDeletions = random.chance(0.4)
    ? [[client(), [random.int(known), 1 + random.int(4)]]]
    : [];
  return forge.update(sections, deletions);
}

describe('fuzz', () => {
  it(
    `SYNC-101 ${FRAMES} mutated and forged updates: no throw, no change without admission, no poison (seed ${SEED})`,
    () => {
      const random = seeded(SEED);
      let admitted = 0;
      for (let done = 0; done < FRAMES;) {
        const { board, next } = scene(random);
        const open = (): BoardDocument => {
          const row = {
            seq: 1,
            board: BOARD,
            epoch: 1,
            principalId: 'victim',
            clientId: VICTIM,
            sessionId: 's',
            receivedAtMs: 0,
            update: board,
            hash: '',
          };
          return new BoardDocument(
            { epoch: 1, updates: [row], bindings: new Map([[VICTIM, 'victim']]) },
            { board: BOARD, roots: ROOTS, limits: LIMITS, nowMs: () => 0, sha256 },
          );
        };
        let document = open();
        const known = document.view((doc) => Y.getState(doc.store, VICTIM)).value;
        const state = document.view((doc) => Buffer.from(Y.encodeStateAsUpdate(doc)).toString('hex')).value;
        for (let left = 100; left > 0; left--, done++) {
          const base = random.pick([...next, board]);
          const bytes = random.chance(0.5) ? forgeUpdate(random, known) : mutateBytes(base, random);
          const admission = document.admit(bytes, { principalId: 'mallory', trusted: false });
          if (admission.kind !== 'admitted') continue;
          admitted++;
          const staged = document.stage(admission, {
            principalId: 'mallory',
            sessionId: 's',
            connection: null,
            editFrame: 0,
          });
          const commit = document.commit(staged.ticket, 2);
          if (commit.kind !== 'applied')
            throw new Error(`${JSON.stringify(commit)} after ${Buffer.from(bytes).toString('hex')}`);
          // The victim's next edit still lands, and readers still read.
          const victim = new Y.Doc();
          Y.applyUpdate(victim, document.firstSync.update());
          victim.clientID = VICTIM;
          const edits: Uint8Array[] = [];
          victim.on('update', (update: Uint8Array) => edits.push(update));
          victim.getMap('role').set('still here', done);
          const after = document.admit(edits[0]!, { principalId: 'victim', trusted: false });
          if (after.kind !== 'admitted')
            throw new Error(`the victim was locked out by ${Buffer.from(bytes).toString('hex')}`);
          document.commit(
            document.stage(after, { principalId: 'victim', sessionId: 's', connection: null, editFrame: 0 }).ticket,
            3,
          );
          document.view((doc) =>
            expect((content(doc) as { role: Record<string, unknown> }).role['still here']).toBe(done),
          );
          document = open();
        }
        const now = document.view((doc) => Buffer.from(Y.encodeStateAsUpdate(doc)).toString('hex')).value;
        if (now !== state) throw new Error('a refused update changed the document');
      }
      expect(admitted).toBeGreaterThan(FRAMES / 100);
    },
    Math.max(120_000, FRAMES * 10),
  );

  it(
    `SYNC-101 ${FRAMES} mutated frames to a room: no throw, and whoever looks on stays connected (seed ${SEED})`,
    () => {
      const random = seeded(SEED + 1);
      const clock = new FakeClock();
      const limits = { ...LIMITS, frameBurst: Infinity, byteBurst: Infinity, syncStepBurst: Infinity };
      const open = (): Room => {
        const fresh = new Room(
          { epoch: 1, updates: [], bindings: new Map() },
          { board: BOARD, roots: ROOTS, documentVersion: 1, limits, clock, sha256 },
        );
        fresh.handle({
          kind: 'connect',
          connection: 1,
          sessionId: 's',
          own: true,
          grant: () => grantOf(principal('bystander')),
          bufferedBytes: () => 0,
        });
        return fresh;
      };
      let room = open();
      const connect = (connection: number, name: string, own: boolean): boolean =>
        room
          .handle({
            kind: 'connect',
            connection,
            sessionId: 's',
            own,
            grant: () => grantOf(principal(name)),
            bufferedBytes: () => 0,
          })
          .some(({ kind }) => kind === 'close');
      const talks = Array.from({ length: 50 }, (_, index) => {
        const doc = new Y.Doc();
        doc.clientID = 1_000 + index;
        randomEdit(doc, random);
        const update = Y.encodeStateAsUpdate(doc);
        return [
          encodeFrame({ type: 'syncStep1', stateVector: Y.encodeStateVector(doc) }),
          encodeFrame({ type: 'syncStep2', update }),
          forge.editFrame(update),
          forge.awarenessFrame({ client: doc.clientID, clock: 1, json: '{"a":1}' }),
          encodeFrame({ type: 'queryAwareness' }),
        ];
      });
      let seq = 0;
      let applied = 0;
      let done = 0;
      for (let connection = 2; done < FRAMES; connection++) {
        // A board that grows without end would slow the later frames down.
        if (seq > 20) {
          if (room.connectionCount !== 1) throw new Error('the onlooker is gone');
          room = open();
          seq = 0;
        }
        connect(connection, 'mallory', random.chance(0.5));
        const talk = random.pick(talks);
        for (let isOpen = true; isOpen && done < FRAMES; done++) {
          const effects = room.handle({
            kind: 'frame',
            connection,
            bytes: random.chance(0.2) ? random.pick(talk) : mutateBytes(random.pick(talk), random),
          });
          for (const effect of effects) {
            if (effect.kind === 'append') applied++;
            if (effect.kind === 'append')
              room.handle({ kind: 'committed', commits: [{ ticket: effect.ticket, seq: ++seq }] });
            if (effect.kind === 'close') {
              if (effect.connection !== connection) throw new Error('somebody else was closed');
              isOpen = false;
            }
            if (effect.kind === 'reload') throw new Error('the room broke');
          }
          room.handle({ kind: 'awareness-due' });
          if (random.chance(0.02)) isOpen = false;
        }
        room.handle({ kind: 'disconnect', connection });
      }
      expect(room.present().map(({ name }) => name)).toEqual(['bystander']);
      expect(applied).toBeGreaterThan(FRAMES / 100);
    },
    Math.max(120_000, FRAMES * 10),
  );
});
