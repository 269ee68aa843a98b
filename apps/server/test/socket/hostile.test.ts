import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { until } from '../support/poll.ts';
import { provide } from '../support/provider.ts';
import { connectRaw, frame } from '../support/raw-socket.ts';
import { startTestServer } from '../support/server.ts';

const FIN = 0x80;
const RSV1 = 0x40;
const RSV2 = 0x20;
const BINARY = 2;
const ONE = new Uint8Array([0]);

const HOSTILE: readonly (readonly [string, number, () => Buffer])[] = [
  ['a reserved bit', 1002, () => frame(FIN | RSV2 | BINARY, ONE)],
  [
    'a deflate bomb although compression was turned down',
    1002,
    () => frame(FIN | RSV1 | BINARY, deflateRawSync(Buffer.alloc(10_000_000))),
  ],
  ['a reserved opcode', 1002, () => frame(FIN | 3, ONE)],
  ['a frame without a mask', 1002, () => Buffer.from([FIN | BINARY, 1, 0])],
  ['a continuation of nothing', 1002, () => frame(FIN, ONE)],
  ['a ping of 126 bytes', 1002, () => frame(FIN | 9, new Uint8Array(126))],
  ['a frame that announces 2^40 bytes', 1009, () => frame(FIN | BINARY, ONE, 2 ** 40)],
  [
    '130,000 fragments of one byte',
    1008,
    () => Buffer.concat([frame(BINARY, ONE), ...Array.from({ length: 130_000 }, () => frame(0, ONE))]),
  ],
  [
    'fragments that add up to over 256 KB',
    1009,
    () => Buffer.concat([frame(BINARY, new Uint8Array(200_000)), frame(FIN, new Uint8Array(200_000))]),
  ],
  ['text that is not UTF-8', 1007, () => frame(FIN | 1, new Uint8Array([0xff, 0xfe]))],
  [
    'a frame of the protocol that is none',
    4400,
    () => frame(FIN | BINARY, new Uint8Array([0, 9, 255, 255, 255, 255, 255])),
  ],
  ['an empty frame', 4400, () => frame(FIN | BINARY)],
];

describe('hostile WebSocket frames', () => {
  it.each(HOSTILE)(
    'SRV-99 %s ends that connection with %i, and a bystander sees the next edit',
    async (_what, code, bytes) => {
      const server = await startTestServer();
      const cookie = await server.visit();
      const id = await server.create(cookie, 'Lot release', 'blank');
      const [author, bystander] = [provide(server.origin, id, { cookie }), provide(server.origin, id, { cookie })];
      await Promise.all([author.synced(), bystander.synced()]);

      const attacker = await connectRaw(server.port, `/sync/${id}`, cookie);
      attacker.write(bytes());
      expect(await attacker.closed()).toBe(code);

      author.doc.getMap('board').set('site', 'Plant 4');
      await until(() => bystander.doc.getMap('board').get('site') === 'Plant 4');
      expect(author.closes() + bystander.closes()).toBe(0);
    },
  );

  it('SRV-99 a connection that is cut in the middle of a frame harms nobody', async () => {
    const server = await startTestServer();
    const cookie = await server.visit();
    const id = await server.create(cookie, 'Lot release', 'blank');
    const bystander = provide(server.origin, id, { cookie });
    await bystander.synced();
    const whole = frame(FIN | BINARY, new Uint8Array(100));
    for (let cut = 1; cut < whole.length; cut += 10) {
      const attacker = await connectRaw(server.port, `/sync/${id}`, cookie);
      attacker.write(whole.subarray(0, cut));
      attacker.cut();
      expect(await attacker.closed()).toBeNull();
    }
    expect((await server.ask('/readyz')).status).toBe(200);
    expect(bystander.closes()).toBe(0);
  });
});
