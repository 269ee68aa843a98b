import { FUNCTIONS } from '@chartroom/domain';
import { BOARD_ROLES, ENTRY_SCHEMAS, type MemberState } from '@chartroom/record';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  eligibleFor,
  isOnlyFacilitator,
  restated,
  signerBar,
  signersFor,
  type MemberChange,
} from '#lib/sharing/membership.ts';
import { member, membersOf } from './people.ts';

const ID = '0123456789abcdefghjkmnpqrs';
const PERSON = 'person000001';

const anyMember: fc.Arbitrary<MemberState> = fc
  .record({
    function: fc.constantFrom(...FUNCTIONS),
    role: fc.constantFrom(...BOARD_ROLES),
    signer: fc.boolean(),
    guest: fc.boolean(),
    person: fc.constantFrom(null, PERSON),
    discipline: fc.constantFrom('', 'Microbiology'),
    jobTitle: fc.constantFrom('', 'Line lead'),
  })
  .map((facts) => member('Lena Wirth', { ...facts, principal: ID }));
const anyChange: fc.Arbitrary<MemberChange> = fc.oneof(
  fc.constant({}),
  fc.constantFrom(...BOARD_ROLES, null).map((role) => ({ role })),
  fc.constantFrom(...FUNCTIONS).map((of) => ({ function: of })),
  fc.boolean().map((signer) => ({ signer })),
  fc.constantFrom(PERSON, null).map((person) => ({ person })),
);

describe('what is said of a member', () => {
  it('SHA-4 is a member whole, with the one thing different that was changed', () => {
    fc.assert(
      fc.property(anyMember, anyChange, (before, change) => {
        const said = restated(before, change);
        const same = restated(before);
        const different = (Object.keys({ ...said, ...same }) as (keyof typeof said)[]).filter(
          (key) => said[key] !== same[key],
        );
        const allowed = change.function === undefined ? Object.keys(change) : ['function', 'signer'];
        expect(different.every((key) => allowed.includes(key))).toBe(true);
        expect(same).toMatchObject({ principal: ID, name: 'Lena Wirth', role: before.role, signer: before.signer });
      }),
    );
  });

  it('SHA-4 keeps discipline, job title, named person and guest, and leaves out what is not known', () => {
    const known = member('Hana Kovács', { person: PERSON, discipline: 'QC', jobTitle: 'Head of QC', guest: true });
    expect(restated(known, { role: 'viewer' })).toEqual({
      principal: known.principal,
      name: 'Hana Kovács',
      function: 'OPS',
      role: 'viewer',
      signer: false,
      discipline: 'QC',
      jobTitle: 'Head of QC',
      person: PERSON,
      guest: true,
    });
    const plain = restated(member('Lena Wirth'));
    expect(Object.keys(plain).sort()).toEqual(['function', 'name', 'principal', 'role', 'signer']);
  });

  it('SHA-4 fits the schema of the record', () => {
    const known = member('Lena Wirth', { principal: ID, discipline: 'Packaging' });
    expect(ENTRY_SCHEMAS.member.safeParse(restated(known, { role: null })).success).toBe(true);
    expect(ENTRY_SCHEMAS.member.safeParse(restated(known, { signer: true })).success).toBe(true);
  });

  it('SHA-11 takes the name of signer away with another function, and with nothing else', () => {
    const signs = member('Lena Wirth', { signer: true });
    expect(restated(signs, { function: 'QUA' }).signer).toBe(false);
    expect(restated(signs, { function: 'OPS' }).signer).toBe(true);
    expect(restated(signs, { role: 'viewer' }).signer).toBe(true);
  });
});

describe('signers', () => {
  it('SHA-11 cannot be guests or of no owning function', () => {
    expect(signerBar(member('A'))).toBe(null);
    expect(signerBar(member('A', { guest: true }))).toBe('guest');
    expect(signerBar(member('A', { function: 'OTHER' }))).toBe('other');
  });

  it('SHA-10 are counted by function, and offered from its members who can', () => {
    const lena = member('Lena', { signer: true });
    const tom = member('Tom', { signer: true });
    const guest = member('Guest', { guest: true });
    const hana = member('Hana', { function: 'QUA' });
    const all = membersOf(lena, tom, guest, hana);
    expect(signersFor(all, 'OPS')).toEqual([lena, tom]);
    expect(signersFor(all, 'QUA')).toEqual([]);
    expect(eligibleFor(all, 'OPS')).toEqual([lena, tom]);
    expect(eligibleFor(all, 'QUA')).toEqual([hana]);
    expect(eligibleFor(all, 'IT')).toEqual([]);
  });
});

describe('the only facilitator', () => {
  it('SHA-6 is the one of a board that has no other', () => {
    const lena = member('Lena', { role: 'facilitator' });
    const tom = member('Tom');
    expect(isOnlyFacilitator(membersOf(lena, tom), lena.principal)).toBe(true);
    expect(isOnlyFacilitator(membersOf(lena, tom), tom.principal)).toBe(false);
    expect(isOnlyFacilitator(membersOf(lena, { ...tom, role: 'facilitator' }), lena.principal)).toBe(false);
  });
});
