import {
  addFeed,
  assignResponsibility,
  assignSystemRole,
  createEntity,
  deleteEntity,
  mergeEntities,
  type Mutation,
} from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { closedBecause } from '../../src/lib/record/closed.ts';
import { holderId, holderItems, statementOf } from '../../src/lib/record/holders.ts';
import { DocumentReader } from '../../src/lib/state/document-reader.ts';
import { evidenceLink, lineLinks, sectionLink } from '../../src/lib/views/charter/evidence.ts';
import { clearHolders, clearRole } from '../../src/lib/views/register/clear.ts';
import { columnOfField, fieldOfColumn } from '../../src/lib/views/register/columns.ts';
import type { PersonItem } from '../../src/lib/ui/edit/pick-items.ts';

function make(doc: Y.Doc, mutation: Mutation | null): string {
  const outcome = mutation?.(doc);
  if (!outcome?.ok) throw new Error('refused');
  return outcome.performed.created[0] ?? '';
}
const DATA = ['id', 'title', 'category', 'accountable', 'others'];

describe('fields and columns', () => {
  it('REC-1 lead to each other', () => {
    for (const column of ['accountable', 'others', 'collect', 'record', 'review', 'carries', 'scope', 'title'])
      expect(columnOfField(fieldOfColumn(column), [column])).toBe(column);
  });

  it('REC-2 find the group of a part, and nothing where it is not shown', () => {
    expect(columnOfField('resp.R', DATA)).toBe('others');
    expect(columnOfField('role.record.D4', ['title', 'record'])).toBe('record');
    expect(columnOfField('scope.interface', ['scope'])).toBe('scope');
    expect(columnOfField('note', DATA)).toBeNull();
    expect(columnOfField('role.record', DATA)).toBeNull();
  });
});

describe('a record', () => {
  it('REC-3 is closed once it is deleted or merged, and while the board is read-only', () => {
    const doc = new Y.Doc();
    const [one, two, three] = ['A', 'B', 'C'].map((name) => make(doc, createEntity('system', { name })));
    const reader = new DocumentReader(doc);
    const board = { readOnly: null, entity: reader.entity.bind(reader) };
    make(doc, deleteEntity('system', one!));
    make(doc, mergeEntities('system', two!, three!));
    expect(closedBecause(board, `system/${one}`)).toContain('deleted');
    expect(closedBecause(board, `system/${two}`)).toContain('merged');
    expect(closedBecause(board, `system/${three}`)).toBeNull();
    expect(closedBecause(board, 'process')).toBeNull();
    expect(closedBecause({ ...board, readOnly: 'in review' }, `system/${three}`)).toBe('in review');
    reader.close();
  });
});

describe('who answers', () => {
  const people: readonly PersonItem[] = [
    { id: 'p1', label: 'Alma Reyes', function: 'OPS', aliases: ['AR'] },
    { id: 'p2', label: 'Otto Other', function: 'OTHER' },
  ];
  const nameOf = (): undefined => undefined;

  it('REC-10 offers each person once a code, found by name, code and word', () => {
    const items = holderItems(people, ['R', 'C'], [], { nameOf });
    const alma = items.filter((item) => item.person === 'p1');
    expect(alma.map((item) => item.code)).toEqual(['R', 'C']);
    expect(items.indexOf(alma[1]!)).toBe(items.indexOf(alma[0]!) + 1);
    expect(alma[0]!.aliases).toEqual(['AR', 'R Alma Reyes', 'does Alma Reyes']);
    expect(statementOf('s', alma[1]!)).toEqual({ subject: 's', function: 'OPS', code: 'C', person: 'p1' });
    expect(new Set(items.map((item) => item.id)).size).toBe(items.length);
  });

  it('REC-11 offers nobody outside the three functions as accountable, and the function of a cell alone', () => {
    const accountable = holderItems(people, ['A'], [], { nameOf });
    expect(accountable.map((item) => item.function)).not.toContain('OTHER');
    expect(holderItems(people, ['R'], [], { nameOf }).map((item) => item.person)).toContain('p2');
    expect(new Set(holderItems(people, ['A', 'R'], [], { nameOf, only: 'QUA' }).map((item) => item.function))).toEqual(
      new Set(['QUA']),
    );
  });

  it('REC-12 keeps somebody who has left as a name that is off', () => {
    const doc = new Y.Doc();
    const step = make(doc, createEntity('step', { title: 'Test' }));
    const person = make(doc, createEntity('person', { name: 'Gone', function: 'QUA' }));
    make(doc, assignResponsibility({ subject: step, function: 'QUA', code: 'A', person }));
    make(doc, deleteEntity('person', person));
    const reader = new DocumentReader(doc);
    const held = reader.relations.holders(step);
    const items = holderItems([], ['A'], held, { nameOf: (id) => reader.entity('person', id)?.name });
    const item = items.find((candidate) => candidate.id === holderId(held[0]!));
    expect(item).toMatchObject({ label: 'Gone', person });
    expect(item?.off).toBeTruthy();
    reader.close();
  });
});

