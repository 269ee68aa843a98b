/** Propagation through the bare relay, with frames of the size that the product's edits had. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { WebSocket } from 'ws';
import { poll } from '../support/poll.ts';
import { drive, type Load, type Measured, spreadOf } from './latencies.ts';

const RELAY = fileURLToPath(new URL('relay.ts', import.meta.url));

export const measureRelay = async (load: Load, bytesPerFrame: number): Promise<Measured> => {
  const relay = fork(RELAY, { stdio: 'inherit' });
  const port = await new Promise<number>((resolve) =>
    relay.once('message', (message) => resolve((message as { port: number }).port)),
  );
  const madeAtMs: number[] = [];
  const acknowledgedMs: number[] = [];
  const visibleMs: number[] = [];
  const sockets = await Promise.all(
    Array.from(
      { length: load.clients },
      (_, index) =>
        new Promise<WebSocket>((resolve, reject) => {
          const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
          socket.once('open', () => resolve(socket));
          socket.once('error', reject);
          socket.on('message', (frame: Buffer) => {
            const latencyMs = performance.now() - madeAtMs[frame.readUInt32LE(0)]!;
            if (frame[4] === index) acknowledgedMs.push(latencyMs);
            else visibleMs.push(latencyMs);
          });
        }),
    ),
  );
  await drive(load, (index) => {
    const frame = Buffer.alloc(Math.max(8, Math.round(bytesPerFrame)));
    frame.writeUInt32LE(madeAtMs.length, 0);
    frame[4] = index;
    madeAtMs.push(performance.now());
    sockets[index]!.send(frame);
  });
  const edits = madeAtMs.length;
  await poll(() => acknowledgedMs.length === edits && visibleMs.length === edits * (load.clients - 1), {
    what: 'all frames to come through the relay',
  });
  for (const socket of sockets) socket.close();
  relay.disconnect();
  return { acknowledged: spreadOf(acknowledgedMs), visible: spreadOf(visibleMs), bytesPerEdit: bytesPerFrame };
};
