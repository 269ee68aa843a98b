/** Ids of what is said at this screen: 128 random bits in lower-case Crockford base 32, as the server's own. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

export function newId(random: Uint8Array = crypto.getRandomValues(new Uint8Array(16))): string {
  let text = '';
  let value = 0;
  let held = 0;
  for (const byte of random) {
    value = (value << 8) | byte;
    held += 8;
    while (held >= 5) {
      held -= 5;
      text += ALPHABET[(value >>> held) & 31];
    }
    value &= (1 << held) - 1;
  }
  return held > 0 ? text + ALPHABET[(value << (5 - held)) & 31] : text;
}
