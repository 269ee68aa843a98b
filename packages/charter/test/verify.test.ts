import { setSingleField } from '@chartroom/domain';
import { describe, expect, it } from 'vitest';
import { payloadHash, renderJson, verifyCharter } from '../src/index.ts';
import { BOARD, charterOf, edit, seeded } from './support/board.ts';

describe('hash and verification', () => {
  it('CHA-4 the payload hash does not depend on the envelope', () => {
    const doc = seeded('t1');
    const one = charterOf(doc);
    const two = charterOf(doc, { composedAt: '2027-01-01T00:00:00.000Z', board: { ...BOARD, id: '01JDOTHER' } });
    expect(two.envelope).not.toEqual(one.envelope);
    expect(two.envelope.integrity.payloadHash).toBe(one.envelope.integrity.payloadHash);
  });

  it('CHA-4 one changed character changes the hash', () => {
    const doc = seeded('t1');
    const before = charterOf(doc).envelope.integrity.payloadHash;
    edit(doc, setSingleField('process', 'endState', 'lot released or rejected and its usable stock status posted'));
    expect(charterOf(doc).envelope.integrity.payloadHash).not.toBe(before);
  });

  it('CHA-4 position, charter number and rule set belong to what is hashed', () => {
    const doc = seeded('t1');
    const hash = (over: Parameters<typeof charterOf>[1]) => charterOf(doc, over).envelope.integrity.payloadHash;
    expect(new Set([hash({}), hash({ docSeq: 215 }), hash({ board: { ...BOARD, number: 13 } })]).size).toBe(3);
    const { payload } = charterOf(doc);
    expect(payload).toMatchObject({ ruleset: 1, docSeq: 214, recordSeq: null });
    expect(payloadHash({ ...payload, ruleset: 2 })).not.toBe(payloadHash(payload));
  });

  it('CHA-5 state, hash and composition time are no part of the payload', () => {
    const { payload, envelope } = charterOf(seeded('t1'));
    const text = JSON.stringify(payload);
    for (const outside of [envelope.composedAt, envelope.integrity.payloadHash, envelope.boardId]) {
      expect(text).not.toContain(outside);
    }
    expect(payload).not.toHaveProperty('state');
  });

  it.each(['pretty', 'canonical'] as const)('CHA-6 the %s export verifies', (form) => {
    const charter = charterOf(seeded('t3'));
    expect(verifyCharter(renderJson(charter, form))).toEqual({
      kind: 'intact',
      charterNo: 'JOC-0012',
      version: 1,
      payloadHash: charter.envelope.integrity.payloadHash,
    });
  });

  it('CHA-6 a changed word, a changed number and a changed envelope number are found', () => {
    const json = renderJson(charterOf(seeded('t1')));
    expect(verifyCharter(json.replace('Priya Nair', 'Priya Nait'))).toMatchObject({ kind: 'altered' });
    expect(verifyCharter(json.replace('"docSeq": 214', '"docSeq": 215'))).toMatchObject({ kind: 'altered' });
    expect(verifyCharter(json.replace('"charterNo": "JOC-0012"', '"charterNo": "JOC-0013"'))).toMatchObject({
      kind: 'altered',
    });
    expect(verifyCharter(json.replace(/"payloadBytes": \d+/, '"payloadBytes": 1'))).toMatchObject({ kind: 'altered' });
  });

  it('CHA-6 an added key is found, also one that no reader looks at', () => {
    const json = renderJson(charterOf(seeded('t1')));
    expect(verifyCharter(json.replace('"payload": {', '"payload": {"approvedBy": "everybody",'))).toMatchObject({
      kind: 'altered',
    });
  });

  it.each([
    ['nothing', ''],
    ['no JSON', 'JOC-0012'],
    ['another JSON', '{"a":1}'],
    ['a payload alone', '{"payload":{}}'],
    ['null', 'null'],
  ])('CHA-7 %s is unreadable and says what to use', (_, text) => {
    expect(verifyCharter(text)).toMatchObject({
      kind: 'unreadable',
      reason: expect.stringContaining('JSON export') as string,
    });
  });

  it('CHA-7 a payload of another format is not judged', () => {
    const json = renderJson(charterOf(seeded('t1'))).replace('chartroom.charter/1', 'chartroom.charter/2');
    expect(verifyCharter(json)).toEqual({ kind: 'unknown-format', format: 'chartroom.charter/2' });
  });
});
