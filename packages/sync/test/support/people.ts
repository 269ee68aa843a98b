/** People with our client, connected to a hub on the bench. */
import { afterEach } from 'vitest';
import * as Y from 'yjs';
import { createSyncClient } from '../../src/client/client.ts';
import type { Refused, SyncClient, SyncClientOptions, SyncState, Welcome } from '../../src/client/contract.ts';
import type { Grant } from '../../src/ports.ts';
import type { Hub } from '../../src/server/contract.ts';
import { BOARD, grantOf, principal, type Bench } from './bench.ts';
import { createWire, type Wire, type WireOptions } from './sockets.ts';

export interface Person {
  readonly client: SyncClient;
  readonly doc: Y.Doc;
  readonly wire: Wire;
  readonly states: SyncState[];
  readonly welcomes: Welcome[];
  readonly drafts: { readonly draft: Uint8Array; readonly refusal: Refused }[];
}

export interface PersonOptions {
  readonly hub?: () => Hub | null;
  readonly grant?: () => Grant | null;
  readonly doc?: Y.Doc;
  readonly wire?: Partial<WireOptions>;
  readonly client?: Partial<SyncClientOptions>;
}

const joined: SyncClient[] = [];
/** Ends everybody after each test; call once in a file. */
export function endEverybody(): void {
  afterEach(() => {
    for (const client of joined.splice(0)) client.destroy();
  });
}

export function join(under: Bench, name: string, options: PersonOptions = {}): Person {
  const states: SyncState[] = [];
  const welcomes: Welcome[] = [];
  const drafts: { draft: Uint8Array; refusal: Refused }[] = [];
  const doc = options.doc ?? new Y.Doc();
  const wire = createWire({
    hub: options.hub ?? (() => under.hub),
    clock: under.clock,
    grant: options.grant ?? (() => grantOf(principal(name))),
    board: BOARD,
    ...options.wire,
  });
  const client = createSyncClient({
    url: 'memory',
    doc,
    WebSocketImpl: wire.Socket,
    clock: under.clock,
    random: () => 0.5,
    onState: (state) => states.push(state),
    onWelcome: (welcome) => welcomes.push(welcome),
    onDraft: (draft, refusal) => drafts.push({ draft, refusal }),
    ...options.client,
  });
  joined.push(client);
  return { client, doc, wire, states, welcomes, drafts };
}
