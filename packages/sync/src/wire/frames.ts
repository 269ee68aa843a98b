/**
 * Frames to bytes and back, driven by the grammar. Decoding is total: every input yields a value, nothing throws and
 * nothing is allocated beyond the input's own size. Decoded `bytes` are views of the input.
 */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import { GRAMMAR, type FieldType, type Frame, type FrameSpec, type FrameType } from './grammar.ts';

export type Decoded =
  | { readonly kind: 'frame'; readonly frame: Frame }
  /** A tag that this version does not know. */
  | { readonly kind: 'unknown'; readonly tag: number }
  | { readonly kind: 'malformed'; readonly detail: string };

type FieldValue = number | boolean | string | Uint8Array;
type Entry = readonly [FrameType, FrameSpec];
const ENTRIES = Object.entries(GRAMMAR) as readonly Entry[];
const BY_TAG = new Map<number, Map<number, Entry> | Entry>();
for (const entry of ENTRIES) {
  const [first, second] = entry[1].tag;
  if (second === undefined) BY_TAG.set(first!, entry);
  else {
    const inner = (BY_TAG.get(first!) ?? new Map<number, Entry>()) as Map<number, Entry>;
    inner.set(second, entry);
    BY_TAG.set(first!, inner);
  }
}

function writeField(encoder: encoding.Encoder, type: FieldType, value: FieldValue): void {
  switch (type) {
    case 'uint':
      return encoding.writeVarUint(encoder, value as number);
    case 'bool':
      return encoding.writeVarUint(encoder, value === true ? 1 : 0);
    case 'string':
      return encoding.writeVarString(encoder, value as string);
    case 'bytes':
      return encoding.writeVarUint8Array(encoder, value as Uint8Array);
  }
}

export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  const spec: FrameSpec = GRAMMAR[frame.type];
  const encoder = encoding.createEncoder();
  for (const part of spec.tag) encoding.writeVarUint(encoder, part);
  const values = frame as unknown as Record<string, FieldValue>;
  for (const field in spec.fields) writeField(encoder, spec.fields[field]!, values[field]!);
  return encoding.toUint8Array(encoder);
}

class Malformed extends Error {}

function readField(decoder: decoding.Decoder, type: FieldType): FieldValue {
  switch (type) {
    case 'uint':
      return decoding.readVarUint(decoder);
    case 'bool': {
      const value = decoding.readVarUint(decoder);
      if (value > 1) throw new Malformed('a flag is neither 0 nor 1');
      return value === 1;
    }
    case 'string':
      return decoding.readVarString(decoder);
    case 'bytes':
      return decoding.readVarUint8Array(decoder);
  }
}

export function decodeFrame(bytes: Uint8Array): Decoded {
  const decoder = decoding.createDecoder(bytes);
  try {
    const tag = decoding.readVarUint(decoder);
    let entry = BY_TAG.get(tag);
    if (entry instanceof Map) entry = entry.get(decoding.readVarUint(decoder));
    if (entry === undefined) return { kind: 'unknown', tag };
    const [type, spec] = entry;
    const frame: Record<string, FieldValue> = { type };
    for (const field in spec.fields) frame[field] = readField(decoder, spec.fields[field]!);
    if (decoding.hasContent(decoder)) return { kind: 'malformed', detail: `bytes after the end of ${type}` };
    return { kind: 'frame', frame: frame as unknown as Frame };
  } catch (error) {
    return { kind: 'malformed', detail: error instanceof Error ? error.message : 'unreadable' };
  }
}
