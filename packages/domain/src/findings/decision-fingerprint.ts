/** What binds an agreement to the wording that was agreed: the wording stands in the document, the agreement in the record. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** As texts are stored; a field that was never filled in and an empty one read the same. */
const stored = (text: string | null | undefined): string => (text ?? '').toWellFormed().trim();

/**
 * SHA-256, lower-case hex, of statement and rationale as RFC 8785 JSON. Another wording has another one; blanks at the
 * ends make no difference.
 */
export const decisionFingerprint = (
  statement: string | null | undefined,
  rationale: string | null | undefined,
): string =>
  // Keys in order, and JSON.stringify writes strings as RFC 8785 does.
  bytesToHex(sha256(utf8ToBytes(JSON.stringify({ rationale: stored(rationale), statement: stored(statement) }))));
