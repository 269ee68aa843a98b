import {
  assignSystemRole,
  createEntity,
  readSnapshot,
  seededIds,
  setField,
  withdrawSystemRole,
} from '@chartroom/domain';
import { TEMPLATES } from '@chartroom/domain/templates';
import { describe, expect, it } from 'vitest';
import { en, present, renderHtml, renderMarkdown } from '../src/index.ts';
import { charterOf, edit, idOf, seeded, values } from './support/board.ts';
import { textOf } from './support/markup.ts';

/** T1 with the conflict and the gap of the reference pictures: two systems of record for D4, none for D5. */
const faulty = () => {
  const doc = seeded('t1');
  const snapshot = readSnapshot(doc);
  const [mes, lims] = [idOf(snapshot, 'system', 'MES'), idOf(snapshot, 'system', 'LIMS')];
  edit(
    doc,
    assignSystemRole({ step: idOf(snapshot, 'step', '3'), system: mes, use: 'record' }),
    withdrawSystemRole({ step: idOf(snapshot, 'step', '4'), system: lims, use: 'record' }),
  );
  return doc;
};

describe('presentation', () => {
  it.each(TEMPLATES.map((template) => template.id))('CHA-43 the tables of %s are whole', (id) => {
    const doc = seeded(id);
    if (id === 't1') edit(doc, setField('interface', idOf(readSnapshot(doc), 'interface', 'I7'), 'change', 'retire'));
    const blocks = present(charterOf(doc)).sections.flatMap((section) => section.blocks);
    const tables = blocks.filter((block) => block.kind === 'table');
    expect(tables.length).toBeGreaterThan(0);
    expect(new Set(tables.map((table) => table.key)).size).toBe(tables.length);
    for (const table of tables) {
      expect(
        table.columns.reduce((sum, column) => sum + column.width, 0),
        table.key,
      ).toBe(100);
      expect(table.columns.filter((column) => column.role === 'heading').length, table.key).toBe(1);
      for (const row of table.rows) expect(row.cells.length, table.key).toBe(table.columns.length);
    }
  });

  it('CHA-44 the product says supports and never claims compliance', () => {
    const words = [...values(en)].flatMap(([, value]) => (typeof value === 'string' ? [value] : []));
    expect(words.length).toBeGreaterThan(200);
    expect(words.filter((text) => /complian|complies|guarantee|!/i.test(text))).toEqual([]);
    const text = textOf(renderHtml(charterOf(seeded('t1'))));
    expect(text).toContain(
      'No regulation requires this charter. It is one way to evidence duties that exist; it supports',
    );
  });

  it('CHA-45 conflicts and gaps read as facts in Markdown and HTML', () => {
    const charter = charterOf(faulty());
    for (const text of [renderMarkdown(charter).replaceAll('*', ''), textOf(renderHtml(charter))]) {
      expect(text).toContain('two systems of record: MES, QMS');
      expect(text).toContain('D5 none named');
    }
    const step = renderMarkdown(charter)
      .split('\n')
      .find((line) => line.startsWith('| 3 | Hold and raise'));
    expect(step).toContain('| *two systems of record: MES, QMS* |');
  });

  it('CHA-45 a blank board says what is missing, section by section', () => {
    const markdown = renderMarkdown(charterOf(seeded('blank')));
    for (const gap of [
      '# *Process without a title*',
      '*Trigger:* *not stated*',
      'No regulated output is named.',
      'Nobody is named on the board.',
      'The process has no step.',
      '| Requirements; *nobody accountable* | *no stated part* | *no stated part* | *no stated part* |',
      'No interface is on the map.',
      'Awaiting the signer and the signature for quality, which signs last',
    ]) {
      expect(markdown).toContain(gap);
    }
  });

  it('CHA-21 a marked citation is explained under its table, and only then', () => {
    const note = 'Cited by the board as an example; to be confirmed by the site.';
    expect(renderMarkdown(charterOf(seeded('t1')))).toContain(`| supports; 211.110 †; 211.180(e) † |`);
    expect(renderMarkdown(charterOf(seeded('t1')))).toContain(`† ${note}`);
    expect(renderMarkdown(charterOf(seeded('blank')))).not.toContain(note);
  });

  it('CHA-24 what cannot be read is shown with its place and reason', () => {
    const doc = seeded('t1');
    doc.getMap('interface').set('not an id', 5);
    expect(renderMarkdown(charterOf(doc))).toContain('| interface | not an id |');
  });

  it('CHA-17 the sign of a function is a shape with a name, never colour alone', () => {
    const html = renderHtml(charterOf(seeded('t1')));
    for (const [shape, name] of [
      ['square', 'OPS'],
      ['circle', 'QUA'],
      ['diamond', 'IT'],
    ]) {
      expect(html).toContain(`<svg class="m ${shape}" viewBox="0 0 10 10" role="img" aria-label="${name}">`);
    }
  });

  it('CHA-23 a question is printed with who is asked and until when', () => {
    const doc = seeded('t1');
    edit(
      doc,
      createEntity(
        'question',
        { text: 'Who keeps the limits', toFunction: 'QUA', due: '2026-12-01' },
        { ids: seededIds(3) },
      ),
    );
    expect(renderMarkdown(charterOf(doc))).toContain('| Q1 | Who keeps the limits | Quality | – | 1 Dec 2026 |');
  });
});
