import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import {
  analyse,
  Analyst,
  createEntity,
  OWNING_FUNCTIONS,
  NO_INPUT,
  readSnapshot,
  setField,
  SnapshotSource,
} from '../src/index.ts';
import { seedTemplate } from '../src/templates/index.ts';

const board = (template: 't1' | 't2' | 't4' | null): Y.Doc => {
  const doc = new Y.Doc();
  if (template) seedTemplate(doc, template);
  return doc;
};

describe('checks', () => {
  it('FIN-14 every asked check is passed or counted once, as its worst finding', () => {
    for (const template of ['t1', 't2', 't4', null] as const) {
      const { checks, findings } = analyse(readSnapshot(board(template)));
      expect(checks.passed + checks.blockers + checks.warnings + checks.infos).toBe(checks.asked);
      expect(checks.blockers).toBeLessThanOrEqual(findings.filter((one) => one.severity === 'B').length);
      expect(checks.blockers > 0).toBe(findings.some((one) => one.severity === 'B'));
      // The lists on a check of its own: one finding an area and function, one check an area.
      const areas = new Set(findings.flatMap((one) => (one.rule === 'O11' ? [one.subjects[0]] : [])));
      expect(checks.warnings).toBeLessThanOrEqual(
        findings.filter((one) => one.severity === 'W' && one.rule !== 'O11').length + areas.size,
      );
    }
  });

  it('FIN-14 what was asked grows with the board, by the rules of the kind', () => {
    const doc = board(null);
    const before = analyse(readSnapshot(doc)).checks.asked;
    createEntity('question', { text: 'Who posts?' })(doc);
    const one = analyse(readSnapshot(doc)).checks.asked;
    createEntity('question', { text: 'Who reviews?' })(doc);
    expect(one).toBeGreaterThan(before);
    expect(analyse(readSnapshot(doc)).checks.asked - one).toBe(one - before);
  });

  it('FIN-14 a warning that all three functions accepted passes', () => {
    const snapshot = readSnapshot(board('t2'));
    const { findings, checks } = analyse(snapshot);
    const warning = findings.find((one) => one.severity === 'W' && one.rule !== 'O11')!;
    const { rule, key, fingerprint } = warning;
    const accepted = analyse(snapshot, {
      ...NO_INPUT,
      acceptances: OWNING_FUNCTIONS.map((said) => ({ rule, key, fingerprint, function: said })),
    });
    expect(accepted.findings.find((one) => one.key === key)?.accepted).toBe(true);
    expect(accepted.checks.passed).toBe(checks.passed + 1);
    expect(accepted.checks.warnings).toBe(checks.warnings - 1);
  });

  it('FIN-14 following a board counts as reading it afresh does, and an edit without effect changes no count', () => {
    const doc = board('t4');
    const source = new SnapshotSource(doc);
    const analyst = new Analyst(source.snapshot);
    const first = analyst.analysis.checks;
    setField('step', source.snapshot.entities.step[0]!.id, 'title', 'Renamed')(doc);
    analyst.advance(source.snapshot);
    expect(analyst.analysis.checks).toBe(first);
    createEntity('system', { name: 'LIMS 2' })(doc);
    analyst.advance(source.snapshot);
    expect(analyst.analysis.checks).toEqual(analyse(source.snapshot).checks);
    expect(analyst.analysis.checks.asked).toBeGreaterThan(first.asked);
  });
});
