import type { Snapshot } from '@chartroom/domain';
import { readSnapshot, SINGLE_FIELDS } from '@chartroom/domain';
import { TEMPLATES } from '@chartroom/domain/templates';
import { describe, expect, it } from 'vitest';
import { present, type FindingLine } from '../src/index.ts';
import { charterOf, seeded, values } from './support/board.ts';

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

  it('CHA-31 every row of every table carries its evidence', () => {
    const charter = charterOf(seeded('t2'));
    const document = present(charter);
    const tables = document.sections.flatMap((section) => section.blocks.filter((block) => block.kind === 'table'));
    expect(tables.length).toBeGreaterThan(8);
    for (const table of tables)
      for (const [at, row] of table.rows.entries()) {
        if (table.key === 'open-findings' && namesNothing(charter.payload.findings.open[at])) continue;
        expect(row.evidence, `${table.key} ${at}`).not.toEqual([]);
      }
  });

  it.each(['t1', 't4', 't6'] as const)(
    'CHA-32 nothing is printed for %s as typed that the board does not hold',
    (id) => {
      const doc = seeded(id);
      const snapshot = readSnapshot(doc);
      const held = new Set(
        [...values(snapshot)].flatMap(([, value]) => (typeof value === 'string' ? value.split('\n') : [])),
      );
      const charter = charterOf(doc);
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
