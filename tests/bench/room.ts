/** Propagation through the product: real server, real sockets, our own client, one board. */
import * as Y from 'yjs';
import { poll } from '../support/poll.ts';
import type { TestServer } from '../support/server.ts';
import { visit } from '../support/visitor.ts';
import { drive, type Load, type Measured, spreadOf } from './latencies.ts';

const ROWS = 'alias';

export const measureRoom = async (server: TestServer, load: Load): Promise<Measured> => {
  const owner = await visit(server, 'Bench', 'IT');
  const board = await owner.createBoard('Propagation latency', 't1');
  const madeAtMs = new Map<string, number>();
  const acknowledgedMs: number[] = [];
  const visibleMs: number[] = [];
  let bytes = 0;

  const people = await Promise.all(
    Array.from({ length: load.clients }, async (_, index) => {
      const visitor = await visit(server, `Person ${index + 1}`, 'OPS');
      const doc = new Y.Doc();
      const waiting: string[] = [];
      const { client } = visitor.open(board.id, {
        doc,
        onState: (state) => {
          const unsent = state.kind === 'synced' ? 0 : state.kind === 'saving' ? state.unsent : waiting.length;
          const nowMs = performance.now();
          while (waiting.length > unsent) acknowledgedMs.push(nowMs - madeAtMs.get(waiting.shift()!)!);
        },
      });
      doc.getMap(ROWS).observe((event, transaction) => {
        if (transaction.local) return;
        const nowMs = performance.now();
        for (const key of event.keysChanged) {
          const atMs = madeAtMs.get(key);
          if (atMs !== undefined) visibleMs.push(nowMs - atMs);
        }
      });
      doc.on('update', (update: Uint8Array, _origin: unknown, _doc: Y.Doc, transaction: Y.Transaction) => {
        if (transaction.local) bytes += update.length;
      });
      return { doc, client, waiting };
    }),
  );
  await poll(() => people.every((one) => one.client.state.kind === 'synced'), { what: 'all clients to be in sync' });
  const systemId = [...people[0]!.doc.getMap('system').keys()][0]!;

  await drive(load, (index, number) => {
    const { doc, waiting } = people[index]!;
    const key = `${systemId}|${index} ${number}`;
    madeAtMs.set(key, performance.now());
    doc.transact(() => doc.getMap(ROWS).set(key, 1));
    waiting.push(key);
  });
  const edits = madeAtMs.size;
  await poll(() => acknowledgedMs.length === edits && visibleMs.length === edits * (load.clients - 1), {
    what: () => `${edits} edits to arrive; ${acknowledgedMs.length} acknowledged, ${visibleMs.length} visible`,
  });
  for (const { client } of people) client.destroy();
  return { acknowledged: spreadOf(acknowledgedMs), visible: spreadOf(visibleMs), bytesPerEdit: bytes / edits };
};
