/**
 * The chain: how an entry gets its hash, and how a record is checked from its first entry to its signed heads. The same
 * in a browser, on the server and in an offline verifier; knows no kind and no storage.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from './canonical.ts';
import { FIRST_PREV_HASH, type Entry, type NewEntry, type RecordHead } from './entry.ts';

type Unhashed = Omit<Entry, 'hash'>;

/**
 * Lower-case hex SHA-256 over the RFC 8785 form of an entry without its hash. Throws on what JSON cannot say: no payload,
 * a lone surrogate, a number that is not finite, a cycle.
 */
export function entryHash({ board, seq, id, kind, actor, at, payload, prevHash }: Unhashed): string {
  // Left out of the object, a payload that is undefined would go unnoticed.
  if (payload === undefined) throw new Error('An entry without a payload has no hash');
  return bytesToHex(sha256(utf8ToBytes(canonicalJson({ board, seq, id, kind, actor, at, payload, prevHash }))));
}

/** Gives an entry its place after `head`; null is the head of a record without entries. Throws as `entryHash` does. */
export function chained<P>(board: string, head: RecordHead | null, entry: NewEntry<P>): Entry<P> {
  const unhashed = {
    board,
    seq: (head?.seq ?? 0) + 1,
    id: entry.id,
    kind: entry.kind,
    actor: entry.actor,
    at: entry.at,
    payload: entry.payload,
    prevHash: head?.hash ?? FIRST_PREV_HASH,
  };
  return { ...unhashed, hash: entryHash(unhashed) };
}

/**
 * `unreadable`: not an entry of this form. `changed`: content and hash do not belong together. `unlinked`: names another
 * predecessor than the one that stands there, so one of the two was replaced. `missing`: not there. `reordered`: stands
 * after an entry of the same or a higher number. `foreign`: belongs to another board. `rewritten`: sound in itself, but
 * not what was signed. `cut-off`: the record ends before a head that was signed.
 */
export const CHAIN_FAULTS = [
  'unreadable',
  'changed',
  'unlinked',
  'missing',
  'reordered',
  'foreign',
  'rewritten',
  'cut-off',
] as const;
export type ChainFault = (typeof CHAIN_FAULTS)[number];

export interface LocatedFault {
  readonly fault: ChainFault;
  /** Number of the entry that it is about; the first of several. */
  readonly seq: number;
  /** The last of several: all of them are gone (`missing`, `cut-off`), or it is one of them (`rewritten`). */
  readonly last: number;
}

export interface Verified {
  /** How many were looked at, whatever was found. */
  readonly entries: number;
  /** The last entry in its place; null where there is none. */
  readonly head: RecordHead | null;
  /** In the order in which they were found; empty for a record that holds. */
  readonly faults: readonly LocatedFault[];
}

const HASH = /^[0-9a-f]{64}$/;
const isHash = (value: unknown): boolean => typeof value === 'string' && HASH.test(value);
const isText = (value: unknown): boolean => typeof value === 'string';

/** Every field of an entry; another one beside them would be said by nobody and covered by no hash. */
const FIELDS: Readonly<Record<keyof Entry, (value: unknown) => boolean>> = {
  board: isText,
  seq: (value) => Number.isSafeInteger(value) && (value as number) >= 1,
  id: isText,
  kind: isText,
  actor: isText,
  at: isText,
  payload: (value) => value !== undefined,
  prevHash: isHash,
  hash: isHash,
};
const CHECKS = Object.entries(FIELDS);

const isEntry = (value: unknown): value is Entry =>
  typeof value === 'object' &&
  value !== null &&
  Object.keys(value).length === CHECKS.length &&
  CHECKS.every(([field, holds]) => Object.hasOwn(value, field) && holds((value as Record<string, unknown>)[field]));

const hashOf = (entry: Entry): string | null => {
  try {
    return entryHash(entry);
  } catch {
    return null;
  }
};

/** Checks a chain piece by piece, so that a long record need not be held at once. Takes anything and never throws. */
export class ChainVerifier {
  readonly #board: string;
  readonly #signed: Readonly<Record<number, readonly RecordHead[] | undefined>>;
  /** Highest number that was signed. */
  readonly #signedSeq: number;
  #head: RecordHead | null = null;
  /** What the next entry may name as its predecessor. */
  #links: readonly string[] = [FIRST_PREV_HASH];
  #entries = 0;
  /** Last signed head that the record holds; null after one that it does not hold. */
  #held: number | null = 0;
  readonly #faults: LocatedFault[] = [];

  /** `signed`: heads that the server once signed for this board, their signatures checked: the record must hold each. */
  constructor(board: string, signed: readonly RecordHead[] = []) {
    this.#board = board;
    this.#signed = Object.groupBy(signed, (one) => one.seq);
    this.#signedSeq = signed.reduce((highest, one) => Math.max(highest, one.seq), 0);
  }

  add(entries: readonly unknown[]): void {
    for (const entry of entries) this.#check(entry);
  }

  #report(fault: ChainFault, seq: number, last = seq): void {
    this.#faults.push({ fault, seq, last });
  }

  #check(entry: unknown): void {
    this.#entries += 1;
    const due = (this.#head?.seq ?? 0) + 1;
    if (!isEntry(entry)) return this.#report('unreadable', due);
    const computed = hashOf(entry);
    if (computed !== entry.hash) {
      this.#report('changed', due);
      // Its number is not vouched for, so it counts where it stands. Content and hash cannot both be right: the next
      // entry tells which of them was there when it was written.
      return this.#place(due, entry.hash, computed);
    }
    if (entry.board !== this.#board) {
      this.#report('foreign', due);
      return entry.seq === due ? this.#place(due, entry.hash) : undefined;
    }
    if (entry.seq < due) return this.#report('reordered', entry.seq);
    if (entry.seq > due) this.#report('missing', due, entry.seq - 1);
    else if (!this.#links.includes(entry.prevHash)) this.#report('unlinked', due);
    this.#place(entry.seq, entry.hash);
  }

  #place(seq: number, hash: string, computed: string | null = null): void {
    this.#head = { seq, hash };
    this.#links = computed === null ? [hash] : [hash, computed];
    const signed = this.#signed[seq];
    if (signed === undefined || this.#held === null) return;
    if (signed.every((one) => this.#links.includes(one.hash))) this.#held = seq;
    else {
      this.#report('rewritten', this.#held + 1, seq);
      this.#held = null;
    }
  }

  /** What was found so far, with the entries added so far as the whole record. */
  end(): Verified {
    const last = this.#head?.seq ?? 0;
    const cutOff: readonly LocatedFault[] =
      this.#signedSeq > last ? [{ fault: 'cut-off', seq: last + 1, last: this.#signedSeq }] : [];
    return { entries: this.#entries, head: this.#head, faults: [...this.#faults, ...cutOff] };
  }
}

/** Checks a whole record at once; `signed` as for `ChainVerifier`. Never throws. */
export function verifyChain(board: string, entries: readonly unknown[], signed: readonly RecordHead[] = []): Verified {
  const verifier = new ChainVerifier(board, signed);
  verifier.add(entries);
  return verifier.end();
}
