/**
 * `GET /sync/:board`: who may open a WebSocket, and its hand-over to the hub. Refusals before the upgrade are HTTP
 * problems; what a browser's page must be able to read (an unknown board) is a close code after it.
 */
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Clock, CLOSE, LIMITS, SUBPROTOCOL } from '@chartroom/sync';
import type { Hub, Transport } from '@chartroom/sync/server';
import type { Logger } from 'pino';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import type { Grants, Held } from '../auth/grants.ts';
import { isMeant } from '../auth/meant.ts';
import type { Identify } from '../auth/identity.ts';
import type { RequestPolicy } from '../auth/policy.ts';
import type { Boards } from '../db/boards.ts';
import type { Actor, Principals } from '../db/principals.ts';
import type { RecordPages } from '../db/record-pages.ts';
import { COMMON_HEADERS } from '../http/headers.ts';
import { PROBLEMS, PROBLEM_MEDIA_TYPE, type ProblemKind, problemOf } from '../http/problem.ts';
import { replayingRecord } from './record-replay.ts';
import { type Offer, parseOffer, selectProtocol } from './subprotocol.ts';
import { createTransport } from './transport.ts';

export interface UpgradeParts {
  readonly hub: Hub;
  readonly boards: Boards;
  readonly principals: Pick<Principals, 'linkedTo'>;
  readonly recordPages: Pick<RecordPages, 'all'>;
  readonly clock: Pick<Clock, 'after'>;
  readonly identify: Identify;
  readonly policy: RequestPolicy;
  readonly grants: Grants;
  /** Whether the session, token or cookie that a connection came with still counts. */
  isLive(actor: Actor, nowMs: number): boolean;
  readonly log: Logger;
  nowMs(): number;
  isOpen(): boolean;
}

export type HandleUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => void;

/** Browsers split large messages into a few fragments; nobody needs many. */
const MAX_FRAGMENTS = 64;
const ENTRIES_A_PAGE = 1000;

/** Answers an upgrade with a problem document and ends the connection. */
export const refuseUpgrade = (socket: Duplex, kind: ProblemKind, detail: string, path: string): void => {
  const body = JSON.stringify(problemOf(kind, detail, path));
  const { status } = PROBLEMS[kind];
  const headers = {
    ...COMMON_HEADERS,
    'content-type': PROBLEM_MEDIA_TYPE,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
    'cache-control': 'no-store',
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
};

const toBytes = (data: RawData): Uint8Array => {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  const buffer = Array.isArray(data) ? Buffer.concat(data) : data;
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength);
};

const queryOf = (request: IncomingMessage): URLSearchParams =>
  new URLSearchParams((request.url ?? '').split('?')[1] ?? '');

/** `record=12`: told from entry 13 on; null for whoever wants only what is stored from now on. */
const recordFrom = (request: IncomingMessage): number | null | 'unfit' => {
  const given = queryOf(request).get('record');
  if (given === null) return null;
  return /^\d{1,15}$/.test(given) ? Number(given) : 'unfit';
};

const pathOf = (request: IncomingMessage): string => (request.url ?? '/').split('?', 1)[0] ?? '/';

