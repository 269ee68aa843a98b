/** Writes updates byte by byte, right and wrong ones alike. */
import * as encoding from 'lib0/encoding';
import { encodeFrame } from '../../src/wire/frames.ts';
import { encodeAwareness, type AwarenessEntry } from '../../src/wire/awareness-states.ts';

export type Bytes = Uint8Array;
const bytes = (write: (encoder: encoding.Encoder) => void): Bytes => {
  const encoder = encoding.createEncoder();
  write(encoder);
  return encoding.toUint8Array(encoder);
};

export interface Hook {
  readonly origin?: readonly [client: number, clock: number];
  readonly right?: readonly [client: number, clock: number];
  readonly root?: string;
  readonly parent?: readonly [client: number, clock: number];
  readonly key?: string;
}

const id = (encoder: encoding.Encoder, [client, clock]: readonly [number, number]): void => {
  encoding.writeVarUint(encoder, client);
  encoding.writeVarUint(encoder, clock);
};

function item(hook: Hook, reference: number, writeContent: (encoder: encoding.Encoder) => void): Bytes {
  return bytes((encoder) => {
    const info = reference | (hook.origin ? 128 : 0) | (hook.right ? 64 : 0) | (hook.key === undefined ? 0 : 32);
    encoding.writeUint8(encoder, info);
    if (hook.origin) id(encoder, hook.origin);
    if (hook.right) id(encoder, hook.right);
    if (!hook.origin && !hook.right) {
      encoding.writeVarUint(encoder, hook.root === undefined ? 0 : 1);
      if (hook.root === undefined) id(encoder, hook.parent ?? [0, 0]);
      else encoding.writeVarString(encoder, hook.root);
      if (hook.key !== undefined) encoding.writeVarString(encoder, hook.key);
    }
    writeContent(encoder);
  });
}

export const gc = (length: number): Bytes =>
  bytes((encoder) => (encoding.writeUint8(encoder, 0), encoding.writeVarUint(encoder, length)));
export const skip = (length: number): Bytes =>
  bytes((encoder) => (encoding.writeUint8(encoder, 10), encoding.writeVarUint(encoder, length)));
export const deleted = (hook: Hook, length: number): Bytes =>
  item(hook, 1, (encoder) => encoding.writeVarUint(encoder, length));
export const text = (hook: Hook, value: string): Bytes =>
  item(hook, 4, (encoder) => encoding.writeVarString(encoder, value));
export const rawText = (hook: Hook, value: Bytes): Bytes =>
  item(hook, 4, (encoder) => encoding.writeVarUint8Array(encoder, value));
export const any = (hook: Hook, ...values: readonly unknown[]): Bytes =>
  item(hook, 8, (encoder) => {
    encoding.writeVarUint(encoder, values.length);
    for (const value of values) encoding.writeAny(encoder, value as never);
  });
export const rawAny = (hook: Hook, value: Bytes): Bytes =>
  item(hook, 8, (encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeUint8Array(encoder, value);
  });
/** Content by its number, with whatever bytes. */
export const other = (hook: Hook, reference: number, content: Bytes): Bytes =>
  item(hook, reference, (encoder) => encoding.writeUint8Array(encoder, content));
export const map = (hook: Hook): Bytes => item(hook, 7, (encoder) => encoding.writeVarUint(encoder, 1));
export const xmlText = (hook: Hook): Bytes => item(hook, 7, (encoder) => encoding.writeVarUint(encoder, 6));
export const element = (hook: Hook, name = 'paragraph'): Bytes =>
  item(hook, 7, (encoder) => {
    encoding.writeVarUint(encoder, 3);
    encoding.writeVarString(encoder, name);
  });

export interface ForgedSection {
  readonly client: number;
  readonly clock: number;
  readonly structs: readonly Bytes[];
  /** Announced number of structs when it differs. */
  readonly count?: number;
}
export type ForgedDeletions = readonly (readonly [
  client: number,
  ...ranges: (readonly [clock: number, length: number])[],
])[];

export const update = (sections: readonly ForgedSection[], deletions: ForgedDeletions = []): Bytes =>
  bytes((encoder) => {
    encoding.writeVarUint(encoder, sections.length);
    for (const { client, clock, structs, count } of sections) {
      encoding.writeVarUint(encoder, count ?? structs.length);
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, clock);
      for (const struct of structs) encoding.writeUint8Array(encoder, struct);
    }
    encoding.writeVarUint(encoder, deletions.length);
    for (const [client, ...ranges] of deletions) {
      encoding.writeVarUint(encoder, client);
      encoding.writeVarUint(encoder, ranges.length);
      for (const range of ranges) id(encoder, range);
    }
  });

export const editFrame = (content: Bytes): Bytes => encodeFrame({ type: 'update', update: content });
export const awarenessFrame = (...entries: readonly AwarenessEntry[]): Bytes =>
  encodeFrame({ type: 'awareness', states: encodeAwareness(entries) });
