import { createHash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wellFormed } from '../src/canonical.ts';
import { canonicalJson, payloadBytes, payloadHash } from '../src/index.ts';

describe('canonical JSON', () => {
  it('CHA-1 serialises the worked example of RFC 8785', () => {
    const input: unknown = JSON.parse(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
        '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    );
    expect(canonicalJson(input)).toBe(
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
        '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    );
  });

  it('CHA-1 sorts keys by UTF-16 code unit, as the sorting example of RFC 8785', () => {
    const input = {
      '\u20ac': 'Euro Sign',
      '\r': 'Carriage Return',
      '\ufb33': 'Hebrew Letter Dalet With Dagesh',
      '1': 'One',
      '\ud83d\ude00': 'Emoji: Grinning Face',
      '\u0080': 'Control',
      '\u00f6': 'Latin Small Letter O With Diaeresis',
    };
    expect(Object.values(JSON.parse(canonicalJson(input)) as object).toSorted()).toEqual(
      Object.values(input).toSorted(),
    );
    const order = Object.values(input)
      .map((name) => [canonicalJson(input).indexOf(name), name] as const)
      .toSorted((a, b) => a[0] - b[0])
      .map(([, name]) => name);
    expect(order).toEqual([
      'Carriage Return',
      'One',
      'Control',
      'Latin Small Letter O With Diaeresis',
      'Euro Sign',
      'Emoji: Grinning Face',
      'Hebrew Letter Dalet With Dagesh',
    ]);
  });

  it.each([
    [0, '0'],
    [-0, '0'],
    [Number.MIN_VALUE, '5e-324'],
    [Number.MAX_VALUE, '1.7976931348623157e+308'],
    [9007199254740992, '9007199254740992'],
    [295147905179352830000, '295147905179352830000'],
    [9.999999999999997e22, '9.999999999999997e+22'],
    [1e23, '1e+23'],
    [999999999999999700000, '999999999999999700000'],
    [1e21, '1e+21'],
    [9.999999999999997e-7, '9.999999999999997e-7'],
    [0.000001, '0.000001'],
    [333333333.3333332, '333333333.3333332'],
    [-0.0000033333333333333333, '-0.0000033333333333333333'],
  ])('CHA-1 writes the number %d of appendix B as %s', (number, text) => {
    expect(canonicalJson(number)).toBe(text);
  });

  it.each([
    ['NaN', Number.NaN, 'NaN'],
    ['infinity', Infinity, 'Infinity'],
    ['undefined', undefined, 'canonical form'],
    ['a lone surrogate', '\ud800', 'surrogate'],
  ])('CHA-1 refuses %s, which has no canonical form', (_, value, message) => {
    expect(() => canonicalJson(value)).toThrow(message);
  });

  it('CHA-2 hashes the UTF-8 bytes with SHA-256', () => {
    expect(payloadHash({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a');
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const safe = wellFormed(value);
        const bytes = Buffer.from(canonicalJson(safe), 'utf8');
        expect(payloadHash(safe)).toBe(createHash('sha256').update(bytes).digest('hex'));
        expect(payloadBytes(safe)).toBe(bytes.length);
      }),
    );
  });

  it('CHA-3 replaces lone surrogates and leaves composed and decomposed forms as they were typed', () => {
    expect(wellFormed({ a: ['x\ud800y', { b: '\udc00' }] })).toEqual({ a: ['x\ufffdy', { b: '\ufffd' }] });
    expect(payloadHash({ name: wellFormed('Kov\u00e1cs') })).not.toBe(
      payloadHash({ name: wellFormed('Kova\u0301cs') }),
    );
  });
});
