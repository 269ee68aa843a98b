/** When the payload, and so its hash, follows the record, and when it does not. */
import { decisionFingerprint, readSnapshot } from '@chartroom/domain';
import { isKnownEntry, type EntryKind, type Payload } from '@chartroom/record';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, type Charter } from '../src/index.ts';
import { charterOf } from './support/board.ts';
import { Pen, principal } from './support/record.ts';
import { findingOf, spoken } from './support/said.ts';

/** What the payload says: everything but where it was said. */
const wordsOf = ({ payload }: Charter): string => {
  const { recordSeq: _, ...content } = payload;
  return canonicalJson(
    JSON.parse(JSON.stringify(content, (key, value: unknown) => (key === 'evidence' ? undefined : value))),
  );
};
const hashOf = (charter: Charter): string => charter.envelope.integrity.payloadHash;

const { doc, pen: spokenPen, decision, question } = spoken();
const snapshot = readSnapshot(doc);
const NOTHING = '01ARZ3NDEKTSV4RRFFQ69G5FAV';
const [D, R] = [snapshot.entities.decision[0]!, snapshot.entities.risk[0]!.id];
const warning = findingOf(doc, spokenPen, 'O11');

type Saying = { readonly [K in EntryKind]: { readonly kind: K; readonly payload: Payload<K> } }[EntryKind];

const member = fc
  .record({
    who: fc.constantFrom('lena', 'priya'),
    name: fc.constantFrom('Lena', 'Priya'),
    role: fc.constantFrom('facilitator', 'viewer', null),
    function: fc.constantFrom('OPS', 'QUA', 'OTHER'),
    signer: fc.boolean(),
    guest: fc.constantFrom(true, undefined),
  })
  .map(({ who, guest, ...said }): Saying => ({
    kind: 'member',
    payload: { principal: principal(who), ...said, ...(guest === undefined ? {} : { guest }) },
  }));
const fingerprint = fc.constantFrom(decisionFingerprint(D.statement, D.rationale), '0'.repeat(64));
const about = (id: string) => fc.constantFrom(id, NOTHING);
const saying: fc.Arbitrary<Saying> = fc.oneof(
  member,
  about(question).map((id): Saying => ({ kind: 'answer', payload: { question: id, text: 'Four hours.' } })),
  about(R).map((id): Saying => ({ kind: 'assess', payload: { risk: id, state: 'assessed', rationale: 'x' } })),
  fc
    .tuple(about(decision), fingerprint)
    .map(([id, of]): Saying => ({ kind: 'decide', payload: { decision: id, state: 'agreed', fingerprint: of } })),
  fc.tuple(about(decision), fingerprint).map(([id, of]): Saying => ({
    kind: 'stance',
    payload: { decision: id, stance: 'dissent', reason: '', fingerprint: of },
  })),
  fc.constantFrom(warning.key, `${warning.key}x`).map((key): Saying => ({
    kind: 'accept',
    payload: { rule: 'O11', key, fingerprint: warning.fingerprint, rationale: 'x' },
  })),
  fc.boolean().map((ready): Saying => ({ kind: 'ready', payload: { ready } })),
  fc.constant<Saying>({
    kind: 'comment',
    payload: { thread: principal('thread'), comment: principal('comment'), body: 'x' },
  }),
  fc.constant<Saying>({
    kind: 'reaction',
    payload: { comment: principal('comment'), reaction: 'agree', on: true },
  }),
  fc.constant<Saying>({ kind: 'access', payload: { event: 'exported', about: 'a file' } }),
);

describe('the record in the payload', () => {
  it('CHA-67 whatever is said next, the hash changes exactly when the words do', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.constantFrom('lena', 'priya', 'ivo'), saying), { minLength: 1, maxLength: 10 }),
        (script) => {
          const pen = new Pen();
          let before = charterOf(doc, { record: pen });
          for (const [who, { kind, payload }] of script) {
            pen.says(who, kind, payload as never);
            const after = charterOf(doc, { record: pen });
            expect(hashOf(after) === hashOf(before), JSON.stringify(pen.entries.at(-1))).toBe(
              wordsOf(after) === wordsOf(before),
            );
            before = after;
          }
        },
      ),
      { numRuns: 60 },
    );
  }, 120_000);

  it('CHA-67 what stands up to its position gives the same payload, whatever was said after it', () => {
    const { pen } = spoken();
    const whole = charterOf(doc, { record: pen }).payload;
    expect(whole.recordSeq).toBe(19);
    const upTo = new Pen();
    for (const entry of pen.entries.slice(0, whole.recordSeq!)) upTo.entries.push(entry);
    expect(upTo.entries.every(isKnownEntry)).toBe(true);
    expect(canonicalJson(charterOf(doc, { record: upTo }).payload)).toBe(canonicalJson(whole));
  });

  it.each([
    ['readiness', 'ready', { ready: true, note: 'soon' }],
    ['a comment', 'comment', { thread: principal('thread'), comment: principal('comment'), body: 'x' }],
    ['a reaction', 'reaction', { comment: principal('comment'), reaction: 'agree', on: true }],
    ['an export', 'access', { event: 'exported', about: 'a file' }],
    ['a word on what the board does not have', 'answer', { question: NOTHING, text: 'x' }],
    ['somebody leaving who was not there', 'member', { ...leaving('nobody') }],
  ] as const)('CHA-67 %s changes nothing', (_, kind, payload) => {
    const { pen } = spoken();
    const before = charterOf(doc, { record: pen });
    pen.says('lena', kind, payload as never);
    const after = charterOf(doc, { record: pen });
    expect(canonicalJson(after.payload)).toBe(canonicalJson(before.payload));
  });

  it('CHA-67 what is said again of somebody changes nothing, and leaving does', () => {
    const pen = new Pen().joins('lena').joins('priya', { function: 'QUA' });
    const before = charterOf(doc, { record: pen });
    expect(hashOf(charterOf(doc, { record: pen.joins('lena') }))).toBe(hashOf(before));
    pen.says('priya', 'member', leaving('priya'));
    const after = charterOf(doc, { record: pen });
    expect([before.payload.recordSeq, after.payload.recordSeq]).toEqual([2, 4]);
    expect(hashOf(after)).not.toBe(hashOf(before));
  });

  it('CHA-67 a member entry that was stored after the projection was taken is not in it', () => {
    const { pen } = spoken();
    const before = charterOf(doc, { record: pen });
    const ahead = new Pen();
    for (const entry of pen.entries) ahead.entries.push(entry);
    ahead.joins('lena', { name: 'Lena Brandt' });
    const read = { projection: pen.projection, memberEntries: ahead.memberEntries } as Pen;
    expect(canonicalJson(charterOf(doc, { record: read }).payload)).toBe(canonicalJson(before.payload));
  });
});

function leaving(who: string): Payload<'member'> {
  return { principal: principal(who), name: who, function: 'OPS', role: null, signer: false };
}
