/** Each rule on its smallest board, on the nearest boards that it must not fire on, and all that it says. */
import { describe, expect, it } from 'vitest';
import { RULE_IDS } from '../../src/index.ts';
import { Bench } from './bench.ts';
import { FINGERPRINT_CASES, RULE_CASES } from './cases/all.ts';
import { BOUND } from './cases/fingerprints.ts';
import { STANDING_CASES } from './cases/standing.ts';
import { WORDING_CASES } from './cases/wording.ts';

describe('rules', () => {
  it('FIN-2 the board that all cases start from has no finding', () => {
    const board = new Bench();
    expect(board.findings.map((one) => board.full(one))).toEqual([]);
    expect(board.analysis.classification).toMatchObject({ result: 'MES_LED', fired: [], provisional: [] });
  });

  it.each(RULE_IDS)(
    'FIN-2 %s has a board that it fires on, one that it does not, and its words are checked',
    (rule) => {
      const titles = RULE_CASES.map((one) => one.title);
      for (const kind of ['fires', 'is silent', 'says'])
        expect(titles.filter((title) => title.startsWith(`FIN-2 ${rule} ${kind}:`))).not.toEqual([]);
    },
  );

  it('FIN-18 a member as somebody of another function is found with who it is, and blocks only where they sign', () => {
    const severity = (signer: boolean): readonly string[] => {
      const board = new Bench();
      const person = board.id('HK');
      board.input.members = [...board.input.members, { principal: 'new', function: 'OTHER', signer, person }];
      return board.findings.map((one) => `${one.rule} ${one.severity} ${one.subjects.join()}`.replace(person, 'HK'));
    };
    expect([severity(false), severity(true)]).toEqual([['G09 W person/HK'], ['G09 B person/HK']]);
  });

  it.each(RULE_CASES)('$title', (one) => expect(one.actual()).toEqual(one.expected));
});

describe('standing of findings', () => {
  it('FIN-6 FIN-7 FIN-8 FIN-9 FIN-16 have cases, each with a name of its own', () => {
    const titles = [...RULE_CASES, ...FINGERPRINT_CASES, ...STANDING_CASES, ...WORDING_CASES].map((one) => one.title);
    for (const rule of ['FIN-6 ', 'FIN-7 ', 'FIN-8 ', 'FIN-9 ', 'FIN-16 '])
      expect(titles.filter((title) => title.startsWith(rule))).not.toEqual([]);
    expect(titles.filter((title, at) => titles.indexOf(title) !== at)).toEqual([]);
  });

  it('FIN-8 every warning, and the question that can be accepted as open, is among those looked at', () => {
    const can = RULE_CASES.flatMap((one) => {
      if (one.edit === undefined) return [];
      const board = new Bench();
      one.edit(board);
      return board.findings.flatMap(({ rule, severity }) => (severity === 'W' || rule === 'G04' ? [rule] : []));
    });
    const looked = new Set(BOUND.map((one) => one.rule));
    expect([...new Set(can)].filter((rule) => !looked.has(rule))).toEqual([]);
  });

  it.each(STANDING_CASES)('$title', (one) => expect(one.actual()).toEqual(one.expected));
  it.each(WORDING_CASES)('$title', (one) => expect(one.actual()).toEqual(one.expected));
  it.each(FINGERPRINT_CASES)('$title', (one) => expect(one.actual()).toEqual(one.expected));
});
