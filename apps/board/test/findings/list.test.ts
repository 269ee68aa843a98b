import { OWNING_FUNCTIONS } from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import {
  EVERYTHING,
  filterText,
  isEverything,
  parseFilter,
  passes,
  type Filter,
} from '../../src/lib/findings/filters.ts';
import { byFunction, bySeverity, drawn, PAGE } from '../../src/lib/findings/groups.ts';
import { inTheWay, nextInTheWay, passedPercent, readinessOf, sharesOf } from '../../src/lib/findings/readiness.ts';
import { analysisOf, boardOf, finding } from './board.ts';

const A = finding({ rule: 'M01', key: 'a', owes: ['OPS'] });
const B = finding({ rule: 'G02', key: 'b', owes: ['OPS', 'QUA', 'IT'] });
const C = finding({ rule: 'I03', key: 'c', owes: ['IT'], severity: 'W' });
const D = finding({ rule: 'M08', key: 'd', owes: ['QUA'], severity: 'W', accepted: true });
const E = finding({ rule: 'M11', key: 'e', owes: ['OPS'], severity: 'I' });
const ALL = [A, B, C, D, E];

describe('filters', () => {
  const looker = { function: 'IT' as const, isNew: (one: { key: string }) => one.key === 'c' };
  const keys = (part: Partial<Filter>) =>
    ALL.filter((one) => passes(one, { ...EVERYTHING, ...part }, looker))
      .map((one) => one.key)
      .join('');

  it('FUI-21 shows by severity, by who owes, only mine, only new, only accepted', () => {
    expect(keys({})).toBe('abcde');
    expect(keys({ severity: 'W' })).toBe('cd');
    expect(keys({ owes: 'QUA' })).toBe('bd');
    expect(keys({ owes: 'mine' })).toBe('bc');
    expect(keys({ only: 'new' })).toBe('c');
    expect(keys({ only: 'accepted' })).toBe('d');
    expect(keys({ severity: 'B', owes: 'OPS' })).toBe('ab');
  });

  it('FUI-21 somebody of another function owes nothing', () => {
    const other = { ...looker, function: 'OTHER' as const };
    expect(ALL.filter((one) => passes(one, { ...EVERYTHING, owes: 'mine' }, other))).toEqual([]);
  });

  it('FUI-21 a filter reads back from its text, and everything is the empty text', () => {
    for (const severity of [null, 'B', 'W', 'I'] as const)
      for (const owes of [null, 'mine', ...OWNING_FUNCTIONS] as const)
        for (const only of [null, 'new', 'accepted'] as const)
          for (const group of ['rule', 'function'] as const) {
            const filter = { severity, owes, only, group };
            expect(parseFilter(filterText(filter))).toEqual(filter);
          }
    expect(filterText(EVERYTHING)).toBe('');
    expect(parseFilter('')).toEqual(EVERYTHING);
    expect(isEverything(parseFilter('by-function'))).toBe(true);
  });

  it('FUI-21 what this version does not know is left out', () => {
    expect(parseFilter('blockers.moon.QUA.by-tide')).toEqual({ ...EVERYTHING, severity: 'B', owes: 'QUA' });
  });
});

describe('groups', () => {
  it('FUI-20 by severity, then rule; accepted ones last', () => {
    expect(bySeverity(ALL).map((group) => [group.severity, group.count, group.rules.map((one) => one.rule)])).toEqual([
      ['B', 2, ['M01', 'G02']],
      ['W', 1, ['I03']],
      ['I', 1, ['M11']],
      ['accepted', 1, ['M08']],
    ]);
    expect(bySeverity([])).toEqual([]);
  });

  it('FUI-20 by function: one owed by several stands with each, one that owes nothing stays', () => {
    const owed = byFunction([A, B, D]).map(
      ({ owes, findings }) => `${owes} ${findings.map((one) => one.key).join('')}`,
    );
    expect(owed).toEqual(['OPS ab', 'QUA bd', 'IT b']);
    expect(byFunction([]).map((group) => group.findings.length)).toEqual([0, 0, 0]);
  });

  it('FUI-22 a long group shows a page, and a few more than a page are all shown', () => {
    const many = Array.from({ length: 500 }, (_, at) => at);
    expect(drawn(many)).toHaveLength(PAGE);
    expect(drawn(many, 2 * PAGE)).toHaveLength(2 * PAGE);
    expect(drawn(many, 499)).toHaveLength(500);
    expect(drawn(many.slice(0, PAGE + 5))).toHaveLength(PAGE + 5);
    expect(drawn(many.slice(0, PAGE + 6))).toHaveLength(PAGE);
  });
});

describe('readiness', () => {
  it('FUI-10 counts blockers, what each function owes of them, warnings, and apart what is accepted', () => {
    const { blockers, warnings, accepted, owed } = readinessOf(analysisOf(ALL));
    expect({ blockers, warnings, accepted, owed }).toEqual({
      blockers: 2,
      warnings: 1,
      accepted: 1,
      owed: { OPS: 2, QUA: 1, IT: 1 },
    });
  });

  it('FUI-12 the bar is whole, shows the smallest part, and is full only when all checks pass', () => {
    const checks = { asked: 1000, passed: 997, blockers: 1, warnings: 1, infos: 1 };
    const shares = sharesOf(checks);
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(100);
    for (const share of shares) expect(share).toBeGreaterThan(1);
    expect(passedPercent(checks)).toBe(99);
    expect(passedPercent({ ...checks, passed: 1000 })).toBe(100);
    expect(sharesOf({ asked: 0, passed: 0, blockers: 0, warnings: 0, infos: 0 })).toEqual([0, 0, 0, 0]);
  });

  it('FUI-14 leads from blocker to blocker in order and round again, then to warnings', () => {
    expect(nextInTheWay(ALL, null)).toBe(A);
    expect(nextInTheWay(ALL, 'a')).toBe(B);
    expect(nextInTheWay(ALL, 'b')).toBe(A);
    // Whoever is at something else begins at the first.
    expect(nextInTheWay(ALL, 'c')).toBe(A);
    expect(nextInTheWay([C, D, E], null)).toBe(C);
    expect(nextInTheWay([C], 'c')).toBe(C);
    expect(nextInTheWay([D, E], null)).toBeNull();
    expect(inTheWay([])).toEqual([]);
  });

  it('FUI-14 passes every blocker of a real board once before it comes round', () => {
    const { findings } = boardOf('t6').analysis;
    const way = inTheWay(findings);
    const seen: string[] = [];
    let at: string | null = null;
    for (let step = 0; step < way.length; step++) seen.push((at = nextInTheWay(findings, at)!.key));
    expect(new Set(seen)).toEqual(new Set(way.map((one) => one.key)));
    expect(nextInTheWay(findings, at)).toBe(way[0]);
  });
});