export const createUpgrade = (parts: UpgradeParts): HandleUpgrade => {
  const offers = new WeakMap<IncomingMessage, Offer>();
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: LIMITS.maxFrameBytes,
    perMessageDeflate: false,
    maxFragments: MAX_FRAGMENTS,
    handleProtocols: (_protocols, request) =>
      selectProtocol(offers.get(request) ?? { protocols: [], secret: undefined }),
  });

  const accept = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    const path = pathOf(request);
    const refuse = (kind: ProblemKind, detail: string): void => {
      parts.log.warn({ path, kind, origin: request.headers.origin, host: request.headers.host }, 'upgrade refused');
      refuseUpgrade(socket, kind, detail, path);
    };
    const board = /^\/sync\/([^/]+)$/.exec(path)?.[1];
    if (board === undefined)
      return refuse('not-found', `There is no WebSocket at ${path}. Boards are at /sync/ and the board's id.`);
    if (!parts.policy.originAllowed(request.headers.origin, request.headers.host ?? '')) {
      return refuse(
        'foreign-origin',
        `The connection was opened by a page of ${request.headers.origin}, not by this server's own. Use the board at its own address; behind a proxy set PUBLIC_ORIGIN to the address that people use.`,
      );
    }
    const since = recordFrom(request);
    if (since === 'unfit')
      return refuse('invalid-query', 'Give as record the number of the last entry that you have, 0 for none.');
    const offer = parseOffer(request.headers['sec-websocket-protocol']);
    const actor = await parts.identify({ cookie: request.headers.cookie, secret: offer.secret }, parts.nowMs());
    if (actor === null) {
      return refuse(
        'visitor-needed',
        'There is no valid visitor cookie and no valid token. Send your name and function to POST /api/visitor first, or offer the subprotocol chartroom.token.<secret> of a token made by chartroom token create.',
      );
    }
    const held = (await parts.boards.exists(board)) ? await parts.grants.hold(board, actor) : null;
    // However the connection ends, before the upgrade or after it.
    if (held !== null && !socket.destroyed) socket.once('close', () => held.left());
    else held?.left();
    const meant = await isMeant(actor, queryOf(request).get('as'), parts.principals);
    if (!parts.isOpen()) return refuse('starting', 'The server is stopping. Connect again in a few seconds.');
    offers.set(request, offer);
    server.handleUpgrade(request, socket, head, (webSocket) => {
      webSocket.on('error', (error) => parts.log.debug({ err: error, board, principal: actor.id }, 'socket error'));
      // Nothing of what waits in the page is taken in somebody else's name; the page asks who is there and begins anew.
      if (!meant) return createTransport(webSocket).close(CLOSE.unauthenticated);
      if (held === null) return createTransport(webSocket).close(CLOSE.unknownBoard);
      attach(webSocket, board, actor, held, since);
    });
  };

  /** Foreign clients do not know entries of the record. */
  const transportOf = (webSocket: WebSocket, board: string, since: number | null): Transport => {
    const transport = createTransport(webSocket);
    return since === null || webSocket.protocol !== SUBPROTOCOL
      ? transport
      : replayingRecord(transport, {
          since,
          page: (seq) => parts.recordPages.all(board, seq, ENTRIES_A_PAGE),
          after: (ms, task) => void parts.clock.after(ms, task),
          onFailure: (error) => parts.log.error({ err: error, board }, 'record not told over the socket'),
        });
  };

  const attach = (webSocket: WebSocket, board: string, actor: Actor, held: Held, since: number | null): void => {
    const isLive = (): boolean => parts.isLive(actor, parts.nowMs());
    const transport = transportOf(webSocket, board, since);
    const connection = parts.hub.connect({
      board,
      grant: () => (isLive() ? held.grant() : null),
      subprotocol: webSocket.protocol === '' ? null : webSocket.protocol,
      // Whose session is over signs in again and goes on; who may not be here any more does not.
      transport: {
        ...transport,
        close: (reason) =>
          transport.close(
            reason === CLOSE.forbidden && actor.kind !== 'token' && !isLive() ? CLOSE.unauthenticated : reason,
          ),
      },
    });
    webSocket.on('message', (data, isBinary) => {
      if (isBinary) connection.receive(toBytes(data));
      else connection.end(CLOSE.malformed);
    });
    webSocket.on('pong', () => connection.pong());
    webSocket.on('ping', () => connection.pong());
    webSocket.on('close', () => connection.closed());
    held.onEnded(() => connection.end(CLOSE.forbidden));
  };

  return (request, socket, head) => {
    socket.on('error', (error) => parts.log.debug({ err: error }, 'upgrade socket error'));
    accept(request, socket, head).catch((error: unknown) => {
      parts.log.error({ err: error, path: pathOf(request) }, 'upgrade failed');
      if (socket.writable)
        refuseUpgrade(
          socket,
          'internal',
          'The server failed on this connection; its log has the cause. Connect again.',
          pathOf(request),
        );
    });
  };
};
