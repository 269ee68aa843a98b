import type { Finding } from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import { placeOfDuty } from '../../src/lib/duties/duty-place.ts';

const finding = {
  rule: 'M02',
  severity: 'B',
  key: 'M02 dataObject/1',
  subjects: ['dataObject/1'],
  details: {},
  owes: ['QUA'],
  shownOn: [],
  fingerprint: '',
  acceptedBy: [],
  lapsed: [],
  accepted: false,
} as unknown as Finding;
const board = {
  entity: () => undefined,
  me: { id: 'me' },
  record: {
    who: (id: string) => (id === 'petra' ? { name: 'Petra Novak' } : null),
    thread: (id: string) =>
      id === 'here'
        ? { id: 'here', title: 'Which counts?', anchor: { subject: 'step/1', label: 'Step 3' } }
        : undefined,
  },
} as unknown as Parameters<typeof placeOfDuty>[0];
const common = { due: null, blocks: false } as const;

describe('where a duty is done', () => {
  it('DUT-3 a thread leads to itself, one that is gone to nothing', () => {
    expect(placeOfDuty(board, new Map(), { kind: 'answer-thread', thread: 'here', ...common })).toMatchObject({
      text: 'Which counts?',
      on: 'Step 3',
      target: { view: 'discussion', thread: 'here' },
    });
    expect(placeOfDuty(board, new Map(), { kind: 'answer-thread', thread: 'gone', ...common })).toBeNull();
  });

  it('DUT-3 a question and a risk lead to their record', () => {
    const named = {
      ...board,
      entity: (kind: string) => ({ label: kind === 'risk' ? 'X1' : 'Q1', title: '', text: '' }),
    } as unknown as typeof board;
    const places = [
      { kind: 'answer-question', question: '1', ...common },
      { kind: 'assess-again', risk: '2', ...common },
    ] as const;
    expect(places.map((duty) => placeOfDuty(named, new Map(), duty)?.target)).toEqual([
      { record: 'question/1', field: null },
      { record: 'risk/2', field: null },
    ]);
  });

  it('DUT-4 reasons lead to where they are given: own ones by their number, others with who it is', () => {
    const duty = (principal: string) => ({ kind: 'state-why', principal, changes: 3, ...common }) as const;
    expect(placeOfDuty(board, new Map(), duty('me'))).toMatchObject({
      text: 'State why: 3 changes',
      target: { view: 'history', show: 'who:me,owed:reason' },
    });
    expect(placeOfDuty(board, new Map(), duty('petra'))?.text).toBe('Petra Novak: 3 changes');
    expect(placeOfDuty(board, new Map(), duty('gone'))?.text).toBe('Somebody: 3 changes');
    expect(placeOfDuty(board, new Map(), duty('tom'), () => 'Tom')?.text).toBe('Tom: 3 changes');
  });

  it('DUT-3 a finding leads to where it stands, one that was repaired to nothing', () => {
    const findings = new Map([[finding.key, finding]]);
    const duty = { kind: 'repair', finding: finding.key, ...common } as const;
    expect(placeOfDuty(board, findings, duty)?.target.finding).toBe(finding.key);
    expect(placeOfDuty(board, new Map(), duty)).toBeNull();
  });
});
