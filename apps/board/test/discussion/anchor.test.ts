import {
  addAlias,
  createEntity,
  deleteEntity,
  entityFields,
  ENTITY_KINDS,
  mergeEntities,
  setField,
} from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import {
  anchorName,
  calledAt,
  fieldName,
  kindWords,
  placeWords,
  quoteOf,
  targetOf,
  WHOLE_BOARD,
} from '../../src/lib/discussion/anchor.ts';
import { ownFields } from '../../src/lib/panel/own-fields.ts';
import { withFaults } from '../trace/support.ts';
import { TestBoard } from '../map/board.ts';
import { readerOf } from './board.ts';

const faulty = withFaults();
const reader = readerOf(faulty);
const step = (position: string): string => `step/${faulty.idOf('step', position)}`;
const data = (label: string): string => `dataObject/${faulty.idOf('dataObject', label)}`;
const quote = (subject: string, field: string | null): string | null => quoteOf(reader, { subject, field });

describe('where a thread stands', () => {
  it('DIS-30 keeps what the field says as it is shown', () => {
    const output = `output/${faulty.snapshot.entities.output[0]!.id}`;
    const mes = `system/${faulty.idOf('system', 'MES')}`;
    faulty.perform(addAlias({ system: faulty.idOf('system', 'MES'), name: 'Line control' }));
    expect([
      quote(step('3'), 'role.record'),
      quote(step('4'), 'role.record'),
      quote(step('3'), 'kind'),
      quote(step('3'), 'regulated'),
      quote(step('3'), 'capture'),
      quote(step('3'), 'resp.A'),
      quote(step('3'), 'data.create'),
      quote(step('1'), 'role.record.D1'),
      quote(data('D4'), 'title'),
      quote(mes, 'alias'),
      quote('process/title', 'trigger'),
      quote('area/area.validation', 'resp.A'),
    ]).toEqual([
      'MES, QMS',
      'empty',
      'Disposition',
      'Yes',
      'empty',
      'Priya Nair',
      'D4',
      'ERP',
      'Out-of-limit exception',
      'Line control',
      faulty.snapshot.process.trigger ?? 'empty',
      expect.stringMatching(/\p{L}/u),
    ]);
    expect(quote(output, 'feed')).toMatch(/MES: D\d/);
    expect([quote(step('3'), null), quote(step('3'), 'findings'), quote(step('3'), 'nonsense')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('DIS-30 names the record in short and in full', () => {
    expect(anchorName(reader, step('3'))).toMatchObject({
      short: 'Step 3',
      full: 'Step 3, Hold and raise out-of-limit exception',
      state: 'live',
    });
    expect(anchorName(reader, `system/${faulty.idOf('system', 'MES')}`)?.full).toBe('MES');
    expect(anchorName(reader, 'area/area.validation')?.state).toBe('live');
    expect(placeWords('Step 3', fieldName(step('3'), 'role.record'))).toBe('Step 3, system of record');
    expect(placeWords('MES', fieldName('system/x', 'gampCategory'))).toMatch(/^MES, GAMP/);
    expect(placeWords('Step 3', '')).toBe('Step 3');
  });

  it('DIS-31 a record that was deleted or merged says so, and one that is missing is none', () => {
    const board = TestBoard.of('t1');
    const [one, two] = [board.perform(createEntity('system', { name: 'A' })), board.idOf('system', 'MES')];
    board.perform(mergeEntities('system', one, two), deleteEntity('step', board.idOf('step', '2')));
    const now = readerOf(board);
    expect(anchorName(now, `system/${one}`)).toMatchObject({ state: 'merged', into: `system/${two}` });
    const gone = board.snapshot.entities.step.find((each) => each.state === 'deleted')!;
    expect(anchorName(now, `step/${gone.id}`)?.state).toBe('deleted');
    expect(anchorName(now, `step/${'0'.repeat(26)}`)).toBeNull();
    // Once it has left the board it has another number, and is called as it was.
    for (const subject of [`step/${gone.id}`, `step/${'0'.repeat(26)}`])
      expect(calledAt(anchorName(now, subject), 'Step 2, Run checks').full).toBe('Step 2, Run checks');
    expect(calledAt(anchorName(now, `system/${two}`), 'MES of then').full).toBe('MES');
    expect([kindWords(`step/${gone.id}`), kindWords('area/x')]).toEqual(['step', 'record']);
  });

  it('DIS-32 every field of every kind, and every group of rows, has a name', () => {
    for (const kind of ENTITY_KINDS)
      for (const field of ownFields(kind)) {
        expect(Object.hasOwn(entityFields(kind), field)).toBe(true);
        expect(fieldName(`${kind}/x`, field), `${kind} ${field}`).toMatch(/^\p{Lu}/u);
      }
    const groups = [
      'role.collect',
      'role.review.D4',
      'roleAsIs.record',
      'resp.V',
      'resp.others',
      'data.use',
      'data.create',
    ];
    const rows = ['flow', 'feed', 'approver', 'citation', 'ifData', 'scope.interface', 'alias', 'part', 'link', 'note'];
    for (const field of [...groups, ...rows]) expect(fieldName('step/x', field), field).toMatch(/^\p{Lu}[^.]*$/u);
    expect(fieldName('step/x', null)).toBe('');
  });

  it('DIS-15 leads to where the record is shown', () => {
    expect(targetOf({ subject: step('3'), field: 'kind' })).toMatchObject({
      view: 'map',
      record: step('3'),
      field: 'kind',
    });
    expect(targetOf({ subject: 'area/area.validation', field: null })).toMatchObject({ view: 'owners', record: null });
    expect(targetOf({ subject: WHOLE_BOARD, field: null })).toMatchObject({ view: 'process', record: null });
  });

  it('DIS-30 reads the value that stands when it is asked', () => {
    const board = TestBoard.of('t1');
    const subject = `step/${board.idOf('step', '3')}`;
    const now = readerOf(board);
    expect(quoteOf(now, { subject, field: 'capture' })).toBe('empty');
    board.perform(setField('step', board.idOf('step', '3'), 'capture', 'hybrid'));
    expect(quoteOf(now, { subject, field: 'capture' })).toBe('Hybrid');
  });
});
