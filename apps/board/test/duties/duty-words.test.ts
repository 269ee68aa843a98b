import type { Duty } from '@chartroom/record';
import { describe, expect, it } from 'vitest';
import { dutySentence } from '../../src/lib/duties/duty-words.ts';
import { localDay } from '../../src/lib/messages/local-day.ts';

const answer = (thread: string, due: string | null = null): Duty => ({
  kind: 'answer-thread',
  thread,
  due,
  blocks: false,
});
const repair = (finding: string, blocks: boolean): Duty => ({ kind: 'repair', finding, due: null, blocks });
const question: Duty = { kind: 'answer-question', question: 'q', due: null, blocks: true };

describe('what somebody owes', () => {
  it('DUT-1 counts answers to threads and questions as one, and says what blocks', () => {
    expect(
      dutySentence('Quality', [answer('a'), answer('b'), answer('c'), question, repair('x', true)], '2026-12-01'),
    ).toBe('Quality owes 4 answers and 1 repair, 2 block the charter');
  });

  it('DUT-4 counts reasons as many as there are changes that owe one', () => {
    const why = (changes: number): Duty => ({ kind: 'state-why', principal: 'a', changes, due: null, blocks: false });
    expect(dutySentence(null, [why(3), repair('x', false)], '2026-12-01')).toBe('You owe 1 repair and 3 reasons');
    expect(dutySentence('Quality', [why(1)], '2026-12-01')).toBe('Quality owes 1 reason');
  });

  it('DUT-1 leaves out what there is none of, also of blocking and overdue', () => {
    expect(dutySentence('IT', [repair('x', false)], '2026-12-01')).toBe('IT owes 1 repair');
    expect(dutySentence(null, [answer('a', '2026-11-30'), answer('b', '2026-12-01')], '2026-12-01')).toBe(
      'You owe 2 answers, 1 is overdue',
    );
  });

  it('DUT-1 tells what is to be assessed anew apart from what is answered', () => {
    const again: Duty = { kind: 'assess-again', risk: 'x', due: null, blocks: false };
    expect(dutySentence('Operations', [question, again], '2026-12-01')).toBe(
      'Operations owes 1 answer and 1 assessment anew, 1 blocks the charter',
    );
  });

  it('DUT-1 says that nothing is owed', () => {
    expect(dutySentence('IT', [], '2026-12-01')).toBe('IT owes nothing');
    expect(dutySentence(null, [], '2026-12-01')).toBe('You owe nothing');
  });

  it('DUT-2 takes the day of whoever looks', () => {
    expect(localDay(new Date(2026, 0, 5, 23, 59))).toBe('2026-01-05');
    expect(localDay(new Date(2026, 11, 31, 0, 0))).toBe('2026-12-31');
  });
});
