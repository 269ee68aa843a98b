/**
 * `chartroom verify-record`: reads every entry and every signed head, verifies hash, link and signature, and says where
 * something was changed. Signs heads when asked, and only of a record that holds.
 */
import { ChainVerifier, type LocatedFault } from '@chartroom/record';
import { systemClock } from '@chartroom/sync';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pino } from 'pino';
import type { Store } from '../db/store.ts';
import { messageOf } from '../db/sqlite-error.ts';
import { findHeadKey, headKeyOf } from '../record/head-key.ts';
import { createHeadSigner } from '../record/head-signer.ts';
import { type HeadVerifier, type SignedHead, readVerifier } from '../record/signed-head.ts';
import { type Result, done, refused } from '../refusal.ts';
import { withStore } from './open.ts';
import type { Outcome } from './outcome.ts';

export interface VerifyOptions {
  /** Id or number of a board, or `all`. */
  readonly board: string;
  /** Signs the heads of all records that have grown, when everything holds. */
  readonly sign?: boolean;
  /** Prints the public key and does nothing else. */
  readonly publicKey?: boolean;
  /** Files with public keys, kept elsewhere, to be trusted instead of the data directory's own. */
  readonly trust: readonly string[];
  readonly cwd: string;
}

const entries = ({ seq, last }: Pick<LocatedFault, 'seq' | 'last'>): string =>
  seq === last ? `entry ${seq}` : `entries ${seq} to ${last}`;

/** What a fault means, as a sentence about the board. */
const words = (one: LocatedFault): string => {
  const { fault, seq, last } = one;
  const some = entries(one);
  switch (fault) {
    case 'unreadable':
      return `${some} is no entry: a field is missing or of another kind.`;
    case 'changed':
      return `${some} was changed: its content does not match its hash.`;
    case 'unlinked':
      return `${some} does not follow entry ${seq - 1}: one of the two was replaced.`;
    case 'missing':
      return `${some} ${seq === last ? 'is' : 'are'} missing.`;
    case 'reordered':
      return `${some} stands in the wrong place.`;
    case 'foreign':
      return `${some} belongs to another board.`;
    case 'rewritten':
      return `${some}: not what was signed; the record was rewritten here.`;
    case 'cut-off':
      return `${some} ${seq === last ? 'was' : 'were'} cut off: the record was signed up to ${last}.`;
  }
};

const trusted = (dataDir: string, { trust, cwd }: VerifyOptions): Result<readonly HeadVerifier[]> => {
  if (trust.length === 0) {
    const own = findHeadKey(dataDir);
    return own.ok ? done(own.value === null ? [] : [own.value]) : own;
  }
  const verifiers: HeadVerifier[] = [];
  for (const file of trust) {
    try {
      verifiers.push(readVerifier(readFileSync(resolve(cwd, file), 'utf8')));
    } catch (error) {
      return refused(
        'bad-input',
        `The public key ${file} cannot be read (${messageOf(error)}). Give a file that chartroom verify-record --public-key has printed.`,
      );
    }
  }
  return done(verifiers);
};

interface Verified {
  readonly entries: number;
  readonly heads: number;
  /** Entries after the last signed head that holds. */
  readonly unsigned: number;
  readonly faults: readonly string[];
}

const verifyBoard = async (store: Store, board: string, keys: readonly HeadVerifier[]): Promise<Verified> => {
  const heads = await store.heads.of(board);
  const faults: string[] = [];
  const holding: SignedHead[] = [];
  for (const head of heads) {
    const key = keys.find(({ keyId }) => keyId === head.keyId);
    if (key?.holds(head) === true) holding.push(head);
    else if (key !== undefined)
      faults.push(`the signed head of entry ${head.seq} was changed: its signature does not hold.`);
    else
      faults.push(
        `the signed head of entry ${head.seq} was signed with the key ${head.keyId}, which is not known here. Give its public key with --trust.`,
      );
  }
  const verifier = new ChainVerifier(board, holding);
  for (const page of store.recordAudit.pages(board)) verifier.add(page);
  const found = verifier.end();
  const signedUpTo = holding.reduce((highest, { seq }) => Math.max(highest, seq), 0);
  // What came after the last signed head is bound by no signature; whoever cuts it off forgets the indexes.
  const seen = Math.max(signedUpTo, found.head?.seq ?? 0);
  const indexed = store.recordAudit.lastIndexed(board);
  if (indexed > seen) {
    const cut = entries({ seq: seen + 1, last: indexed });
    faults.push(
      `${cut} ${seen + 1 === indexed ? 'was' : 'were'} cut off: an index of this database names the record up to ${indexed}.`,
    );
  }
  return {
    entries: found.entries,
    heads: heads.length,
    unsigned: Math.max(0, (found.head?.seq ?? 0) - signedUpTo),
    faults: [...found.faults.map(words), ...faults],
  };
};

