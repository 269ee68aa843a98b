/**
 * Signs the heads of all records that have grown: once a day and when asked. What lies between the last signed head and
 * the new one is checked first, so that the signature never covers what was rewritten behind the server's back.
 */
import { RecordFailure, type RecordHead, type RecordLog } from '@chartroom/record';
import type { Clock } from '@chartroom/sync';
import type { Logger } from 'pino';
import type { RecordHeads, Unsigned } from '../db/record-heads.ts';
import type { HeadKey, SignedHead } from './signed-head.ts';

export interface Signing {
  readonly signed: readonly SignedHead[];
  /** Boards whose record does not hold, and why: left unsigned. */
  readonly refused: readonly { readonly board: string; readonly reason: string }[];
}

export interface HeadSigner {
  /** Rejects with `RecordFailure` when the database does not take it. */
  sign(): Promise<Signing>;
  /** The head of one board, signed now unless it was before; null while it has no entries. Rejects with `RecordFailure`. */
  signBoard(board: string): Promise<SignedHead | null>;
  /** For whoever verifies without this server. */
  readonly publicPem: string;
  /** Signs daily from now on, at once when the last time was a day ago. */
  start(): void;
  stop(): void;
}

export interface SignerParts {
  readonly record: RecordLog;
  readonly heads: RecordHeads;
  readonly key: HeadKey;
  readonly clock: Clock;
}

export const SIGN_EVERY_MS = 86_400_000;
export const RETRY_AFTER_MS = 3_600_000;
const PAGE = 500;

export const createHeadSigner = ({ record, heads, key, clock }: SignerParts, log: Logger): HeadSigner => {
  /** The head to be signed, with everything after the last signed one read and found to hold. */
  const checked = async ({ board, signed }: Unsigned): Promise<RecordHead> => {
    let head: RecordHead | null = null;
    for (let since = Math.max(0, (signed?.seq ?? 0) - 1); ; since = head.seq) {
      const entries = await record.since(board, since, PAGE);
      const first = entries[0];
      if (head === null && signed !== null && (first?.seq !== signed.seq || first.hash !== signed.hash))
        throw new RecordFailure('corrupt', `Entry ${signed.seq} of board ${board} is not the one that was signed.`);
      head = entries.at(-1) ?? head;
      if (head === null) throw new RecordFailure('corrupt', `The record of board ${board} has no entries.`);
      if (entries.length < PAGE) return head;
    }
  };

  const signOne = async (one: Unsigned): Promise<SignedHead> => {
    const head = await checked(one);
    const said = key.sign({
      board: one.board,
      seq: head.seq,
      hash: head.hash,
      signedAt: new Date(clock.nowMs()).toISOString(),
    });
    await heads.add(said);
    return said;
  };

  const sign = async (): Promise<Signing> => {
    const signed: SignedHead[] = [];
    const refused: Signing['refused'][number][] = [];
    for (const one of await heads.unsigned(key.keyId)) {
      try {
        signed.push(await signOne(one));
      } catch (error) {
        if (!(error instanceof RecordFailure) || error.kind !== 'corrupt') throw error;
        refused.push({ board: one.board, reason: error.message });
      }
    }
    return { signed, refused };
  };

  const signBoard = async (board: string): Promise<SignedHead | null> => {
    const head = await record.head(board);
    if (head === null) return null;
    const signed = (await heads.of(board)).findLast(({ keyId }) => keyId === key.keyId) ?? null;
    if (signed !== null && signed.seq >= head.seq) return signed;
    return await signOne({ board, seq: head.seq, signed });
  };

  let cancel: (() => void) | null = null;
  let stopped = false;
  const later = (delayMs: number): void => {
    if (!stopped) cancel = clock.after(delayMs, () => void run());
  };
  const run = async (): Promise<void> => {
    try {
      const { signed, refused } = await sign();
      // The log is a second place where a head is kept, out of reach of who can write the database.
      for (const head of signed) log.info({ head }, 'head of record signed');
      for (const one of refused) log.error(one, 'head of record not signed: the record does not hold');
      later(SIGN_EVERY_MS);
    } catch (error) {
      if (stopped) return;
      log.error({ err: error }, 'heads of records not signed');
      later(RETRY_AFTER_MS);
    }
  };

  const firstDelayMs = async (): Promise<number> => {
    const last = await heads.lastSignedAt(key.keyId);
    if (last === null) return 0;
    return Math.min(SIGN_EVERY_MS, Math.max(0, Date.parse(last) + SIGN_EVERY_MS - clock.nowMs()));
  };

  return {
    sign,
    signBoard,
    publicPem: key.publicPem,
    start: () => {
      firstDelayMs().then(later, (error: unknown) => {
        log.error({ err: error }, 'heads of records not signed');
        later(RETRY_AFTER_MS);
      });
    },
    stop: () => {
      stopped = true;
      cancel?.();
    },
  };
};
