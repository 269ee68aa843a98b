/** A WebSocket connection of which the test writes every byte: what no client library would send. */
import { randomBytes } from 'node:crypto';
import { type Socket, connect } from 'node:net';
import { onTestFinished } from 'vitest';

export interface RawSocket {
  write(bytes: Uint8Array): void;
  /** Ends the connection after what was written, without a close frame. */
  cut(): void;
  /** The close code that the server sent; null when it cut the connection without one. */
  closed(): Promise<number | null>;
}

const HEAD_END = '\r\n\r\n';

/** The payload's length as a masked frame carries it. */
const lengthBytes = (length: number): Buffer => {
  if (length < 126) return Buffer.from([0x80 | length]);
  if (length < 65_536) return Buffer.from([0x80 | 126, length >> 8, length & 0xff]);
  const bytes = Buffer.alloc(9);
  bytes[0] = 0x80 | 127;
  bytes.writeBigUInt64BE(BigInt(length), 1);
  return bytes;
};

/** A masked frame. `first` is its first byte: FIN, reserved bits and opcode. `announced` lies about the length. */
export const frame = (first: number, payload: Uint8Array = new Uint8Array(), announced = payload.length): Buffer => {
  const mask = Buffer.from([1, 2, 3, 4]);
  const masked = Buffer.from(payload.map((byte, at) => byte ^ (mask[at % 4] ?? 0)));
  return Buffer.concat([Buffer.from([first]), lengthBytes(announced), mask, masked]);
};

/** The close code in what the server sent, which are unmasked frames. */
const closeCode = (received: Buffer): number | null => {
  for (let at = 0; at + 2 <= received.length;) {
    const opcode = received.readUInt8(at) & 0x0f;
    const short = received.readUInt8(at + 1) & 0x7f;
    const header = short === 126 ? 4 : short === 127 ? 10 : 2;
    const length =
      short === 126 ? received.readUInt16BE(at + 2) : short === 127 ? Number(received.readBigUInt64BE(at + 2)) : short;
    if (opcode === 8) return length >= 2 ? received.readUInt16BE(at + header) : null;
    at += header + length;
  }
  return null;
};

const upgraded = (socket: Socket, path: string, cookie: string): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const read = (chunk: Buffer): void => {
      received = Buffer.concat([received, chunk]);
      const end = received.indexOf(HEAD_END);
      if (end < 0) return;
      socket.off('data', read);
      if (received.toString('latin1').startsWith('HTTP/1.1 101')) resolve(received.subarray(end + HEAD_END.length));
      else reject(new Error(received.toString('latin1')));
    };
    socket.on('data', read);
    socket.write(
      [
        `GET ${path} HTTP/1.1`,
        'host: localhost',
        'connection: upgrade',
        'upgrade: websocket',
        'sec-websocket-version: 13',
        `sec-websocket-key: ${randomBytes(16).toString('base64')}`,
        // An offer of compression that the server has to turn down.
        'sec-websocket-extensions: permessage-deflate; client_max_window_bits',
        `cookie: ${cookie}`,
        '',
        '',
      ].join('\r\n'),
    );
  });

export const connectRaw = async (port: number, path: string, cookie: string): Promise<RawSocket> => {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  let received = await upgraded(socket, path, cookie);
  socket.on('data', (chunk: Buffer) => (received = Buffer.concat([received, chunk])));
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  return {
    write: (bytes) => void socket.write(bytes),
    cut: () => void socket.end(),
    closed: async () => {
      await gone;
      return closeCode(received);
    },
  };
};
