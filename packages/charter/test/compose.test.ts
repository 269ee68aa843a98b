import {
  addCitation,
  addLink,
  addPart,
  assignResponsibility,
  assignSystemRole,
  carryData,
  createEntity,
  createStep,
  deleteEntity,
  mergeEntities,
  readSnapshot,
  replaceLongText,
  seededIds,
  setField,
  setFlow,
  setRespNote,
  withdrawResponsibility,
  withdrawSystemRole,
} from '@chartroom/domain';
import { TEMPLATES } from '@chartroom/domain/templates';
import { describe, expect, it } from 'vitest';
import { present, renderMarkdown } from '../src/index.ts';
import { charterOf, edit, idOf, seeded, values } from './support/board.ts';
import { spoken } from './support/said.ts';

const ids = seededIds(99);

describe('compose', () => {
  it.each(TEMPLATES.map((template) => template.id))('CHA-10 composes and presents template %s without error', (id) => {
    const charter = charterOf(seeded(id));
    const document = present(charter);
    expect(document.sections.map((section) => section.number)).toEqual([
      2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18,
    ]);
    expect(charter.payload.titleBlock.charterNo).toBe('JOC-0012');
  });

  it('CHA-11 a blank board composes with gaps and waiting parts and no invented content', () => {
    const { payload } = charterOf(seeded('blank'));
    expect(payload.titleBlock.process.text).toBeNull();
    expect(payload.purpose.outputs).toEqual([]);
    expect(payload.processMap.steps).toEqual([]);
    expect(payload.responsibilities.matrix.flatMap((row) => row.cells.flatMap((cell) => cell.holdings))).toEqual([]);
    expect(payload.changeControl.references).toEqual([]);
    const texts = [...values(payload)]
      .filter(([key, value]) => key === 'text' && value !== null)
      .map(([, value]) => value);
    expect(texts).toEqual(['Lot release']);
  });

  it('CHA-12 what comes with sessions and with signing says with what it comes, also where much was said', () => {
    const { doc, pen } = spoken();
    for (const charter of [charterOf(seeded('t1')), charterOf(doc, { record: pen })]) {
      const { payload, envelope } = charter;
      for (const open of [payload.participants.attendance, payload.classification.ballots])
        expect(open).toEqual({ awaits: 'session' });
      for (const open of [
        payload.participants.delegations,
        payload.responsibilities.acceptance,
        envelope.revisionHistory,
        envelope.integrity.auditTrailExtract,
        ...envelope.signatures.map((place) => place.signature),
      ])
        expect(open).toEqual({ awaits: 'signing' });
      const markdown = renderMarkdown(charter);
      expect(markdown).toContain('Who attended comes with the live session, delegations come with signing.');
      expect(markdown).toContain('ballots come with the live session');
      expect(markdown).toContain('Versions and their differences come with signing.');
      expect(markdown).toContain('Audit-trail extract: *comes with signing*');
      expect(markdown).not.toMatch(/awaits? the record/);
    }
  });

  it('CHA-13 the signatures stand in the order of signing, quality last', () => {
    expect(charterOf(seeded('t1')).envelope.signatures.map((place) => place.function)).toEqual(['OPS', 'IT', 'QUA']);
  });

  it('CHA-14 a step shows its three roles, data in and out, owner, contributors, change and driver', () => {
    const { steps } = charterOf(seeded('t1')).payload.processMap;
    const [first, second] = steps;
    expect(
      first?.collects.map((group) => [
        group.systems.map((use) => use.system.label),
        group.data.map((one) => one.label),
      ]),
    ).toEqual([
      [['ERP'], ['D1']],
      [['EDMS'], ['D2']],
    ]);
    expect(second).toMatchObject({
      position: 2,
      title: 'Run and record in-process checks',
      change: 'modify',
      driver: 'OPS',
    });
    expect(second?.dataIn.map((one) => one.label)).toEqual(['D2']);
    expect(second?.dataOut.map((out) => [out.data.label, out.uses])).toEqual([
      ['D3', ['create']],
      ['D6', ['create']],
    ]);
    expect(second?.accountable.map((line) => [line.person?.name, line.standing])).toEqual([['Lena Wirth', 'named']]);
    expect(second?.others.map((line) => [line.function, line.code])).toEqual([['QUA', 'C']]);
  });

  it('CHA-15 two systems of record stay two: at the step, in the register and in the placement', () => {
    const doc = seeded('t1');
    const snapshot = readSnapshot(doc);
    const step = idOf(snapshot, 'step', '3');
    edit(doc, assignSystemRole({ step, system: idOf(snapshot, 'system', 'MES'), use: 'record' }));
    const { payload } = charterOf(doc);
    expect(payload.processMap.steps[2]?.record).toMatchObject([{ conflict: true }]);
    const d4 = payload.dataObjects.find((line) => line.label === 'D4');
    expect(d4).toMatchObject({ standing: 'several' });
    expect(d4?.systemsOfRecord.map((system) => system.label)).toEqual(['MES', 'QMS']);
    const placed = payload.classification.systemsOfRecord
      .flatMap((row) => row.placements)
      .find((one) => one.data.label === 'D4');
    expect(placed).toMatchObject({ conflict: true });
  });

  it('CHA-15 several systems of record that parts explain are no conflict', () => {
    const doc = seeded('t1');
    const snapshot = readSnapshot(doc);
    const step = idOf(snapshot, 'step', '3');
    const [d4, mes] = [idOf(snapshot, 'dataObject', 'D4'), idOf(snapshot, 'system', 'MES')];
    edit(
      doc,
      assignSystemRole({ step, system: mes, use: 'record' }),
      addPart({ part: idOf(snapshot, 'dataObject', 'D3'), whole: d4 }),
    );
    const line = charterOf(doc).payload.dataObjects.find((one) => one.label === 'D4');
    expect(line).toMatchObject({ standing: 'one', parts: [{ data: { label: 'D3' }, systems: [{ label: 'MES' }] }] });
  });

  it('CHA-16 a missing system of record is stated where one is needed', () => {
    const doc = seeded('t1');
    const snapshot = readSnapshot(doc);
    edit(
      doc,
      withdrawSystemRole({
        step: idOf(snapshot, 'step', '4'),
        system: idOf(snapshot, 'system', 'LIMS'),
        use: 'record',
      }),
    );
    const { payload } = charterOf(doc);
    expect(payload.processMap.steps[3]).toMatchObject({ record: [], recordMissing: true });
    expect(payload.dataObjects.find((line) => line.label === 'D5')).toMatchObject({
      standing: 'none',
      systemsOfRecord: [],
    });
  });

  it('CHA-17 none, two, unnamed and wrongly named accountables are printed as such', () => {
    const doc = seeded('t1');
    const snapshot = readSnapshot(doc);
    const step = idOf(snapshot, 'step', '2');
    const person = (label: string) => idOf(snapshot, 'person', label);
    edit(doc, assignResponsibility({ subject: step, function: 'QUA', code: 'A', person: person('PN') }));
    expect(charterOf(doc).payload.processMap.steps[1]?.accountable.map((line) => line.person?.name)).toEqual([
      'Lena Wirth',
      'Priya Nair',
    ]);

    edit(doc, withdrawResponsibility({ subject: step, function: 'QUA', code: 'A', person: person('PN') }));
    edit(doc, withdrawResponsibility({ subject: step, function: 'OPS', code: 'A', person: person('LW') }));
    expect(charterOf(doc).payload.processMap.steps[1]?.accountable).toEqual([]);

    edit(doc, assignResponsibility({ subject: step, function: 'OPS', code: 'A', person: null }));
    expect(charterOf(doc).payload.processMap.steps[1]?.accountable).toMatchObject([
      { standing: 'nobody', person: null },
    ]);

    const other = idOf(snapshot, 'step', '3');
    edit(doc, setField('person', person('PN'), 'function', 'OPS'));
    expect(charterOf(doc).payload.processMap.steps[2]?.accountable).toMatchObject([{ standing: 'other_function' }]);
    edit(doc, deleteEntity('person', person('PN')));
    expect(charterOf(doc).payload.processMap.steps[2]?.accountable).toMatchObject([
      { standing: 'gone', person: { gone: 'deleted' } },
    ]);
    expect(other).not.toBe('');
  });

  it('CHA-18 the matrix gives A and V by name and the reason of an empty cell', () => {
    const doc = seeded('t1');
    const ml = idOf(readSnapshot(doc), 'person', 'ML');
    edit(
      doc,
      withdrawResponsibility({ subject: 'area.requirements', function: 'IT', code: 'C', person: ml }),
      setRespNote({ area: 'area.requirements', function: 'IT', text: 'IT is heard through data models' }),
    );
    const { matrix } = charterOf(doc).payload.responsibilities;
    expect(matrix.map((row) => row.area)).toEqual([
      'area.requirements',
      'area.data_models',
      'area.validation',
      'area.change_control',
    ]);
    expect(
      matrix[0]?.cells.map((cell) => [
        cell.function,
        cell.holdings.map((line) => `${line.code} ${line.person?.name}`),
        cell.note,
      ]),
    ).toEqual([
      ['OPS', ['A Tomás Brandt', 'R Alma Reyes'], null],
      ['QUA', ['V Priya Nair'], null],
      ['IT', [], 'IT is heard through data models'],
    ]);
  });

  it('CHA-19 an interface that is retired is listed apart', () => {
    const doc = seeded('t1');
    edit(doc, setField('interface', idOf(readSnapshot(doc), 'interface', 'I7'), 'change', 'retire'));
    const { interfaces } = charterOf(doc).payload;
    expect(interfaces.interfaces.map((line) => line.label)).toEqual(['I1', 'I2', 'I3', 'I4', 'I5', 'I6']);
    expect(interfaces.removed.map((line) => line.label)).toEqual(['I7']);
    expect(interfaces.interfaces[0]).toMatchObject({
      scopes: ['interface', 'transformation'],
      reconciliation: 'count',
    });
  });

  it('CHA-20 data that has no way to its record is stated with both ends', () => {
    const doc = seeded('t1');
    edit(doc, setField('interface', idOf(readSnapshot(doc), 'interface', 'I3'), 'change', 'retire'));
    const step = charterOf(doc).payload.processMap.steps[2];
    expect(
      step?.missingPaths.map((path) => [path.purpose, path.data.label, path.from.label, path.to.label]),
    ).toContainEqual(['record', 'D4', 'MES', 'QMS']);
  });

  it('CHA-21 a citation is marked unless the text of every clause in it was checked', () => {
    const doc = seeded('t1');
    const output = idOf(readSnapshot(doc), 'output', 'R1');
    for (const text of [
      '21 CFR 211.188(b)',
      'EU GMP ch.4; 211.188',
      '211.1',
      '13485 8.2.6',
      '13485 8.4',
      'our own SOP',
      '§ 11.10(e)',
    ]) {
      edit(doc, addCitation({ output, text }));
    }
    const { outputs } = charterOf(doc).payload;
    expect(
      Object.fromEntries(outputs.flatMap((line) => line.citations).map((one) => [one.text, one.standing])),
    ).toEqual({
      '211.188': 'text_known',
      '21 CFR 211.188(b)': 'text_known',
      'EU GMP ch.4; 211.188': 'to_confirm',
      '211.1': 'to_confirm',
      '13485 8.2.6': 'text_known',
      '13485 8.4': 'to_confirm',
      'our own SOP': 'to_confirm',
      '§ 11.10(e)': 'text_known',
      '211.22(a)': 'text_known',
      '211.192': 'text_known',
      '211.110': 'to_confirm',
      '211.180(e)': 'to_confirm',
      '211.142(a)': 'to_confirm',
    });
  });

  it('CHA-22 references to deleted and merged records say so or lead to the survivor', () => {
    const doc = seeded('t1');
    const snapshot = readSnapshot(doc);
    const system = (label: string) => idOf(snapshot, 'system', label);
    edit(doc, deleteEntity('system', system('EDMS')));
    edit(doc, mergeEntities('system', system('LIMS'), system('QMS')));
    const { interfaces, processMap } = charterOf(doc).payload;
    expect(interfaces.interfaces[1]?.from).toMatchObject({ label: 'EDMS', gone: 'deleted' });
    expect(interfaces.interfaces[3]?.from).toMatchObject({ label: 'QMS' });
    expect(processMap.systems.map((line) => line.name)).not.toContain('LIMS');
  });

  it('CHA-23 decisions, questions, actions, references, constraints and criteria are given verbatim with what they are about', () => {
    const doc = seeded('t1');
    const d4 = idOf(readSnapshot(doc), 'dataObject', 'D4');
    const decision = edit(
      doc,
      createEntity('decision', { statement: 'QMS keeps D4', rationale: 'It holds it today' }, { ids }),
    );
    edit(doc, addLink({ from: decision, to: d4 }));
    edit(
      doc,
      createEntity('question', { text: 'Who keeps the limits', toFunction: 'QUA', due: '2026-12-01' }, { ids }),
    );
    edit(doc, createEntity('action', { text: 'Ask the site' }, { ids }));
    edit(doc, createEntity('reference', { title: 'Batch record review', docNumber: 'SOP-0412' }, { ids }));
    edit(doc, createEntity('criterion', { statement: 'Limits equal EDMS' }, { ids }));
    const { payload } = charterOf(doc);
    expect(payload.decisions.decisions).toMatchObject([
      { label: 'DEC1', statement: 'QMS keeps D4', rationale: 'It holds it today', about: [{ label: 'D4' }] },
    ]);
    expect(payload.openItems.questions).toMatchObject([
      { text: 'Who keeps the limits', toFunction: 'QUA', due: '2026-12-01' },
    ]);
    expect(payload.openItems.actions).toMatchObject([{ text: 'Ask the site', person: null }]);
    expect(payload.changeControl.references).toMatchObject([{ docNumber: 'SOP-0412' }]);
    expect(payload.responsibilities.criteria).toMatchObject([{ statement: 'Limits equal EDMS' }]);
    expect(payload.scope.constraints).toMatchObject([{ kind: 'downtime_window', about: [{ label: 'MES' }] }]);
  });

  it('CHA-24 a record that the reader cannot understand is listed, not dropped', () => {
    const doc = seeded('t1');
    doc.getMap('interface').set('not an id', 5);
    expect(charterOf(doc).payload.openItems.irregular).toMatchObject([
      { root: 'interface', key: 'not an id', kind: 'nonconforming' },
    ]);
  });

  it('CHA-25 duties stand by kind, then by function', () => {
    const { duties } = charterOf(seeded('t1')).payload.impactDuties;
    expect(duties.map((line) => [line.kind, line.dutyFunction])).toEqual([
      ['downtime', 'OPS'],
      ['integration', 'IT'],
      ['performance', 'IT'],
      ['sampling_plan', 'QUA'],
      ['batch_record', 'QUA'],
    ]);
  });

  it('CHA-26 branches, long texts and as-is systems of record are carried over', () => {
    const doc = seeded('t1');
    const snapshot = readSnapshot(doc);
    edit(
      doc,
      setFlow({ from: idOf(snapshot, 'step', '3'), to: idOf(snapshot, 'step', '5'), condition: 'limit exceeded' }),
    );
    edit(doc, replaceLongText('process', 'inScope', 'first\nsecond'));
    edit(doc, setField('dataObject', idOf(snapshot, 'dataObject', 'D5'), 'asIsSoR', idOf(snapshot, 'system', 'EDMS')));
    edit(
      doc,
      assignSystemRole({
        table: 'roleAsIs',
        step: idOf(snapshot, 'step', '3'),
        system: idOf(snapshot, 'system', 'MES'),
        use: 'record',
      }),
    );
    const { payload } = charterOf(doc);
    expect(payload.processMap.branches).toMatchObject([
      { from: { label: '3' }, to: { label: '5' }, condition: 'limit exceeded' },
    ]);
    expect(payload.scope.inScope.text).toBe('first\nsecond');
    expect(payload.dataObjects.find((line) => line.label === 'D5')?.asIs.map((one) => one.label)).toEqual(['EDMS']);
    expect(payload.dataObjects.find((line) => line.label === 'D4')?.asIs.map((one) => one.label)).toEqual(['MES']);
  });

  it('CHA-27 labels are in the order in which people count', () => {
    const doc = seeded('t1');
    const step = idOf(readSnapshot(doc), 'step', '1');
    for (let number = 9; number <= 11; number++) {
      const id = edit(doc, createEntity('dataObject', { title: `Object ${number}` }, { ids }));
      edit(doc, assignSystemRole({ step, data: id, system: idOf(readSnapshot(doc), 'system', 'MES'), use: 'record' }));
      edit(doc, carryData({ interface: idOf(readSnapshot(doc), 'interface', 'I1'), data: id }));
    }
    const { payload } = charterOf(doc);
    expect(payload.dataObjects.map((line) => line.label)).toEqual([
      'D1',
      'D2',
      'D3',
      'D4',
      'D5',
      'D6',
      'D7',
      'D8',
      'D9',
      'D10',
      'D11',
    ]);
    expect(payload.interfaces.interfaces[0]?.data.map((one) => one.label)).toEqual(['D1', 'D9', 'D10', 'D11']);
  });

  it('CHA-28 a step that nobody has filled in is printed with its gaps', () => {
    const doc = seeded('blank');
    edit(doc, createStep({ after: null }, { ids }));
    expect(charterOf(doc).payload.processMap.steps).toMatchObject([
      {
        position: 1,
        title: null,
        kind: null,
        regulated: null,
        change: null,
        accountable: [],
        collects: [],
        record: [],
        recordMissing: false,
      },
    ]);
  });
});
