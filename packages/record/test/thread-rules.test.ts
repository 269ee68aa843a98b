/** Who may call a message the answer, and when a change can be said to be applied. */
import { FUNCTIONS } from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import { addresses, mayApplyChange, mayClaim, type Participant, type ThreadState } from '../src/index.ts';
import { randomId, timeAt } from './support/record.ts';

const [asker, carla, quinn, bert] = ['asker', 'carla', 'quinn', 'bert'].map(randomId) as [
  string,
  string,
  string,
  string,
];
const THREAD = randomId('t1');
const REPLY = randomId('c1');
type Asked = Pick<ThreadState, 'id' | 'state' | 'claimed' | 'to' | 'author'>;
const thread = (given: Partial<Asked> = {}): Asked => ({
  id: THREAD,
  state: 'open',
  claimed: null,
  to: null,
  author: asker,
  ...given,
});
const who = (id: string, said: Participant['function']): Participant => ({ id, function: said });
const QUALITY = who(carla, 'QUA');
const because = (ruling: { readonly ok: true } | { readonly ok: false; readonly because: string }): string =>
  ruling.ok ? 'may' : ruling.because;
const claim = (of: Asked, by: Participant, comment: string | null = REPLY): string =>
  because(mayClaim(of, comment, by));

describe('calling a message the answer', () => {
  it('REC-98 is for the members of the function that is asked, and for nobody else', () => {
    const asks = thread({ to: { function: 'QUA' } });
    for (const said of FUNCTIONS)
      expect([said, claim(asks, who(bert, said))]).toEqual([said, said === 'QUA' ? 'may' : 'not-asked']);
    // Whoever asks their own function may be who knows.
    expect(claim(asks, who(asker, 'QUA'))).toBe('may');
  });

  it('REC-98 is for the person who is asked, whatever their function, and not for their colleagues', () => {
    const asks = thread({ to: { function: 'QUA', principal: carla } });
    expect([claim(asks, QUALITY), claim(asks, who(quinn, 'QUA')), claim(asks, who(carla, 'IT'))]).toEqual([
      'may',
      'not-asked',
      'may',
    ]);
    expect(addresses({ principal: carla }, QUALITY)).toBe(true);
    expect(addresses(null, QUALITY)).toBe(false);
  });

  it('REC-98 is for anybody but who began it where nobody is asked', () => {
    expect([claim(thread(), QUALITY), claim(thread(), who(bert, 'OTHER')), claim(thread(), who(asker, 'OPS'))]).toEqual(
      ['may', 'may', 'own'],
    );
  });

  it('REC-98 is over once the thread is closed or another message is called so, and never of what was asked', () => {
    const claimed = { comment: REPLY, by: carla, at: timeAt(1) };
    expect(claim(thread({ state: 'closed' }), QUALITY)).toBe('closed');
    expect(claim(thread({ claimed }), QUALITY)).toBe('claimed');
    expect(claim(thread(), QUALITY, THREAD)).toBe('question');
    expect(claim(thread(), QUALITY, null)).toBe('may');
  });
});

describe('saying that a change was applied', () => {
  const change = { summary: 'Keep QMS', mutations: [{ name: 'setField', arguments: { value: 1 } }] };
  const applied = { by: carla, at: timeAt(1) };
  const apply = (state: 'open' | 'closed', comment: Parameters<typeof mayApplyChange>[1], again = false): string =>
    because(mayApplyChange({ state }, comment, again));

  it('REC-99 is once, in an open thread, of a message that proposes one', () => {
    expect(apply('open', { change, applied: null })).toBe('may');
    expect(apply('closed', { change, applied: null })).toBe('closed');
    expect(apply('open', { change: null, applied: null })).toBe('nothing-proposed');
    expect(apply('open', { change, applied })).toBe('applied');
  });

  it('REC-99 is again where whoever does it says so, in an open thread', () => {
    expect(apply('open', { change, applied }, true)).toBe('may');
    expect(apply('closed', { change, applied }, true)).toBe('closed');
    expect(apply('open', { change: null, applied: null }, true)).toBe('nothing-proposed');
  });
});
