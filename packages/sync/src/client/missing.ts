/**
 * What a server lacks of a document: structs by its state vector, deletions by the ones that its sync step 2 listed.
 * Yjs itself would repeat every deletion of the document at each reconnect.
 */
import * as Y from 'yjs';
import { encodeUpdate } from '../update/encode.ts';
import { parseUpdate, UNLIMITED } from '../update/parse.ts';
import { subtractDeletions } from '../update/subtract.ts';

/** Null when it lacks nothing. */
export function missingUpdate(doc: Y.Doc, stateVector: Uint8Array, serverUpdate: Uint8Array): Uint8Array | null {
  const own = Y.encodeStateAsUpdate(doc, stateVector);
  const mine = parseUpdate(own, UNLIMITED);
  const theirs = parseUpdate(serverUpdate, UNLIMITED);
  if (mine.kind === 'refused' || theirs.kind === 'refused') return own;
  const deletions = subtractDeletions(mine.parsed.deletions, theirs.parsed.deletions);
  const { sections, bytes } = mine.parsed;
  if (sections.length === 0 && deletions.size === 0) return null;
  const runs = sections.map(({ client, clock, structs }) => ({
    client,
    clock,
    structs: structs.length,
    pieces: [bytes.subarray(structs[0]!.start, structs.at(-1)!.end)],
  }));
  return encodeUpdate(runs, deletions);
}
