import { AREAS, entityFields, OWNING_FUNCTIONS, RULE_IDS, type Finding, type RuleId } from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import { placeOf } from '../../src/lib/findings/places.ts';
import { countsByView } from '../../src/lib/findings/view-counts.ts';
import { parseRecord, VIEWS } from '../../src/lib/shell/address.ts';
import { boardOf, finding, TEMPLATE_IDS } from './board.ts';

/** Fields that a panel offers beside the scalar ones. */
const GROUPS =
  /^(?:role\.(?:collect|record|review|release|audit)|data\.\w+|resp\.[ARCVI]|flow|feed|approver|citation|ifData|scope\.\w+)$/;
const SPOTS = new Set<string | null>([
  null,
  ...AREAS.flatMap((area) => OWNING_FUNCTIONS.map((said) => `${area}|${said}`)),
  'risk',
  'title',
  'classification',
]);

/** As each rule writes it. */
const SUBJECTS: Readonly<Partial<Record<RuleId, Partial<Finding>>>> = {
  M01: { subjects: ['step/S1'] },
  M02: { subjects: ['dataObject/D1'], shownOn: ['dataObject/D1', 'step/S1'] },
  M03: { subjects: ['dataObject/D1'], shownOn: ['dataObject/D1'] },
  M04: { subjects: ['dataObject/D1'], shownOn: ['dataObject/D1', 'step/S1'] },
  M05: { subjects: ['dataObject/D1', 'system/Y1'], details: { steps: ['step/S1'] } },
  M06: { subjects: ['step/S1', 'dataObject/D1'] },
  M07: { subjects: ['dataObject/D1'], details: { steps: ['step/S1', 'step/S2'] } },
  M09: { subjects: ['interface/I1'] },
  M10: { subjects: ['output/R1', 'system/Y1'], details: { field: ['field/recordSystemId'] } },
  M11: { subjects: ['person/P1', 'person/P2'] },
  O01: { subjects: ['output/R1'] },
  O02: { subjects: ['logic/L1'] },
  O03: { subjects: ['step/S1', 'function/QUA', 'code/V'] },
  O04: { subjects: ['area/area.validation'], details: { functions: ['function/IT'] } },
  O06: { subjects: ['area/area.requirements', 'function/OPS'] },
  O09: { subjects: ['step/S1'] },
  O10: { subjects: ['step/S1'] },
  O11: { subjects: ['area/area.requirements', 'function/IT'] },
  R01: { subjects: ['system/Y1'] },
  R02: { subjects: ['step/S1'] },
  R03: { subjects: ['riskKind/downtime'], details: { risks: ['risk/K1'] } },
  R04: { subjects: ['dataObject/D1'] },
  R07: { subjects: ['riskKind/integration'] },
  R08: { subjects: ['system/Y1'] },
  G01: { subjects: ['function/QUA'] },
  G03: { subjects: ['scoping/Q1'] },
  G04: { subjects: ['question/F1'] },
  G05: { subjects: ['decision/B1'] },
  G06: { subjects: ['scoping/K4'] },
  G09: { subjects: ['person/P1'] },
};
const family = (rule: RuleId): Partial<Finding> => {
  if (SUBJECTS[rule]) return SUBJECTS[rule];
  if (rule.startsWith('O')) return { subjects: ['area/area.validation', 'person/P1'] };
  if (rule.startsWith('P')) return { subjects: [rule === 'P06' ? 'dataObject/D1' : 'output/R1'] };
  if (rule.startsWith('I')) return { subjects: [rule === 'I04' ? 'dataObject/D1' : 'interface/I1'] };
  if (rule.startsWith('G')) return {};
  return { subjects: ['dataObject/D1'], details: { systems: ['system/Y1'] } };
};

describe('places', () => {
  it.each(RULE_IDS)('FUI-1 %s is repaired in a field, a cell or a section that there is', (rule) => {
    const { view, record, field, spot } = placeOf(finding({ rule, ...family(rule) }));
    expect(VIEWS).toContain(view);
    expect(SPOTS.has(spot)).toBe(true);
    const ref = parseRecord(record);
    expect(record === null || ref !== null).toBe(true);
    const known = field === null || (ref !== null && (field in entityFields(ref.kind) || GROUPS.test(field)));
    expect(known, `${rule}: ${field}`).toBe(true);
  });

  it.each(TEMPLATE_IDS)('FUI-1 what %s finds is repaired at records that the board holds', (template) => {
    const { analysis, reader } = boardOf(template);
    const lost = analysis.findings.filter((one) => {
      const ref = parseRecord(placeOf(one).record);
      return ref !== null && reader.entity(ref.kind, ref.id) === undefined;
    });
    expect(lost.map((one) => one.key)).toEqual([]);
  });

  it('FUI-1 a conflict is repaired at the step that says it, or at the data object where none does', () => {
    expect(placeOf(finding({ rule: 'M02', ...SUBJECTS.M02 }))).toEqual({
      view: 'map',
      record: 'step/S1',
      field: 'role.record',
      spot: null,
    });
    expect(placeOf(finding({ rule: 'M02', subjects: ['dataObject/D1'], shownOn: ['dataObject/D1'] })).view).toBe(
      'data',
    );
  });

  it('FUI-1 a code without a name is repaired on its record, or in its cell of the matrix', () => {
    const codes = ['function/QUA', 'code/V'];
    expect(placeOf(finding({ rule: 'O03', subjects: ['output/R1', ...codes] })).field).toBe('resp.V');
    expect(placeOf(finding({ rule: 'O03', subjects: ['area/area.validation', ...codes] })).spot).toBe(
      'area.validation|QUA',
    );
  });

  it('FUI-1 a broken link is repaired in the row or field that holds it', () => {
    const row = (kind: string, key: string) => ({ details: { row: [`row/${kind}/${key}`] } });
    const at = (part: Partial<Finding>) => placeOf(finding({ rule: 'M10', ...part }));
    const id = '01J00000000000000000000000';
    expect(at({ subjects: [`step/${id}`], ...row('role', `${id}|*|${id}|record`) }).field).toBe('role.record');
    expect(at({ subjects: [`output/${id}`], ...row('feed', `${id}|${id}|${id}`) }).field).toBe('feed');
    expect(at({ subjects: [`risk/${id}`], ...row('link', `${id}|${id}`) })).toMatchObject({
      view: 'process',
      field: null,
    });
    expect(at({ subjects: ['area/area.validation'], ...row('resp', `area.validation|IT|R|${id}`) }).spot).toBe(
      'area.validation|IT',
    );
    expect(at({ subjects: [`step/${id}`], ...row('planet', 'x') }).field).toBeNull();
  });

  it('FUI-16 counts the blockers of each view, its warnings where it has none, and all at the list', () => {
    const counts = countsByView([
      finding({ rule: 'M01', key: '1', subjects: ['step/S1'] }),
      finding({ rule: 'M06', key: '2', subjects: ['step/S1', 'dataObject/D1'], severity: 'W' }),
      finding({ rule: 'P08', key: '3', subjects: ['output/R1'], severity: 'W' }),
      finding({ rule: 'P06', key: '4', subjects: ['dataObject/D1'], severity: 'W', accepted: true }),
      finding({ rule: 'M11', key: '5', subjects: ['system/Y1'], severity: 'I' }),
    ]);
    expect(Object.fromEntries(counts)).toEqual({
      map: { severity: 'blocker', count: 1 },
      outputs: { severity: 'warning', count: 1 },
      findings: { severity: 'blocker', count: 1 },
    });
    expect(countsByView([]).size).toBe(0);
  });
});
