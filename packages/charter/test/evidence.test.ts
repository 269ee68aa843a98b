import type { Snapshot } from '@chartroom/domain';
import { readSnapshot, SINGLE_FIELDS } from '@chartroom/domain';
import { TEMPLATES } from '@chartroom/domain/templates';
import { describe, expect, it } from 'vitest';
import { present, type FindingLine } from '../src/index.ts';
import { charterOf, seeded, values } from './support/board.ts';
import { Pen } from './support/record.ts';
import { spoken } from './support/said.ts';

const exists = (snapshot: Snapshot, address: string): boolean => {
  const at = address.indexOf('/');
  const [kind, key] = [address.slice(0, at), address.slice(at + 1)];
  if (kind in snapshot.entities) {
    return snapshot.entities[kind as keyof Snapshot['entities']].some((entity) => entity.id === key);
  }
  if (kind in snapshot.rows) return snapshot.rows[kind as keyof Snapshot['rows']].some((row) => row.key === key);
  if (kind === 'text') return key === 'process:inScope' || key === 'process:outOfScope';
  return kind in SINGLE_FIELDS && key in SINGLE_FIELDS[kind as keyof typeof SINGLE_FIELDS];
};

const addresses = (value: unknown): readonly string[] =>
  [...values(value)]
    .filter(([key, member]) => key === 'evidence' && typeof member === 'string')
    .map(([, member]) => member as string);

/** A finding about a function or about the board as a whole has no record to lead to. */
const namesNothing = (line: FindingLine | undefined): boolean => Object.keys(line?.names ?? {}).length === 0;

describe('evidence', () => {
  it.each(TEMPLATES.map((template) => template.id))(
    'CHA-30 every address of %s leads to a record of the board',
    (id) => {
      const doc = seeded(id);
      const snapshot = readSnapshot(doc);
      const charter = charterOf(doc);
      const all = [...addresses(charter.payload), ...addresses(present(charter))];
      expect(all.length).toBeGreaterThan(id === 'blank' ? 5 : 300);
      expect(all.filter((address) => !exists(snapshot, address))).toEqual([]);
    },
  );

  it.each(['t2', 'spoken'] as const)('CHA-31 every row of every table of %s carries its evidence', (board) => {
    const { doc, pen } = board === 'spoken' ? spoken() : { doc: seeded(board), pen: new Pen() };
    const charter = charterOf(doc, pen.entries.length === 0 ? {} : { record: pen });
    const document = present(charter);
    const tables = document.sections.flatMap((section) => section.blocks.filter((block) => block.kind === 'table'));
    expect(tables.length).toBeGreaterThan(8);
    for (const table of tables)
      for (const [at, row] of table.rows.entries()) {
        if (table.key === 'open-findings' && namesNothing(charter.payload.findings.open[at])) continue;
        expect(row.evidence, `${table.key} ${at}`).not.toEqual([]);
      }
  });

  it('CHA-69 what was said carries the entry of the record that it comes from, in the payload and in print', () => {
    const { doc, pen } = spoken();
    const snapshot = readSnapshot(doc);
    const charter = charterOf(doc, { record: pen });
    const printed = addresses(present(charter));
    const all = [...addresses(charter), ...printed];
    const isEntry = (address: string): boolean =>
      address.startsWith('record/') && pen.entries.some(({ seq }) => `record/${seq}` === address);
    expect(all.filter((address) => !isEntry(address) && !exists(snapshot, address))).toEqual([]);
    // All that was said stands in this charter, so every entry is led to.
    const entries = pen.entries.map(({ seq }) => `record/${seq}`);
    expect(entries.filter((address) => !addresses(charter).includes(address))).toEqual([]);
    const inTables = addresses(
      present(charter).sections.flatMap(({ blocks }) => blocks.filter(({ kind }) => kind === 'table')),
    );
    expect(entries.filter((address) => !inTables.includes(address))).toEqual(
      pen.entries.filter(({ kind }) => kind === 'ready').map(({ seq }) => `record/${seq}`),
    );
  });

  it.each(['t1', 't4', 't6', 'spoken'] as const)(
    'CHA-32 nothing is printed for %s as typed that board and record do not hold',
    (id) => {
      const { doc, pen } = id === 'spoken' ? spoken() : { doc: seeded(id), pen: new Pen() };
      const snapshot = readSnapshot(doc);
      const held = new Set(
        [...values(snapshot), ...values(pen.entries)].flatMap(([, value]) =>
          typeof value === 'string' ? value.split('\n') : [],
        ),
      );
      const charter = charterOf(doc, pen.entries.length === 0 ? {} : { record: pen });
      held.add(charter.envelope.boardId);
      const typed = [...values(present(charter))].flatMap(([, value]) =>
        value !== null && typeof value === 'object' && 'kind' in value && value.kind === 'typed' && 'text' in value
          ? [value.text as string]
          : [],
      );
      expect(typed.length).toBeGreaterThan(200);
      expect(typed.filter((text) => !held.has(text))).toEqual([]);
    },
  );
});
