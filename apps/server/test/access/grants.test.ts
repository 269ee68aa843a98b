import type { Entry, Payload } from '@chartroom/record';
import { describe, expect, it } from 'vitest';
import type { Access, BoardStanding } from '../../src/access/access.ts';
import { createGrants } from '../../src/auth/grants.ts';
import { asActor } from '../../src/db/principals.ts';

const ADA = asActor({ id: 'ada', kind: 'user', name: 'Ada', function: 'OPS' });
const standing = (role: BoardStanding['role']): BoardStanding => ({
  role,
  function: 'QUA',
  signer: false,
  guest: false,
  scopes: null,
});
const memberEntry = (role: BoardStanding['role'] | null, principal = 'ada'): Entry => {
  const payload: Payload<'member'> = { principal, name: 'Ada', function: 'QUA', role, signer: false };
  return { board: 'b', seq: 1, id: '1', kind: 'member', actor: 'lena', at: '', payload, prevHash: '', hash: '' };
};

/** An access whose answers come when the test lets them. */
const slowAccess = (answer: BoardStanding | null) => {
  const waiting: (() => void)[] = [];
  const access: Access = {
    standing: () => new Promise((resolve) => waiting.push(() => resolve(answer))),
    standings: () => Promise.reject(new Error('not asked for')),
  };
  return { access, release: () => waiting.splice(0).forEach((next) => next()) };
};

describe('grants of connections', () => {
  it('SRV-152 an answer that was asked for before an entry never outweighs it, however slow', async () => {
    for (const [asked, entry, expected] of [
      ['contributor', 'viewer', { role: 'viewer', mayWrite: false }],
      ['contributor', null, null],
      ['viewer', 'contributor', { role: 'contributor', mayWrite: true }],
    ] as const) {
      const { access, release } = slowAccess(standing(asked));
      const grants = createGrants(access, { access: 'accounts' });
      const holding = grants.hold('b', ADA);
      grants.appended('b', [memberEntry(entry)]);
      release();
      const held = await holding;
      const grant = held?.grant() ?? null;
      expect(grant === null ? null : { role: grant.role, mayWrite: grant.mayWrite }).toEqual(expected);
    }
  });

  it('SRV-152 counts the entry at once, for that board and that person, and ends what is over once', async () => {
    const { access, release } = slowAccess(standing('contributor'));
    const grants = createGrants(access, { access: 'accounts' });
    const bob = { ...ADA, id: 'bob' };
    const opening = Promise.all([
      grants.hold('b', ADA),
      grants.hold('b', ADA),
      grants.hold('c', ADA),
      grants.hold('b', bob),
    ]);
    release();
    const [first, second, elsewhere, other] = await opening;
    const ended: string[] = [];
    first?.onEnded(() => ended.push('first'));
    second?.onEnded(() => ended.push('second'));
    elsewhere?.onEnded(() => ended.push('elsewhere'));
    const before = first?.grant()?.version ?? 0;
    grants.appended('b', [memberEntry('commenter')]);
    expect(first?.grant()).toMatchObject({ role: 'commenter', mayWrite: false });
    expect(first?.grant()?.version).toBeGreaterThan(before);
    expect([elsewhere?.grant()?.role, other?.grant()?.role]).toEqual(['contributor', 'contributor']);
    expect(ended).toEqual([]);
    grants.appended('b', [memberEntry(null)]);
    grants.appended('b', [memberEntry(null)]);
    expect([first?.grant(), second?.grant()]).toEqual([null, null]);
    expect(ended).toEqual(['first', 'second']);
    // One that comes to it late is ended too.
    first?.onEnded(() => ended.push('late'));
    expect(ended).toEqual(['first', 'second', 'late']);
    first?.left();
    second?.left();
    const again = grants.hold('b', ADA);
    release();
    expect((await again)?.grant()?.role).toBe('contributor');
  });
});
