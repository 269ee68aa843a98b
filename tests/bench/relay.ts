/**
 * The reference of the benchmark: a relay that sends each frame to everybody in the room, its author included, and does
 * nothing else; no store, no checks, no document. About what the machine gives at best.
 */
import { WebSocketServer } from 'ws';

const relay = new WebSocketServer({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
relay.on('connection', (socket) => {
  socket.on('error', () => socket.terminate());
  socket.on('message', (frame) => {
    for (const other of relay.clients) other.send(frame);
  });
});
relay.on('listening', () => {
  const address = relay.address();
  if (address === null || typeof address === 'string') throw new Error('The relay has no port');
  process.send?.({ port: address.port });
});
process.on('disconnect', () => process.exit(0));
