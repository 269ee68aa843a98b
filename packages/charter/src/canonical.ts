/**
 * The bytes that are hashed and signed: RFC 8785 canonical JSON in UTF-8, and their SHA-256.
 * The same in a browser, on the server and in an offline verifier; knows nothing of what a charter says.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonicalJson } from '@chartroom/record/canonical';

export { canonicalJson };

/** Hash (lower-case hex SHA-256) and length of the canonical JSON in UTF-8. */
export const digest = (payload: unknown): { readonly hash: string; readonly bytes: number } => {
  const bytes = utf8ToBytes(canonicalJson(payload));
  return { hash: bytesToHex(sha256(bytes)), bytes: bytes.length };
};

/** Lower-case hex SHA-256 over the canonical JSON in UTF-8. */
export const payloadHash = (payload: unknown): string => digest(payload).hash;

/** Length of the canonical JSON in UTF-8 bytes. */
export const payloadBytes = (payload: unknown): number => digest(payload).bytes;

/**
 * A copy in which every string is well-formed Unicode: a lone surrogate becomes U+FFFD. Composed and decomposed forms
 * are left as they were typed, since normalising them would change what was said.
 */
export const wellFormed = <T>(value: T): T => {
  const copy = (part: unknown): unknown => {
    if (typeof part === 'string') return part.toWellFormed();
    if (Array.isArray(part)) return part.map(copy);
    if (part !== null && typeof part === 'object') {
      return Object.fromEntries(Object.entries(part).map(([key, member]) => [key, copy(member)]));
    }
    return part;
  };
  return copy(value) as T;
};
