/** The audit trail: what entries about edits take, and how what authors say about their edits finds them. */
import { tellRecord, tellValue } from '@chartroom/domain';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  EMPTY_RECORD,
  ENTRY_SCHEMAS,
  entryHash,
  isAbout,
  noteOf,
  owesReason,
  projectAll,
  RECORD_LIMITS,
  type EditNote,
  type Entry,
  type GivenNote,
  type Payload,
} from '../src/index.ts';
import { randomId } from './support/record.ts';

const PETRA = randomId('p');
const TOM = randomId('q');

const note = (actor: string, payload: Partial<Payload<'edit'>>): GivenNote => ({
  actor,
  payload: { client: 7, from: 10, to: 12, ...payload },
});
const change = (to: number, rest: Partial<Payload<'change'>> = {}): Payload<'change'> => ({
  root: 'step',
  key: 'x',
  field: 'title',
  change: 'set',
  old: null,
  new: 'a',
  from: 1,
  to: 1,
  item: { client: 7, from: Math.min(8, to), to },
  ...rest,
});

describe('entries about edits', () => {
  it('REC-110 whatever a document can hold is a change that has a hash', () => {
    const name = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('', '__proto__', 'constructor', '\0', '\uD800', 'x'.repeat(4_200)),
    );
    const value = fc.oneof(name, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.constant(null));
    const root = fc.constantFrom('step', 'role', 'process', 'meta', 'text');
    fc.assert(
      fc.property(root, name, name, value, value, (kind, key, field, old, now) => {
        const place = { root: kind, key, field: kind === 'role' || kind === 'text' ? null : field };
        for (const told of [
          ...tellValue(place, old, now, RECORD_LIMITS.value),
          tellRecord('created', kind, key, [[field, now]]),
          tellRecord('removed', kind, key, [[field, old]]),
        ]) {
          const payload = ENTRY_SCHEMAS.change.parse({ ...told, from: 1, to: 1 });
          const rest = { board: 'b', seq: 1, id: 'i', kind: 'change', actor: PETRA, at: 'now', prevHash: '' };
          expect(entryHash({ ...rest, payload })).toMatch(/^[0-9a-f]{64}$/);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('REC-112 a note is about the change whose last item it covers, of the same client and the same author', () => {
    const undo = note(PETRA, { by: 'undo' });
    for (const [to, about] of [
      [9, false],
      [10, true],
      [12, true],
      [13, false],
    ] as const)
      expect(isAbout(undo, change(to), PETRA), `${to}`).toBe(about);
    expect(isAbout(undo, change(11), TOM)).toBe(false);
    expect(isAbout(note(PETRA, { client: 8, by: 'undo' }), change(11), PETRA)).toBe(false);
    expect(isAbout(undo, change(11, { item: undefined }), PETRA)).toBe(false);
  });

  it('REC-112 a note may name the entry instead, where there is no item to name', () => {
    const bare = change(11, { item: undefined });
    const named: GivenNote = { actor: PETRA, payload: { entry: 5, reason: 'Entered twice' } };
    expect([isAbout(named, bare, PETRA, 5), isAbout(named, bare, PETRA, 6), isAbout(named, bare, TOM, 5)]).toEqual([
      true,
      false,
      false,
    ]);
    expect([isAbout(named, bare, PETRA), isAbout(named, change(11), PETRA, 5)]).toEqual([false, true]);
    const later = note(PETRA, { reason: 'Agreed' });
    expect(noteOf(change(11), PETRA, [named, later], 5).reason).toBe('Agreed');
    expect(noteOf(change(11), PETRA, [later, named], 5).reason).toBe('Entered twice');
    const takes = (payload: object): boolean => ENTRY_SCHEMAS.edit.safeParse({ reason: 'x', ...payload }).success;
    expect([takes({ entry: 1 }), takes({ entry: 0 }), takes({ entry: 1, client: 7 }), takes({})]).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect([takes({ client: 7, from: 1 }), takes({ entry: 1, client: 7, from: 1, to: 1 })]).toEqual([false, false]);
  });

  it('REC-112 what several notes say is joined, the last word on each counts, over what the entry carries', () => {
    const carried = change(11, { reason: 'Drafting', by: 'redo' });
    expect(noteOf(carried, PETRA, [])).toEqual({ reason: 'Drafting', by: 'redo' });
    const notes = [
      note(PETRA, { reason: 'First' }),
      note(TOM, { reason: 'Not his' }),
      note(PETRA, { claimedAt: '2026-11-25T08:00:00Z' }),
      note(PETRA, { reason: 'Agreed with quality' }),
      note(PETRA, { from: 20, to: 30, by: 'undo' }),
    ];
    expect(noteOf(carried, PETRA, notes)).toEqual({
      by: 'redo',
      reason: 'Agreed with quality',
      claimedAt: '2026-11-25T08:00:00Z',
    });
  });

  it('REC-113 a change owes a reason while it asks for one and its author gave none; blanks and the purpose are none', () => {
    const asks = change(11, { asks: 'record' });
    const owes = (note: EditNote): boolean => owesReason(asks, note);
    expect([owes({}), owes({ reason: '' }), owes({ reason: ' \t\n' }), owes({ purpose: 'Drafting' })]).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(owes({ claimedAt: '2026-11-25T08:00:00Z' })).toBe(true);
    expect(owes({ reason: 'Agreed with quality' })).toBe(false);
    // What was taken back says so; what was done again by a redo asks again.
    expect([owes({ by: 'undo' }), owes({ by: 'redo' }), owes({ by: 'import' })]).toEqual([false, true, true]);
    expect(owesReason(change(11), {})).toBe(false);
    // A purpose that comes later takes no reason away.
    const notes = [note(PETRA, { reason: 'Agreed' }), note(PETRA, { purpose: 'Drafting' })];
    expect(owes(noteOf(asks, PETRA, notes))).toBe(false);
    expect(owes(noteOf(asks, PETRA, [note(TOM, { reason: 'Not his to say' })]))).toBe(true);
  });

  it('REC-113 a reason of blanks is refused as a note, with the field', () => {
    for (const field of ['reason', 'purpose'] as const)
      for (const nothing of ['', '  ', '\u00A0\n', '\0']) {
        const parsed = ENTRY_SCHEMAS.edit.safeParse({ client: 7, from: 1, to: 1, [field]: nothing });
        expect(parsed.error?.issues.map(({ path }) => path)).toEqual([[field]]);
      }
    expect(ENTRY_SCHEMAS.change.safeParse({ ...change(11), asks: 'something' }).success).toBe(false);
  });

  it('REC-112 a note changes nothing of what people said: it moves the position of the record alone', () => {
    const entry: Entry = {
      board: 'b',
      seq: 1,
      id: 'i',
      kind: 'edit',
      actor: PETRA,
      at: '2026-11-25T08:00:00.000Z',
      payload: { client: 7, from: 1, to: 2, by: 'undo' },
      prevHash: '',
      hash: '',
    };
    expect(projectAll([entry])).toEqual({ ...EMPTY_RECORD, recordSeq: 1 });
  });
});
