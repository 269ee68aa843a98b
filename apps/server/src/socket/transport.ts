/** One `ws` socket as the hub's transport: no method throws, and a closed socket takes everything in silence. */
import { WebSocket } from 'ws';
import type { Transport } from '@chartroom/sync/server';

/** How long a client has to answer a close before its connection is cut. */
const CLOSE_TIMEOUT_MS = 1000;

export const createTransport = (socket: WebSocket): Transport => ({
  send: (frame) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(frame, { binary: true, compress: false }, () => {});
  },
  close: (reason) => {
    if (socket.readyState === WebSocket.CLOSED) return;
    const timer = setTimeout(() => socket.terminate(), CLOSE_TIMEOUT_MS);
    timer.unref();
    socket.once('close', () => clearTimeout(timer));
    if (socket.readyState === WebSocket.OPEN) socket.close(reason.code, reason.name);
  },
  ping: () => {
    if (socket.readyState === WebSocket.OPEN) socket.ping();
  },
  bufferedBytes: () => socket.bufferedAmount,
});
