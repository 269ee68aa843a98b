/**
 * A door between clients and a server: while it is closed, connections are turned away, so that a test can look at
 * what a restarted server kept before any client sends it again. What the server had sent before it died still arrives.
 */
import { connect, createServer, type Socket } from 'node:net';

export interface Gate {
  /** Where clients connect: `http://127.0.0.1:<port>`. */
  readonly url: string;
  open(): void;
  shut(): void;
  close(): Promise<void>;
}

export const createGate = (serverPort: number): Promise<Gate> =>
  new Promise((resolve, reject) => {
    let isOpen = true;
    const sockets = new Set<Socket>();
    const door = createServer((inner) => {
      if (!isOpen) {
        inner.destroy();
        return;
      }
      const outer = connect(serverPort, '127.0.0.1');
      for (const [socket, other] of [
        [inner, outer],
        [outer, inner],
      ] as const) {
        sockets.add(socket);
        socket.setNoDelay(true);
        socket.on('error', () => other.destroy());
        socket.on('close', () => {
          sockets.delete(socket);
          other.end();
        });
        socket.pipe(other);
      }
    });
    door.once('error', reject);
    door.listen(0, '127.0.0.1', () => {
      const address = door.address();
      if (address === null || typeof address === 'string') throw new Error('The gate has no port');
      resolve({
        url: `http://127.0.0.1:${address.port}`,
        open: () => void (isOpen = true),
        shut: () => void (isOpen = false),
        close: () =>
          new Promise((closed) => {
            for (const socket of sockets) socket.destroy();
            door.close(() => closed());
          }),
      });
    });
  });
