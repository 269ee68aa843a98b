/** A bare WebSocket client for tests: what it was answered at the upgrade, what it received, how it was closed. */
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { onTestFinished } from 'vitest';
import { WebSocket } from 'ws';

export interface Socket {
  readonly webSocket: WebSocket;
  readonly protocol: string;
  closed(): Promise<{ readonly code: number; readonly reason: string }>;
}

export interface Dial {
  readonly protocols?: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly cookie?: string;
}

const dial = (url: string, { protocols = [], headers = {}, cookie }: Dial): WebSocket => {
  const webSocket = new WebSocket(url, [...protocols], {
    headers: { ...headers, ...(cookie === undefined ? {} : { cookie }) },
  });
  webSocket.binaryType = 'arraybuffer';
  webSocket.on('error', () => {});
  onTestFinished(() => webSocket.terminate());
  return webSocket;
};

/** Connects; rejects when the upgrade is refused. */
export const connectSocket = async (url: string, options: Dial = {}): Promise<Socket> => {
  const webSocket = dial(url, options);
  const closing = new Promise<{ readonly code: number; readonly reason: string }>((resolve) =>
    webSocket.once('close', (code, reason) => resolve({ code, reason: reason.toString() })),
  );
  await new Promise<void>((resolve, reject) => {
    webSocket.once('open', resolve);
    webSocket.once('error', reject);
  });
  return {
    webSocket,
    protocol: webSocket.protocol,
    closed: () => closing,
  };
};

/** The answer of a refused upgrade as a response. */
export const refusedUpgrade = async (url: string, options: Dial = {}): Promise<Response> => {
  const webSocket = dial(url, options);
  const opened = once(webSocket, 'open').then(() => {
    throw new Error('The upgrade was accepted.');
  });
  const [, response] = (await Promise.race([once(webSocket, 'unexpected-response'), opened])) as [
    unknown,
    IncomingMessage,
  ];
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return new Response(Buffer.concat(chunks), {
    status: response.statusCode ?? 0,
    headers: { 'content-type': response.headers['content-type'] ?? '' },
  });
};
