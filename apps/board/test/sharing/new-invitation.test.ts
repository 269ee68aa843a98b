import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { beginning, bodyOf, EXPIRIES_HOURS, MOST_USES, wrongIn } from '#lib/sharing/new-invitation.ts';

describe('making an invitation', () => {
  it('SHA-20 begins as what its kind is mostly for', () => {
    expect(bodyOf(beginning('link'))).toMatchObject({
      kind: 'link',
      role: 'contributor',
      function: null,
      guests: true,
      expiresInHours: 24,
      maxUses: null,
    });
    expect(bodyOf({ ...beginning('mail'), email: ' ada@plant.example ' })).toMatchObject({
      guests: false,
      expiresInHours: 168,
      maxUses: 1,
      email: 'ada@plant.example',
    });
    expect(bodyOf(beginning('read'))).toMatchObject({ role: 'viewer', guests: true, expiresInHours: 720 });
  });

  it('SHA-20 a read-only link gives reading alone and a mail one use without guests, whatever was filled in before', () => {
    const filled = {
      role: 'facilitator',
      guests: true,
      hours: 2,
      uses: '7',
      label: 'x',
      email: 'a@b.c',
      function: null,
    } as const;
    expect(bodyOf({ ...filled, kind: 'read' })).toMatchObject({ role: 'viewer', maxUses: null });
    expect(bodyOf({ ...filled, kind: 'mail' })).toMatchObject({ guests: false, maxUses: 1 });
    expect(bodyOf({ ...filled, kind: 'link' })).toMatchObject({ role: 'facilitator', guests: false, maxUses: 7 });
    expect(bodyOf({ ...filled, kind: 'link' })).not.toHaveProperty('email');
  });

  it.each(['', 'ada', 'ada@', '@plant.example', 'ada@plant', 'a b@plant.example', 'a@b.c, d@e.f'])(
    'SHA-21 does not send a mail to %j',
    (email) => expect(wrongIn({ ...beginning('mail'), email }).email).toBe(true),
  );
  it('SHA-21 takes an address, and asks for none where none is needed', () => {
    expect(wrongIn({ ...beginning('mail'), email: ' alma.reyes@plant.example ' }).email).toBe(false);
    expect(wrongIn(beginning('link')).email).toBe(false);
  });

  it('SHA-21 takes 1 to 1,000 people or any number, and nothing else', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer({ min: -5, max: 20_000 }).map(String), fc.string()), (uses) => {
        const filled = { ...beginning('link'), uses };
        const text = uses.trim();
        const fits = text === '' || (/^\d{1,4}$/u.test(text) && Number(text) >= 1 && Number(text) <= MOST_USES);
        expect(wrongIn(filled).uses).toBe(!fits);
        expect(bodyOf(filled)['maxUses']).toBe(fits && text !== '' ? Number(text) : null);
      }),
    );
  });

  it('SHA-21 a read-only link says what it is for', () => {
    expect(wrongIn({ ...beginning('read'), label: '  ' }).label).toBe(true);
    expect(wrongIn({ ...beginning('read'), label: 'Inspection of March' }).label).toBe(false);
    expect(wrongIn(beginning('link')).label).toBe(false);
  });

  it('SHA-20 offers 2 hours, 1 day, 1 week and 30 days', () => {
    expect(EXPIRIES_HOURS.map((hours) => bodyOf({ ...beginning('link'), hours })['expiresInHours'])).toEqual([
      2, 24, 168, 720,
    ]);
  });
});