describe('a cell', () => {
  it('REC-20 is cleared whole, and no other with it', () => {
    const doc = new Y.Doc();
    const step = make(doc, createEntity('step', { title: 'Test' }));
    const [mes, qms] = ['MES', 'QMS'].map((name) => make(doc, createEntity('system', { name })));
    for (const system of [mes!, qms!]) make(doc, assignSystemRole({ step, system, use: 'record' }));
    make(doc, assignSystemRole({ step, system: mes!, use: 'collect' }));
    for (const code of ['A', 'R', 'C'] as const)
      make(doc, assignResponsibility({ subject: step, function: 'OPS', code, person: null }));
    const reader = new DocumentReader(doc);
    const board = { rows: reader.rows.bind(reader), relations: reader.relations };
    make(doc, clearRole(board, step, 'record'));
    expect(reader.rows('role').map((row) => row.parts.use)).toEqual(['collect']);
    make(doc, clearHolders(board, step, 'others'));
    expect(reader.relations.holders(step).map((holder) => holder.code)).toEqual(['A']);
    expect(clearRole({ ...board, relations: reader.relations }, step, 'record')).toBeNull();
    reader.close();
  });
});

describe('the margin of the charter', () => {
  const doc = new Y.Doc();
  const system = make(doc, createEntity('system', { name: 'MES' }));
  const outputs = ['Record', 'Report'].map((title) => make(doc, createEntity('output', { title })));
  const data = make(doc, createEntity('dataObject', { title: 'Result' }));
  make(doc, addFeed({ output: outputs[0]!, system, data }));
  const reader = new DocumentReader(doc);
  const board = { entity: reader.entity.bind(reader) };

  it('REC-30 says what a section names most', () => {
    const evidence = [`system/${system}`, ...outputs.map((id) => `output/${id}`), `output/${outputs[0]}`];
    expect(sectionLink(board, evidence)).toEqual({ label: '2 outputs', view: 'outputs', record: null });
    expect(sectionLink(board, [])).toBeNull();
  });

  it('REC-31 leads to the record of a line, also from a row of it', () => {
    expect(evidenceLink(board, ['output/unknown', `output/${outputs[1]}`])).toMatchObject({
      record: `output/${outputs[1]}`,
      view: 'outputs',
    });
    const row = reader.rows('feed')[0]!;
    expect(evidenceLink(board, [`feed/${row.key}`])?.record).toBe(`output/${outputs[0]}`);
    expect(evidenceLink(board, ['output/unknown'])).toBeNull();
    expect(lineLinks(board, ['record/12', `output/${outputs[1]}`, 'record/7', 'record/12', 'record/x'])).toMatchObject([
      { view: 'outputs', record: `output/${outputs[1]}` },
      { label: 'Entry 12', view: 'history', record: null, show: 'entry:12' },
      { label: 'Entry 7', show: 'entry:7' },
    ]);
    expect(lineLinks(board, ['output/unknown'])).toEqual([]);
  });
});
