/** What hangs on a record: exact on T1 and T4, and against really taking the record away. */
import { describe, expect, it } from 'vitest';
import {
  Analyst,
  deleteEntity,
  dependentsOf,
  live,
  readSnapshot,
  setField,
  touches,
  type Dependent,
  type Dependents,
  type Touches,
} from '../../src/index.ts';
import { done, replicaOf, unfrozen } from '../support/board.ts';
import { idIn, randomBoard, reader, reasoned, template } from './boards.ts';

const KIND: Readonly<Record<string, string>> = { D: 'dataObject', I: 'interface', S: 'step', '@': 'person' };
const refIn = (doc: Parameters<typeof idIn>[0], name: string): string =>
  `${/^[DIS]\d/.test(name) || name.startsWith('@') ? KIND[name[0]!] : 'system'}/${idIn(doc, name)}`;

/** `R2: supply D4 !` for a direct reason or one over D4; `!` where it is the only one. */
const told = (list: readonly Dependent[], say: (ref: string) => string): readonly string[] =>
  list.map(
    (one) =>
      `${say(one.ref)}: ${one.because
        .map(({ why, via, sole }) => [why, ...via.map(say), ...(sole ? ['!'] : [])].join(' '))
        .join(', ')}`,
  );

const of = (
  name: Parameters<typeof template>[0],
  ref: string,
): { readonly found: Dependents; readonly touched: Touches; readonly say: (ref: string) => string } => {
  const { analyst, snapshot, doc } = reasoned(template(name));
  const address = refIn(doc, ref);
  return { found: dependentsOf(analyst, address), touched: touches(analyst, address), say: reader(snapshot) };
};

