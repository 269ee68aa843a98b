import { describe, expect, it } from 'vitest';
import { proof, wantsProof, withProof } from '#lib/account/proof.svelte.ts';

const NEEDED = { ok: false, failure: { code: 'PROOF_NEEDED', status: 403 } };
const BY_ROUTE = { ok: false, failure: { kind: 'refused', problem: { code: 'PROOF_NEEDED' } } };
const DONE = { ok: true };

/** Answers one after the other, and how often it was asked. */
const answering = (...answers: readonly { readonly ok: boolean }[]) => {
  let asked = 0;
  return { run: async () => answers[Math.min(asked++, answers.length - 1)]!, asked: () => asked };
};

describe('what needs a proof', () => {
  it('ACC-42 is done at once where none is wanted, and nothing is asked', async () => {
    for (const answer of [
      DONE,
      { ok: false, failure: { kind: 'unreachable' } },
      { ok: false, failure: { code: 'X' } },
    ]) {
      const one = answering(answer);
      expect(await withProof(one.run)).toBe(answer);
      expect([one.asked(), proof.isAsked]).toEqual([1, false]);
    }
  });

  it.each([[NEEDED], [BY_ROUTE]])('ACC-42 is done once the person has shown that it is they: %j', async (refused) => {
    const one = answering(refused, DONE);
    const doing = withProof(one.run);
    await expect.poll(() => proof.isAsked).toBe(true);
    expect(one.asked()).toBe(1);
    proof.settle(true);
    expect([await doing, one.asked(), proof.isAsked]).toEqual([DONE, 2, false]);
  });

  it('ACC-42 is left where the person leaves it, and tried no more than once again', async () => {
    const left = answering(NEEDED, DONE);
    const leaving = withProof(left.run);
    await expect.poll(() => proof.isAsked).toBe(true);
    proof.settle(false);
    expect([wantsProof(await leaving), left.asked()]).toEqual([true, 1]);
    const stubborn = answering(NEEDED);
    const trying = withProof(stubborn.run);
    await expect.poll(() => proof.isAsked).toBe(true);
    proof.settle(true);
    expect([wantsProof(await trying), stubborn.asked(), proof.isAsked]).toEqual([true, 2, false]);
  });

  it('ACC-42 asks for one thing at a time: what is asked for later takes its place', async () => {
    const first = proof.ask();
    const second = proof.ask();
    expect(await first).toBe(false);
    proof.settle(true);
    expect(await second).toBe(true);
  });
});
