import type { ActivityGroup, ChangedRecord } from '@chartroom/record';
import { describe, expect, it } from 'vitest';
import { groupSentence, type ActivityNames } from '../../src/lib/activity/group-words.ts';

const names: ActivityNames = {
  record: (address) => (address === 'step/gone' ? null : address),
  field: (_, field) => field,
  target: ({ function: fn }) => fn ?? 'somebody',
  threadKind: (kind) => kind,
};
const record = (address: string, given: Partial<ChangedRecord> = {}): ChangedRecord => ({
  record: address,
  created: false,
  deleted: false,
  restored: false,
  fields: ['title'],
  changes: 1,
  ...given,
});
const said = (kind: string, payload: unknown = {}) => ({ kind, payload }) as unknown as ActivityGroup['said'][number];
const tell = (records: readonly ChangedRecord[], entries: ActivityGroup['said'] = []): string =>
  groupSentence({ actor: 'a', from: '', to: '', firstSeq: 1, lastSeq: 1, records, said: entries }, names);

describe('a group as a sentence', () => {
  it('ACT-1 tells what was added, deleted and changed, in this order', () => {
    expect(
      tell([
        record('step/1', { fields: ['title', 'role'] }),
        record('step/2', { created: true }),
        record('step/3', { deleted: true }),
        record('process'),
      ]),
    ).toBe('added step/2, deleted step/3 and changed step/1 (title, role) and the process (title)');
  });

  it('ACT-1 tells the beginning of a board as that', () => {
    expect(tell([record('board', { created: true, fields: ['template'] })])).toBe(
      'started the board from its template',
    );
  });

  it('ACT-1 counts what is more than three records or three fields', () => {
    const many = [1, 2, 3, 4, 5].map((one) => record(`step/${one}`, { created: true }));
    expect(tell(many)).toBe('added step/1, step/2, step/3 and 2 more records');
    expect(tell([record('step/1', { fields: ['a', 'b', 'c', 'd'] })])).toBe('changed step/1 (a, b, c, 1 more)');
  });

  it('ACT-2 leaves out what came and went, and does not name what is gone', () => {
    expect(tell([record('step/1', { created: true, deleted: true })])).toBe('');
    expect(tell([record('step/gone', { restored: true })])).toBe('restored a record that is gone');
  });

  it('ACT-3 tells threads by title and counts the rest by kind', () => {
    expect(
      tell(
        [],
        [
          said('comment'),
          said('thread', { kind: 'question', title: 'Which counts?', to: { function: 'Quality' } }),
          said('comment'),
          said('accept'),
        ],
      ),
    ).toBe('asked Quality “Which counts?”, replied 2 times and accepted 1 finding');
    expect(tell([], [said('thread', { kind: 'objection', title: 'Not fed' })])).toBe('opened the objection “Not fed”');
  });

  it('ACT-3 takes the last word on being ready', () => {
    expect(tell([], [said('ready', { ready: true }), said('ready', { ready: false })])).toBe('took back being ready');
  });
});