describe('dependents', () => {
  it('TRC-11 TRC-12 an interface: T1, I3 carries the exception and the batch record to QMS', () => {
    const { found, say } = of('t1', 'I3');
    expect(told(found.outputs, say)).toEqual(['R2: supply D6 !, capture S3 D4 !']);
    expect(told(found.data, say)).toEqual(['D3: carry !', 'D4: carry, capture S3 !', 'D6: carry !']);
    expect(told(found.steps, say)).toEqual(['S3: capture D4 !, review_way D3 !', 'S6: review_way D6 !']);
    expect(told(found.systems, say)).toEqual(['MES: end', 'QMS: end']);
    expect(told(found.functions, say)).toEqual([
      'function/OPS: answer D3, answer D6',
      'function/QUA: answer D4, answer R2, answer S3, answer S6, refuse D3, refuse D6, approve R2',
      'function/IT: answer',
    ]);
  });

  it('TRC-12 T4: both interfaces of a chain are the only way, and so is the system between', () => {
    for (const one of ['I1', 'I2', 'EDGE']) {
      const { found, say } = of('t4', one);
      expect(told(found.outputs, say).find((line) => line.startsWith('R1'))).toContain('capture S2 D2 !');
      expect(told(found.data, say).find((line) => line.startsWith('D2'))).toContain('capture S2 !');
    }
    const { found, say } = of('t4', 'I7');
    expect(told(found.outputs, say)).toEqual(['R1: supply D2 !']);
  });

  it('TRC-11 a system: T1, LIMS holds the test results', () => {
    const { found, say } = of('t1', 'LIMS');
    expect(told(found.outputs, say)).toEqual(['R1: record D5 !', 'R2: record D5 !']);
    expect(told(found.data, say)).toEqual(['D5: record !, collect !, review']);
    expect(told(found.steps, say)).toEqual(['S4: record !, collect !, review !']);
    expect(told(found.interfaces, say)).toEqual(['I4: end !', 'I7: end !']);
    expect(told(found.systems, say)).toEqual(['MES: end I4', 'QMS: end I7']);
  });

  it('TRC-11 a data object and a step: T1, D6 and step 2', () => {
    const data = of('t1', 'D6');
    expect(told(data.found.outputs, data.say)).toEqual(['R1: feed MES', 'R2: feed QMS']);
    expect(told(data.found.steps, data.say)).toEqual(['S2: write', 'S5: write', 'S6: use']);
    expect(told(data.found.interfaces, data.say)).toEqual(['I3: carry']);
    expect(told(data.found.systems, data.say)).toEqual(['MES: record, collect, review', 'QMS: review']);
    const step = of('t1', 'S2');
    expect(told(step.found.outputs, step.say)).toEqual([
      'R1: record D3 !, record D6, write D3 !, write D6',
      'R2: record D6, write D6',
      'R3: record D3 !, write D3 !',
    ]);
    expect(told(step.found.data, step.say)).toEqual(['D2: use', 'D3: record !, write !', 'D6: record, write']);
    expect(told(step.found.steps, step.say)).toEqual(['S3: use D3 !', 'S6: use D6']);
    expect(told(step.found.interfaces, step.say)).toEqual(['I2: review_way D2']);
  });

  it('TRC-11 TRC-13 a person: T1, what Ivo Castellan and Priya Nair answer for', () => {
    const ivo = of('t1', '@IC');
    expect(told(ivo.found.interfaces, ivo.say)).toEqual(
      ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7'].map((one) => `${one}: answer !`),
    );
    expect(ivo.found.areas.map((one) => one.ref)).toEqual(['area/area.validation', 'area/area.change_control']);
    const priya = of('t1', '@PN');
    expect(told(priya.found.outputs, priya.say)).toEqual(['R1: approve !', 'R2: answer !, approve !', 'R4: approve !']);
  });

  it('TRC-13 TRC-14 the owners of a system are persons of it, and their functions are asked', () => {
    const board = template('t1');
    const lims = idIn(board.doc, 'LIMS');
    setField('system', lims, 'processOwnerId', idIn(board.doc, '@HK'))(board.doc);
    setField('system', lims, 'systemOwnerId', idIn(board.doc, '@IC'))(board.doc);
    const { analyst, snapshot, doc } = reasoned(board);
    const say = reader(snapshot);
    const found = dependentsOf(analyst, refIn(doc, 'LIMS'));
    expect(told(found.persons, say).filter((line) => line.includes('owner'))).toEqual([
      '@HK: process_owner, answer D5, answer S4',
      '@IC: system_owner, answer I4, answer I7',
    ]);
    expect(touches(analyst, refIn(doc, 'LIMS')).asks.map((one) => [one.function, one.because[0]!.why])).toEqual([
      ['OPS', 'answer'],
      ['QUA', 'process_owner'],
      ['IT', 'system_owner'],
    ]);
    expect(told(dependentsOf(analyst, refIn(doc, '@IC')).systems, say)).toEqual(['LIMS: system_owner !']);
  });

  it('TRC-14 what a change to I3 of T1 touches', () => {
    const { touched, say } = of('t1', 'I3');
    expect(told(touched.outputs, say)).toEqual(['R2: supply D6 !, capture S3 D4 !']);
    expect(touched.asks.map((one) => [one.function, one.because.map(({ why, at }) => `${why} ${say(at)}`)])).toEqual([
      ['OPS', ['answer D3', 'answer D6']],
      ['QUA', ['answer R2', 'refuse D3', 'answer D4', 'refuse D6', 'answer S3', 'answer S6']],
      ['IT', ['answer I3']],
    ]);
    expect(
      touched.signs.map((one) => [one.function, one.because.map(({ reason, at }) => `${reason} ${say(at)}`)]),
    ).toEqual([
      ['OPS', ['area area/area.data_models', 'area area/area.validation', 'area area/area.change_control']],
      [
        'QUA',
        [
          'regulated_output R2',
          'area area/area.data_models',
          'area area/area.validation',
          'area area/area.change_control',
        ],
      ],
    ]);
  });

  it('TRC-14 a function that accepted a warning on what is touched signs again', () => {
    const board = reasoned(template('t4'));
    const finding = board.analyst.analysis.findings.find((one) => one.rule === 'I03')!;
    const accepted = {
      rule: finding.rule,
      key: finding.key,
      function: 'IT',
      fingerprint: finding.fingerprint,
    } as const;
    const analyst = new Analyst(board.snapshot, { ...board.input, acceptances: [accepted] });
    const it = touches(analyst, refIn(board.doc, 'I3')).signs.find((one) => one.function === 'IT')!;
    expect(it.because).toContainEqual({ reason: 'accepted', at: refIn(board.doc, 'I3') });
  });

  it('TRC-15 a record that is not on the board has no dependents, and nothing throws', () => {
    const board = reasoned(template('t1'));
    for (const ref of ['system/00000000000000000000000000', 'nothing', '', 'risk/x', 'output/x']) {
      const found = dependentsOf(board.analyst, ref);
      expect(Object.values(found).filter((list) => Array.isArray(list) && list.length > 0)).toEqual([]);
      expect(touches(board.analyst, ref)).toMatchObject({ outputs: [], interfaces: [], asks: [], signs: [] });
    }
  });

  it('TRC-12 a sole supply, and no other, opens P04 when the interface is taken away', () => {
    let sole = 0;
    let spare = 0;
    for (let at = 1; at <= 80; at += 1) {
      const board = reasoned(randomBoard(at));
      const before = new Set(board.analyst.analysis.findings.map((one) => one.key));
      for (const { id } of live(board.snapshot, 'interface')) {
        const supplies = dependentsOf(board.analyst, `interface/${id}`).outputs.flatMap(({ ref, because }) =>
          because.flatMap((one) => (one.why === 'supply' ? [{ ref, data: one.via[0]!, sole: one.sole }] : [])),
        );
        const doc = replicaOf(board.doc, 2);
        done(doc, deleteEntity('interface', id));
        const after = new Analyst(readSnapshot(doc), board.input).analysis.findings;
        const opened = after.filter((one) => one.rule === 'P04' && !before.has(one.key));
        expect(new Set(opened.map((one) => `${one.subjects[0]} ${one.subjects[2]}`))).toEqual(
          new Set(supplies.flatMap((one) => (one.sole ? [`${one.ref} ${one.data}`] : []))),
        );
        sole += supplies.filter((one) => one.sole).length;
        spare += supplies.filter((one) => !one.sole).length;
      }
    }
    expect(sole).toBeGreaterThan(10);
    expect(spare).toBeGreaterThan(0);
  });

  it('TRC-12 a sole capture opens M05 on regulated data, a sole record M03', () => {
    let captures = 0;
    let records = 0;
    for (let at = 1; at <= 50; at += 1) {
      const board = reasoned(randomBoard(at));
      const regulated = (ref: string): boolean => board.analyst.facts.isRegulated(ref.slice('dataObject/'.length));
      const hadM05 = (ref: string): boolean =>
        board.analyst.analysis.findings.some((one) => one.rule === 'M05' && one.subjects[0] === ref);
      const openedBy = (kind: 'interface' | 'step', id: string): ReadonlySet<string> => {
        const doc = replicaOf(board.doc, 2);
        done(doc, deleteEntity(kind, id));
        const before = new Set(board.analyst.analysis.findings.map((one) => one.key));
        const { findings } = new Analyst(readSnapshot(doc), board.input).analysis;
        return new Set(findings.filter((one) => !before.has(one.key)).map((one) => `${one.rule} ${one.subjects[0]}`));
      };
      for (const { id } of live(board.snapshot, 'interface')) {
        const sole = dependentsOf(board.analyst, `interface/${id}`).data.filter(
          ({ ref, because }) =>
            regulated(ref) && !hadM05(ref) && because.some((one) => one.why === 'capture' && one.sole),
        );
        captures += sole.length;
        const opened = sole.length === 0 ? new Set() : openedBy('interface', id);
        for (const { ref } of sole) expect(opened).toContain(`M05 ${ref}`);
      }
      for (const { id } of live(board.snapshot, 'step')) {
        const sole = dependentsOf(board.analyst, `step/${id}`).data.filter(({ because }) =>
          because.some((one) => one.why === 'record' && one.sole),
        );
        records += sole.length;
        const opened = sole.length === 0 ? new Set() : openedBy('step', id);
        for (const { ref } of sole) expect(opened).toContain(`M03 ${ref}`);
      }
    }
    expect(captures).toBeGreaterThan(0);
    expect(records).toBeGreaterThan(20);
  });

  it('TRC-15 frozen, every reason stated, the same for the same board', () => {
    for (let at = 1; at <= 30; at += 1) {
      const board = reasoned(randomBoard(at));
      const again = reasoned(board);
      for (const kind of ['system', 'dataObject', 'interface', 'step', 'person'] as const)
        for (const { id } of live(board.snapshot, kind)) {
          const found = dependentsOf(board.analyst, `${kind}/${id}`);
          expect(unfrozen(found)).toEqual([]);
          expect(dependentsOf(again.analyst.facts, `${kind}/${id}`)).toEqual(found);
          const touched = touches(board.analyst, `${kind}/${id}`);
          expect(unfrozen(touched)).toEqual([]);
          expect(touched.outputs).toEqual(found.outputs);
          const lists = Object.values(found).filter((list) => Array.isArray(list)) as (readonly Dependent[])[];
          expect(lists.flat().filter((one) => one.because.length === 0)).toEqual([]);
        }
    }
  });
});
