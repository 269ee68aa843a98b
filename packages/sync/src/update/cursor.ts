/**
 * A reader over untrusted bytes that knows its end. Numbers, strings and values are read as Yjs would, but strictly:
 * whatever it accepts, Yjs reads the same way. It throws only `Unreadable`, which the parser turns into a value.
 */
import type { RefusalCode } from '../wire/refusals.ts';

export class Unreadable extends Error {
  readonly code: RefusalCode;
  constructor(code: RefusalCode, detail: string) {
    super(detail);
    this.code = code;
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export class Cursor {
  readonly bytes: Uint8Array;
  position = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get remaining(): number {
    return this.bytes.length - this.position;
  }

  byte(): number {
    if (this.position >= this.bytes.length) throw new Unreadable('malformed', 'the update ends early');
    return this.bytes[this.position++]!;
  }

  uint(): number {
    const { bytes } = this;
    let value = 0;
    let factor = 1;
    while (this.position < bytes.length) {
      const byte = bytes[this.position++]!;
      value += (byte & 127) * factor;
      if (value > Number.MAX_SAFE_INTEGER) break;
      if (byte < 128) return value;
      factor *= 128;
    }
    throw new Unreadable(
      'malformed',
      this.position < bytes.length ? 'a number is out of range' : 'the update ends early',
    );
  }

  /** A count of things that take at least `bytesEach` bytes each, so that a count alone cannot make anybody allocate. */
  count(bytesEach: number): number {
    const value = this.uint();
    if (value * bytesEach > this.remaining)
      throw new Unreadable('malformed', 'a count is larger than the rest of the update');
    return value;
  }

  skip(length: number): void {
    if (length > this.remaining) throw new Unreadable('malformed', 'the update ends early');
    this.position += length;
  }

  string(maxBytes: number, what: string): string {
    const length = this.uint();
    if (length > maxBytes)
      throw new Unreadable('too-large', `${what} has ${length} bytes, at most ${maxBytes} are allowed`);
    const start = this.position;
    this.skip(length);
    return decodeUtf8(this.bytes.subarray(start, this.position));
  }

  /** Reads over a string and returns its length in UTF-16 units, which is how Yjs counts. */
  stringUnits(): number {
    const length = this.uint();
    const start = this.position;
    this.skip(length);
    for (let at = start; at < this.position; at++) {
      if (this.bytes[at]! > 127) return decodeUtf8(this.bytes.subarray(start, this.position)).length;
    }
    return length;
  }

  /** Reads over one value of lib0's `any` encoding. */
  value(depthLeft: number): void {
    const tag = this.byte();
    switch (tag) {
      case 127: // undefined
      case 126: // null
      case 121: // false
      case 120: // true
        return;
      case 125:
        this.signedInteger();
        return;
      case 124:
        this.skip(4);
        return;
      case 123:
        this.skip(8);
        return;
      case 119:
        this.stringUnits();
        return;
      case 118:
      case 117:
        this.collection(tag === 118, depthLeft);
        return;
      default:
        throw new Unreadable('not-allowed', `a value has the type ${tag}, which is no JSON`);
    }
  }

  private collection(keyed: boolean, depthLeft: number): void {
    if (depthLeft <= 0) throw new Unreadable('too-large', 'a value is nested too deeply');
    const count = this.count(keyed ? 2 : 1);
    for (let index = 0; index < count; index++) {
      if (keyed && this.string(this.remaining, 'a key of a value') === '__proto__') {
        throw new Unreadable('not-allowed', 'a value has the key __proto__');
      }
      this.value(depthLeft - 1);
    }
  }

  private signedInteger(): void {
    const first = this.byte();
    if (first < 128) return;
    let value = first & 63;
    let factor = 64;
    for (;;) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (value > Number.MAX_SAFE_INTEGER) throw new Unreadable('malformed', 'a number is out of range');
      if (byte < 128) return;
      factor *= 128;
    }
  }
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    throw new Unreadable('malformed', 'a text is not UTF-8');
  }
}
