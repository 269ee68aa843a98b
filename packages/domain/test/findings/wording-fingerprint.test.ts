import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisionFingerprint, questionFingerprint, riskFingerprint } from '../../src/index.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const stored = fc.string({ unit: 'grapheme' }).map((text) => text.toWellFormed().trim());

describe('fingerprint of a decision', () => {
  it('FIN-15 is the SHA-256 of statement and rationale as RFC 8785 JSON, as they are stored', () => {
    const text = '{"rationale":"Stability.","statement":"Hold \\"lots\\" at 24 h."}';
    expect(decisionFingerprint(' Hold "lots" at 24 h.\n', 'Stability.')).toBe(sha256(text));
    expect(decisionFingerprint(undefined, null)).toBe(decisionFingerprint('', ' '));
    expect(decisionFingerprint('a\ud800', '')).toBe(decisionFingerprint('a\ufffd', ''));
  });

  it('FIN-15 is another one for another wording, and for texts that changed places', () => {
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

describe('fingerprints of a question and of a risk', () => {
  it('FIN-15 are the SHA-256 of what is asked and of whom, and of kind, duty and note, as RFC 8785 JSON', () => {
    expect(questionFingerprint(' Who reviews?', 'QUA')).toBe(sha256('{"text":"Who reviews?","toFunction":"QUA"}'));
    expect(riskFingerprint('downtime', 'OPS', 'Two\nlines ')).toBe(
      sha256(String.raw`{"dutyFunction":"OPS","kind":"downtime","note":"Two\nlines"}`),
    );
    expect(questionFingerprint(undefined, null)).toBe(questionFingerprint('', ' '));
    expect(riskFingerprint(undefined, null, undefined)).toBe(riskFingerprint('', '', '\n'));
  });

  it('FIN-15 are others for another wording, and never those of another kind of record', () => {
    fc.assert(
      fc.property(stored, stored, stored, stored, stored, stored, (a, b, c, d, e, f) => {
        expect(questionFingerprint(a, b) === questionFingerprint(c, d)).toBe(a === c && b === d);
        expect(riskFingerprint(a, b, c) === riskFingerprint(d, e, f)).toBe(a === d && b === e && c === f);
        const kinds = [decisionFingerprint(a, b), questionFingerprint(a, b), riskFingerprint(a, b, '')];
        expect(new Set(kinds).size).toBe(3);
      }),
    );
  });
});