const verify = async (
  store: Store,
  dataDir: string,
  options: VerifyOptions,
  keys: readonly HeadVerifier[],
): Promise<Result<Outcome>> => {
  const known = store.recordAudit.boards();
  const boards =
    options.board === 'all'
      ? known
      : known.filter(({ id, number }) => id === options.board || String(number) === options.board);
  if (boards.length === 0 && options.board !== 'all')
    return refused('not-found', `There is no board ${options.board} in ${dataDir}. chartroom boards lists them.`);
  const lines: string[] = store.recordAudit
    .missingGuards()
    .map((name) => `The database lacks the trigger ${name}, which keeps the record from being changed.`);
  const sum = { entries: 0, heads: 0, unsigned: 0 };
  for (const { id, number } of boards) {
    const found = await verifyBoard(store, id, keys);
    sum.entries += found.entries;
    sum.heads += found.heads;
    sum.unsigned += found.unsigned;
    if (number === null) lines.push(`Board ${id}: the board itself is missing.`);
    lines.push(...found.faults.map((fault) => `Board ${id}: ${fault}`));
  }
  const counted = `Read ${sum.entries} entries and ${sum.heads} signed heads of ${boards.length} boards in ${dataDir}.`;
  if (lines.length > 0)
    return done({
      text: `${counted} Faults: ${lines.length}.\n${lines.join('\n')}\nKeep this database for whoever looks into it, and compare it with the copies in the backups directory.\n`,
      fault: true,
    });
  const open = sum.unsigned === 0 ? '' : ` ${sum.unsigned} of them came after the last signed head.`;
  return done({ text: `${counted} Every hash, link and signature holds.${open}\n` });
};

const signAll = async (store: Store, dataDir: string): Promise<Result<string>> => {
  const key = headKeyOf(dataDir);
  if (!key.ok) return key;
  const signer = createHeadSigner(
    { record: store.record, heads: store.heads, key: key.value, clock: systemClock },
    pino({ level: 'silent' }),
  );
  const { signed, refused: not } = await signer.sign();
  const lines = [
    `Signed heads: ${signed.length}, with the key ${key.value.keyId}.`,
    ...signed.map(({ board, seq, hash, signedAt }) => `Board ${board}: entry ${seq}, ${hash}, ${signedAt}`),
    ...not.map(({ board, reason }) => `Board ${board}: not signed. ${reason}`),
  ];
  return done(`${lines.join('\n')}\n`);
};

export const verifyRecord = async (dataDir: string, options: VerifyOptions): Promise<Result<Outcome>> => {
  if (options.publicKey === true) {
    const key = findHeadKey(dataDir);
    if (!key.ok) return key;
    return key.value === null
      ? refused('no-database', `There is no key in ${dataDir} yet. Start the server once with this DATA_DIR.`)
      : done({ text: key.value.publicPem });
  }
  const keys = trusted(dataDir, options);
  if (!keys.ok) return keys;
  return withStore(dataDir, options.sign === true ? 'write' : 'read', async (store) => {
    const verified = await verify(store, dataDir, options, keys.value);
    if (!verified.ok || options.sign !== true || verified.value.fault === true) return verified;
    const signed = await signAll(store, dataDir);
    return signed.ok ? done({ text: verified.value.text + signed.value }) : signed;
  });
};
