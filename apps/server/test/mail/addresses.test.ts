/** What people typed, in mails to people who know nothing of them: no mail program finds anything in it to make a link of. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { emailChangedMail, noticeMail, resetMail } from '../../src/accounts/account-mails.ts';
import { withoutAddresses } from '../../src/mail/html.ts';

/** Written apart from what it judges: a dot with letters on both sides, of which the last are two or more, and no figure follows. */
const LOOKS_LIKE_AN_ADDRESS = /:\/\/|[\p{L}\p{N}][.。．｡]\p{L}{2,}(?![\p{L}\p{N}])/iu;

const ORDINARY = [
  '21 CFR 11.50(a)(3)',
  'v1.2',
  'v1.2.3',
  'e.g.',
  'i.e.',
  'z.B.',
  'a.m.',
  'U.S.A.',
  'Ph.D.',
  'pH 7.4',
  '10.5 °C',
  'SOP-7.3',
  'Rev.B',
  'Fig.3a',
  '12.30 Uhr',
  '(see 4.1.2.3)',
  'Lot release',
  'QA/QC',
  'Prüfung. Danke',
  'and/or',
  '50:50',
  'C:\\Temp',
  'R&D "Mill 4"',
  '…',
  '日本語。',
];
const word = fc.constantFrom(...ORDINARY);
const address = fc.oneof(
  fc.domain(),
  fc.emailAddress(),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.domain().map((domain) => `${domain}/login`),
  fc.domain().map((domain) => domain.toUpperCase()),
  fc.domain().map((domain) => domain.replaceAll('.', '。')),
  fc.domain().map((domain) => domain.replaceAll('.', '\u200B.')),
  fc.domain().map((domain) => `ftp://${domain}`),
  fc.domain().map((domain) => `//${domain}:8080`),
);
const around = fc.constantFrom('', ' ', '(', ')', '"', '<', '>', ', ', '. ', '…', '-', '\n');

describe('texts in mails', () => {
  it('SRV-254 hold no address, whatever stands around it', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(word, address), { maxLength: 6 }), around, address, around, (some, a, one, b) => {
        const text = [...some, `${a}${one}${b}`, ...some].join(' ');
        expect(withoutAddresses(text)).not.toMatch(LOOKS_LIKE_AN_ADDRESS);
      }),
      { numRuns: 2000 },
    );
  });

  it('SRV-254 stay as they are where there is none', () => {
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 12 }),
        fc.constantFrom(' ', ', ', '; ', ' - ', '\n'),
        (words, between) => {
          const text = words.join(between);
          expect(withoutAddresses(text)).toBe(text);
        },
      ),
    );
  });

  it('SRV-254 take no longer for very long ones', () => {
    for (const text of ['a'.repeat(20_000), 'a.'.repeat(20_000), 'a.1'.repeat(10_000), '@'.repeat(20_000)])
      expect(withoutAddresses(text)).toBe(text);
  });

  it.each(['https://evil.example/prize open', 'evil.example', 'Write to win@evil.example'])(
    'SRV-218 a name makes no link in a mail about an account: %s',
    (name) => {
      const to = { email: 'petra@plant.example', name, emailVerified: true };
      const url = 'https://board.plant.example/x';
      const mails = [
        resetMail(to, url),
        emailChangedMail(to, 'p…@plant.example', name),
        noticeMail(to, { kind: 'token-made', name }, url),
        noticeMail(to, { kind: 'passkey-added', name }, url),
      ];
      for (const { subject, text, html } of mails)
        for (const part of [subject, text, html]) expect(part).not.toMatch(/evil|prize/);
    },
  );
});
