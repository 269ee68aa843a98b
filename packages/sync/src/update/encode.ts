/**
 * Writes an update (V1) from parts of a parsed one: structs as they were, deletions anew.
 */
import * as encoding from 'lib0/encoding';
import type { Deletions } from './parse.ts';

/** Structs of one client id that follow each other from `clock`, as encoded pieces. */
export interface EncodedRun {
  readonly client: number;
  readonly clock: number;
  readonly structs: number;
  readonly pieces: readonly Uint8Array[];
}

export function encodeUpdate(runs: readonly EncodedRun[], deletions: Deletions): Uint8Array<ArrayBuffer> {
  const encoder = encoding.createEncoder();
  encoding.writeVarUint(encoder, runs.length);
  for (const run of runs) {
    encoding.writeVarUint(encoder, run.structs);
    encoding.writeVarUint(encoder, run.client);
    encoding.writeVarUint(encoder, run.clock);
    for (const piece of run.pieces) encoding.writeUint8Array(encoder, piece);
  }
  encoding.writeVarUint(encoder, deletions.size);
  for (const [client, ranges] of deletions) {
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, ranges.length);
    for (const range of ranges) {
      encoding.writeVarUint(encoder, range.clock);
      encoding.writeVarUint(encoder, range.length);
    }
  }
  return encoding.toUint8Array(encoder);
}
