import type { Payload } from '@chartroom/record';
import { describe, expect, it } from 'vitest';
import { MemberActs } from '#lib/sharing/member-acts.ts';
import type { ToastRequest } from '#lib/ui/toast.svelte.ts';
import { FakeRecord, member } from './people.ts';

const refused = {
  ok: false,
  problem: { type: '/problems/conflict', title: 'No', status: 409, detail: 'Because.' },
} as const;

function acting(...all: Parameters<typeof member>[]) {
  const record = new FakeRecord(...all.map((one) => member(...one)));
  const told: ToastRequest[] = [];
  const gone = new Set<string>();
  const acts = new MemberActs(
    record.store,
    (person) => !gone.has(person),
    (notice) => void told.push(notice),
  );
  const of = (name: string) => [...record.members.values()].find((one) => one.name === name)!;
  const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));
  const undo = (): Promise<void> => {
    told.at(-1)?.action?.run();
    return settle();
  };
  return { record, told, gone, acts, of, undo };
}

describe('changing a member', () => {
  it('SHA-4 says it at once, tells it, and takes it back', async () => {
    const { record, told, acts, of, undo } = acting(['Lena', { jobTitle: 'Line lead' }]);
    await acts.setRole(of('Lena'), 'viewer');
    expect(of('Lena').role).toBe('viewer');
    expect(told).toMatchObject([{ kind: 'ok', text: 'Lena is viewer now' }]);
    await undo();
    expect(of('Lena')).toMatchObject({ role: 'contributor', jobTitle: 'Line lead' });
    expect(record.said).toHaveLength(2);
  });

  it('SHA-4 takes back the one thing and leaves alone what was said meanwhile', async () => {
    const { record, acts, of, undo } = acting(['Lena']);
    await acts.setRole(of('Lena'), 'commenter');
    record.take({ ...record.said[0]!, signer: true, jobTitle: 'Shift lead' });
    await undo();
    expect(of('Lena')).toMatchObject({ role: 'contributor', signer: true, jobTitle: 'Shift lead' });
  });

  it('SHA-4 says the member as the record has them by then, not as they were drawn', async () => {
    const { record, acts, of } = acting(['Lena']);
    const drawn = of('Lena');
    record.take({ principal: drawn.principal, name: 'Lena', function: 'QUA', role: 'facilitator', signer: true });
    await acts.link(drawn, { id: 'p1', name: 'Lena Wirth' });
    expect(of('Lena')).toMatchObject({ function: 'QUA', role: 'facilitator', signer: true, person: 'p1' });
  });

  it('SHA-4 brings somebody back who was taken off, as they were', async () => {
    const { acts, of, undo, record } = acting(['Lena', { signer: true, discipline: 'Packaging' }]);
    const before = of('Lena');
    await acts.remove(before);
    expect(record.members.size).toBe(0);
    await undo();
    expect(of('Lena')).toMatchObject({ role: 'contributor', signer: true, discipline: 'Packaging' });
  });

  it('SHA-4 says nothing when nothing is different', async () => {
    const { acts, of, record, told } = acting(['Lena']);
    await acts.setRole(of('Lena'), 'contributor');
    await acts.setFunction(of('Lena'), 'OPS');
    await acts.link(of('Lena'), null);
    await acts.setSigner('OPS', null);
    expect([record.said, told]).toEqual([[], []]);
  });

  it('SHA-5 tells a refusal with its reason and without a way back', async () => {
    const { acts, of, record, told } = acting(['Lena']);
    record.answer = () => refused;
    await acts.setRole(of('Lena'), 'viewer');
    expect(told).toEqual([{ text: 'Not changed. Because.', kind: 'refused', key: 'member' }]);
    expect(of('Lena').role).toBe('contributor');
  });

  it('SHA-5 says so when it waits for the server', async () => {
    const { acts, of, record, told } = acting(['Lena']);
    record.answer = () => ({ ok: 'later' });
    await acts.setRole(of('Lena'), 'viewer');
    expect(told[0]?.text).toBe('Lena is viewer now, as soon as the server answers');
  });

  it('SHA-7 leaves out a named person who is no longer on the board', async () => {
    const { acts, of, record, gone } = acting(['Lena', { person: 'p1' }]);
    gone.add('p1');
    await acts.setRole(of('Lena'), 'viewer');
    expect(record.said.at(-1)).not.toHaveProperty('person');
  });

  it('SHA-11 takes the name of signer with the function, and gives both back', async () => {
    const { acts, of, undo } = acting(['Lena', { signer: true }]);
    await acts.setFunction(of('Lena'), 'IT');
    expect(of('Lena')).toMatchObject({ function: 'IT', signer: false });
    await undo();
    expect(of('Lena')).toMatchObject({ function: 'OPS', signer: true });
  });
});

describe('naming a signer', () => {
  const signs = (record: FakeRecord): readonly string[] =>
    [...record.members.values()].filter(({ signer }) => signer).map(({ name }) => name);

  it('SHA-10 takes the name from everybody of the function who had it', async () => {
    const { acts, of, record, told, undo } = acting(
      ['Lena', { signer: true }],
      ['Tom', { signer: true }],
      ['Ada'],
      ['Hana', { function: 'QUA', signer: true }],
    );
    await acts.setSigner('OPS', of('Ada').principal);
    expect(signs(record)).toEqual(['Ada', 'Hana']);
    expect(told[0]?.text).toBe('Ada signs for Operations');
    await undo();
    expect(signs(record).toSorted()).toEqual(['Hana', 'Lena', 'Tom']);
  });

  it('SHA-10 keeps one of two', async () => {
    const { acts, of, record } = acting(['Lena', { signer: true }], ['Tom', { signer: true }]);
    await acts.setSigner('OPS', of('Tom').principal);
    expect(signs(record)).toEqual(['Tom']);
    expect(record.said.map((said: Payload<'member'>) => [said.name, said.signer])).toEqual([['Lena', false]]);
  });

  it('SHA-10 stops where the first one is refused', async () => {
    const { acts, of, record, told } = acting(['Lena', { signer: true }], ['Ada']);
    record.answer = () => refused;
    await acts.setSigner('OPS', of('Ada').principal);
    expect(record.said).toHaveLength(1);
    expect(told).toMatchObject([{ kind: 'refused' }]);
  });
});
