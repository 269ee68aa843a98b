/**
 * Ids and secrets that cannot be guessed: random bits in lower-case Crockford base 32, so that they are safe in URLs,
 * file names, subprotocols and the document's keys (no `|`, no `:`).
 */
import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/** `bits` random bits, written with one character for each five of them, the last one padded with zero bits. */
const randomText = (bits: number): string => {
  const bytes = randomBytes(Math.ceil(bits / 8));
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
export const newId = (): string => randomText(128);
/** Secret of an access token: 256 random bits in 52 characters. */
export const newSecret = (): string => randomText(256);

export const ID_PATTERN = /^[0-9a-hjkmnp-tv-z]{26}$/;
