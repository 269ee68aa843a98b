import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionFingerprint } from '../../src/index.ts';

describe('fingerprint of a decision', () => {
  it('FIN-15 is the SHA-256 of statement and rationale as RFC 8785 JSON, as they are stored', () => {
    const text = '{"rationale":"Stability.","statement":"Hold \\"lots\\" at 24 h."}';
    expect(decisionFingerprint(' Hold "lots" at 24 h.\n', 'Stability.')).toBe(
      createHash('sha256').update(text).digest('hex'),
    );
    expect(decisionFingerprint(undefined, null)).toBe(decisionFingerprint('', ' '));
    expect(decisionFingerprint('a\ud800', '')).toBe(decisionFingerprint('a\ufffd', ''));
  });

  it('FIN-15 is another one for another wording, and for texts that changed places', () => {
    const stored = fc.string({ unit: 'grapheme' }).map((text) => text.toWellFormed().trim());
    fc.assert(
      fc.property(stored, stored, stored, stored, (a, b, c, d) => {
        const isSame = a === c && b === d;
        expect(decisionFingerprint(a, b) === decisionFingerprint(c, d)).toBe(isSame);
      }),
    );
    expect(decisionFingerprint('a', 'b')).not.toBe(decisionFingerprint('b', 'a'));
    expect(decisionFingerprint('ab', '')).not.toBe(decisionFingerprint('a', 'b'));
  });
});
