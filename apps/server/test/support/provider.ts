/** The published y-websocket provider, unchanged, in Node: with `ws` as its WebSocket and without the BroadcastChannel. */
import { createRequire } from 'node:module';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

export interface Provided {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  /** How often the connection was lost so far. */
  closes(): number;
  synced(): Promise<void>;
}

/** `WebSocket` with headers that a browser would send by itself. */
const withHeaders = (headers: Readonly<Record<string, string>>): typeof globalThis.WebSocket =>
  class extends WebSocket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols, { headers });
    }
  } as unknown as typeof globalThis.WebSocket;

export const provide = (
  origin: string,
  board: string,
  options: { readonly protocols?: string[]; readonly cookie?: string },
): Provided => {
  const doc = new Y.Doc();
  const provider = new WebsocketProvider(`${origin.replace(/^http/, 'ws')}/sync`, board, doc, {
    disableBc: true,
    protocols: options.protocols ?? [],
    WebSocketPolyfill: withHeaders(options.cookie === undefined ? {} : { cookie: options.cookie }),
  });
  let closes = 0;
  provider.on('connection-close', () => (closes += 1));
  onTestFinished(() => {
    provider.destroy();
    doc.destroy();
  });
  return {
    doc,
    provider,
    closes: () => closes,
    synced: () =>
      new Promise((resolve) => {
        if (provider.synced) return resolve();
        provider.once('sync', () => resolve());
      }),
  };
};

/** The version of the provider that is tested with. */
export const providerVersion = (createRequire(import.meta.url)('y-websocket/package.json') as { version: string })
  .version;
