/** What happened, in groups that a person can read. */
import { describe, expect, it } from 'vitest';
import { chained, groupActivity, type Entry, type Payload } from '../src/index.ts';
import { mixedRecord } from './support/mixed.ts';
import { SEED, seeded } from './support/random.ts';
import { BOARD, entityId, randomId } from './support/record.ts';

const [anna, bert] = ['anna', 'bert'].map(randomId) as [string, string];
const STEP = entityId(1);
const start = Date.UTC(2026, 10, 26, 8);

const write = (
  lines: readonly (readonly [actor: string, minute: number, kind: string, payload: unknown])[],
): Entry[] => {
  const entries: Entry[] = [];
  for (const [actor, minute, kind, payload] of lines)
    entries.push(
      chained(BOARD, entries.at(-1) ?? null, {
        id: randomId(`e${entries.length}`),
        kind,
        actor,
        at: new Date(start + minute * 60_000).toISOString(),
        payload,
      }),
    );
  return entries;
};
const changed = (given: Partial<Payload<'change'>>): Payload<'change'> => ({
  root: 'step',
  key: STEP,
  field: 'title',
  change: 'set',
  old: 'a',
  new: 'b',
  from: 1,
  to: 1,
  ...given,
});
const recordOf = (root: string, key: string): string | null =>
  root === 'step' ? `step/${key}` : root === 'role' ? `step/${key.split('|', 1)[0]!}` : null;
const ready = { ready: true };

describe('groupActivity', () => {
  it('REC-126 a sitting goes on while others act, and ends with a pause of over 30 minutes', () => {
    const groups = groupActivity(
      write([
        [anna, 0, 'change', changed({})],
        [bert, 5, 'change', changed({ field: 'kind' })],
        [anna, 30, 'change', changed({ field: 'capture' })],
        [anna, 61, 'change', changed({ field: 'driver' })],
      ]),
      recordOf,
    );
    expect(groups.map(({ actor, firstSeq, lastSeq }) => [actor, firstSeq, lastSeq])).toEqual([
      [anna, 4, 4],
      [anna, 1, 3],
      [bert, 2, 2],
    ]);
    expect(groups[1]).toMatchObject({ from: '2026-11-26T08:00:00.000Z', to: '2026-11-26T08:30:00.000Z' });
  });

  it('REC-127 a record stands once, with its own fields and the rows it carries, most changed first', () => {
    const [group] = groupActivity(
      write([
        [anna, 0, 'change', changed({ root: 'process', key: 'process', field: 'title' })],
        [anna, 1, 'change', changed({ change: 'created', old: null })],
        [anna, 2, 'change', changed({ root: 'role', key: `${STEP}|*|x|record`, field: undefined, change: 'said' })],
        [anna, 3, 'ready', ready],
        [anna, 4, 'change', changed({ field: 'title' })],
      ]),
      recordOf,
    );
    expect(group?.records).toEqual([
      {
        record: `step/${STEP}`,
        created: true,
        deleted: false,
        restored: false,
        fields: ['title', 'role'],
        changes: 3,
      },
      { record: 'process', created: false, deleted: false, restored: false, fields: ['title'], changes: 1 },
    ]);
    expect(group?.said.map(({ kind, seq }) => [kind, seq])).toEqual([['ready', 4]]);
  });

  it('REC-127 everything known is told once, in whatever order it is given', () => {
    const seed = SEED;
    const entries = mixedRecord(seeded(seed), 400);
    const groups = groupActivity(entries, recordOf);
    const told = groups.reduce(
      (sum, group) => sum + group.said.length + group.records.reduce((all, { changes }) => all + changes, 0),
      0,
    );
    const known = groupActivity(entries, recordOf).flatMap((group) => group.said).length;
    expect(known, `seed ${seed}`).toBeGreaterThan(100);
    const unknown = entries.filter(({ kind }) => kind === 'ballot' || kind === 'thread.freeze' || kind === 'edit');
    expect(told, `seed ${seed}`).toBe(entries.length - unknown.length);
    expect(groupActivity(entries.toReversed(), recordOf), `seed ${seed}`).toEqual(groups);
  });
});
