/**
 * Ids and secrets that cannot be guessed: random bits in lower-case Crockford base 32, so that they are safe in URLs,
 * file names, subprotocols and the document's keys (no `|`, no `:`).
 */
import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** One character for each five bits, the last one padded with zero bits. */
const textOf = (bytes: Uint8Array): string => {
  let text = '';
  let value = 0;
  let held = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    held += 8;
    while (held >= 5) {
      held -= 5;
      text += ALPHABET[(value >>> held) & 31];
    }
    value &= (1 << held) - 1;
  }
  return held > 0 ? text + ALPHABET[(value << (5 - held)) & 31] : text;
};

/** Id of a board or a principal: 128 random bits in 26 characters. */
export const newId = (): string => textOf(randomBytes(16));
/** Secret of an access token: 256 random bits in 52 characters. */
export const newSecret = (): string => textOf(randomBytes(32));
/**
 * The same id for the same text: of what the server writes so that it cannot be written twice. What it is made of is no
 * secret, so it is as long as no id that anybody else may give: 256 bits in 52 characters.
 */
export const idFrom = (text: string): string => textOf(createHash('sha256').update(text).digest());

export const ID_PATTERN = /^[0-9a-hjkmnp-tv-z]{26}$/;
