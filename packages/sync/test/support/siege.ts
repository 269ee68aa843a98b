/**
 * A board with somebody who attacks it and two who go on working: whatever the attacker sends, the document stays as
 * it was and the edits of the others keep arriving.
 */
import { expect } from 'vitest';
import * as Y from 'yjs';
import { createSyncClient } from '../../src/client/client.ts';
import type { SyncClient } from '../../src/client/contract.ts';
import type { HubOptions } from '../../src/server/contract.ts';
import { decodeFrame } from '../../src/wire/frames.ts';
import type { Frame } from '../../src/wire/grammar.ts';
import { encodeFrame } from '../../src/wire/frames.ts';
import { bench, BOARD, connectRaw, content, grantOf, principal, type Bench, type RawConnection } from './bench.ts';
import { createWire } from './sockets.ts';

export const ANNA = 1001;
export const BEN = 1002;
export const MALLORY = 6666;

export interface Siege extends Bench {
  readonly anna: SyncClient;
  readonly ben: SyncClient;
  readonly mallory: RawConnection;
  /** Sends frames as the attacker and lets the room answer. */
  attack(...frames: readonly Uint8Array[]): Promise<void>;
  /** Frames that the attacker got since the last call. */
  heard(): readonly Frame[];
  /** How the attacker was told off: a refusal's code, or the name of the close reason. */
  verdict(): string | null;
  end(): void;
}

/** @param own whether the attacker speaks our protocol or is a foreign client */
export async function siege(own: boolean, options: Partial<HubOptions> = {}): Promise<Siege> {
  const base = bench(options);
  const make = (name: string, clientId: number): SyncClient => {
    const wire = createWire({
      hub: () => base.hub,
      clock: base.clock,
      grant: () => grantOf(principal(name)),
      board: BOARD,
    });
    const doc = new Y.Doc();
    doc.clientID = clientId;
    return createSyncClient({ url: 'memory', doc, WebSocketImpl: wire.Socket, clock: base.clock, random: () => 0.5 });
  };
  const anna = make('anna', ANNA);
  const ben = make('ben', BEN);
  await base.clock.advance(100);
  furnish(anna.doc);
  await base.clock.advance(100);
  const mallory = connectRaw(base.hub, 'mallory', own);
  await base.clock.advance(10);
  mallory.receive(encodeFrame({ type: 'syncStep1', stateVector: Uint8Array.of(0) }));
  await base.clock.advance(10);
  mallory.transport.take();
  const frames: Frame[] = [];
  const heard = (): readonly Frame[] =>
    mallory.transport.take().map((bytes) => {
      const decoded = decodeFrame(bytes);
      if (decoded.kind !== 'frame') throw new Error(`the server sent ${decoded.kind}`);
      frames.push(decoded.frame);
      return decoded.frame;
    });
  return {
    ...base,
    anna,
    ben,
    mallory,
    async attack(...sent) {
      for (const frame of sent) mallory.receive(frame);
      await base.clock.advance(100);
    },
    heard,
    verdict() {
      heard();
      const refusal = frames.find((frame) => frame.type === 'refusal');
      return refusal?.code ?? mallory.transport.closedWith?.name ?? null;
    },
    end() {
      anna.destroy();
      ben.destroy();
    },
  };
}

/** Rows, an entity and a long text, all by one client: clock 0 on are known below. */
function furnish(doc: Y.Doc): void {
  const step = doc.getMap<unknown>('step');
  step.set('s1', 'weigh');
  step.set('s2', 'mix');
  const entity = new Y.Map<unknown>();
  step.set('e1', entity);
  entity.set('title', 'Compress');
  doc.getMap('system').set('mes', 'MES');
  const paragraph = new Y.XmlElement('paragraph');
  const words = new Y.XmlText('hello');
  doc.getXmlFragment('text:s1:note').insert(0, [paragraph]);
  paragraph.insert(0, [words]);
}
/** Where `furnish` put things: client ANNA, these clocks. */
export const AT = { s1: 0, s2: 1, entity: 2, title: 3, mes: 4, paragraph: 5, text: 6, hello: 7, end: 12 } as const;

export async function stateOf(
  under: Bench,
): Promise<{ readonly seq: number; readonly update: string; readonly content: unknown }> {
  const { seq, update } = await under.hub.read(BOARD);
  const copy = new Y.Doc();
  Y.applyUpdate(copy, update);
  return { seq, update: Buffer.from(update).toString('hex'), content: content(copy) };
}

let turn = 0;
/** Anna writes, Ben reads it, both keep their connection. */
export async function expectWorkGoesOn(under: Siege): Promise<void> {
  const sign = `turn ${++turn}`;
  under.anna.doc.getMap('step').set('s1', sign);
  await under.clock.advance(100);
  expect(under.ben.doc.getMap('step').get('s1')).toBe(sign);
  expect(under.anna.state).toEqual({ kind: 'synced' });
  expect(under.ben.state).toEqual({ kind: 'synced' });
}

/** The attack changes nothing, is answered with this verdict, and nobody else notices. */
export async function expectHarmless(
  under: Siege,
  verdict: string | null,
  ...frames: readonly Uint8Array[]
): Promise<void> {
  const before = await stateOf(under);
  await under.attack(...frames);
  expect(await stateOf(under)).toEqual(before);
  expect(under.verdict()).toBe(verdict);
  await expectWorkGoesOn(under);
}
