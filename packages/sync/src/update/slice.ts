/**
 * Cuts one encoded struct at clock units, the way Yjs splits an item: the part to the right names the unit before it
 * as its origin and keeps the right origin.
 */
import * as encoding from 'lib0/encoding';
import { Cursor } from './cursor.ts';
import type { Struct } from './parse.ts';

const HAS_ORIGIN = 128;
const HAS_RIGHT_ORIGIN = 64;

/** The units from `from` (inclusive) to `to` (exclusive), counted from the struct's own clock. */
export function sliceStruct(bytes: Uint8Array, struct: Struct, from: number, to: number): Uint8Array {
  if (from === 0 && to === struct.length) return bytes.subarray(struct.start, struct.end);
  const encoder = encoding.createEncoder();
  if (from === 0) encoding.writeUint8Array(encoder, bytes.subarray(struct.start, struct.contentStart));
  else writeHeader(encoder, bytes[struct.start]!, struct, from);
  writeContent(encoder, bytes, struct, from, to);
  return encoding.toUint8Array(encoder);
}

function writeHeader(encoder: encoding.Encoder, info: number, struct: Struct, from: number): void {
  if (struct.content === 'gc') return encoding.writeUint8(encoder, 0);
  encoding.writeUint8(
    encoder,
    (info & ~HAS_RIGHT_ORIGIN) | HAS_ORIGIN | (struct.rightOrigin === null ? 0 : HAS_RIGHT_ORIGIN),
  );
  encoding.writeVarUint(encoder, struct.client);
  encoding.writeVarUint(encoder, struct.clock + from - 1);
  if (struct.rightOrigin !== null) {
    encoding.writeVarUint(encoder, struct.rightOrigin.client);
    encoding.writeVarUint(encoder, struct.rightOrigin.clock);
  }
}

function writeContent(encoder: encoding.Encoder, bytes: Uint8Array, struct: Struct, from: number, to: number): void {
  const cursor = new Cursor(bytes);
  cursor.position = struct.contentStart;
  switch (struct.content) {
    case 'gc':
    case 'deleted':
      return encoding.writeVarUint(encoder, to - from);
    case 'string':
      return encoding.writeVarString(encoder, cursor.string(Infinity, 'a text').slice(from, to));
    case 'any': {
      cursor.uint();
      for (let left = from; left > 0; left--) cursor.value(Infinity);
      const start = cursor.position;
      for (let left = to - from; left > 0; left--) cursor.value(Infinity);
      encoding.writeVarUint(encoder, to - from);
      return encoding.writeUint8Array(encoder, bytes.subarray(start, cursor.position));
    }
    case 'map':
    case 'element':
    case 'text':
      throw new Error('A shared type has one unit and cannot be cut.');
  }
}
