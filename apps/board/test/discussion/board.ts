/** A board for the tests of this folder: what discussion asks of the open board, read afresh from a document. */
import {
  Analyst,
  fixesFor,
  NO_INPUT,
  readSnapshot,
  relate,
  type Entity,
  type EntityKind,
  type Fields,
  type Finding,
  type Fix,
  type Row,
  type RowKind,
  type SingleKind,
} from '@chartroom/domain';
import * as Y from 'yjs';
import { TestBoard } from '../map/board.ts';

export const readerOf = (board: TestBoard) => {
  const now = () => readSnapshot(board.doc);
  return {
    me: { id: 'me', name: 'Lena Wirth', function: 'OPS', kind: 'user' } as const,
    entity: <K extends EntityKind>(kind: K, id: string): Entity<K> | undefined =>
      (now().entities[kind] as readonly Entity<K>[]).find((one) => one.id === id),
    rows: <K extends RowKind>(kind: K): readonly Row<K>[] => now().rows[kind] as readonly Row<K>[],
    single: <K extends SingleKind>(kind: K): Fields<K> => now()[kind] as Fields<K>,
    get relations() {
      return relate(now());
    },
    get snapshot() {
      return now();
    },
    analysisInput: NO_INPUT,
    copy: (): Y.Doc => {
      const copy = new Y.Doc();
      Y.applyUpdate(copy, Y.encodeStateAsUpdate(board.doc));
      return copy;
    },
  };
};

export const findingsOf = (
  board: TestBoard,
): readonly { readonly finding: Finding; readonly fixes: readonly Fix[] }[] => {
  const analyst = new Analyst(board.snapshot, NO_INPUT, { follows: false });
  return analyst.analysis.findings.map((finding) => ({ finding, fixes: fixesFor(analyst.facts, finding) }));
};
