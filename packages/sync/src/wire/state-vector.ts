/**
 * State vectors on the wire, decoded under a bound before Yjs sees them.
 */
import * as decoding from 'lib0/decoding';

/** True when Yjs can read it and it has at most `maxEntries` entries, none twice. */
export function isStateVector(bytes: Uint8Array, maxEntries: number): boolean {
  const decoder = decoding.createDecoder(bytes);
  try {
    const count = decoding.readVarUint(decoder);
    // An entry takes at least two bytes.
    if (count > maxEntries || count * 2 > bytes.length) return false;
    const seen = new Set<number>();
    for (let left = count; left > 0; left--) {
      seen.add(decoding.readVarUint(decoder));
      decoding.readVarUint(decoder);
    }
    return seen.size === count && !decoding.hasContent(decoder);
  } catch {
    return false;
  }
}
