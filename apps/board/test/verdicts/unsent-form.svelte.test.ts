import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import { Drafts } from '../../src/lib/discussion/drafts.ts';
import { UnsentForm } from '../../src/lib/verdicts/unsent-form.svelte.ts';
import { TestMemory } from '../support/test-memory.ts';

const EMPTY = { result: 'assessed', rationale: '' };

/** A form as a component has it, until it is closed. */
function open(memory: TestMemory, place = 'assess/01') {
  let form: UnsentForm<typeof EMPTY> | null = null;
  const close = $effect.root(() => {
    form = new UnsentForm(new Drafts(memory, 'p1', 'B1'), place, EMPTY);
  });
  flushSync();
  const type = (values: Partial<typeof EMPTY>): void => {
    Object.assign(form!.values, values);
    flushSync();
  };
  return { form: form! as UnsentForm<typeof EMPTY>, type, close };
}

describe('what is typed into a form of a verdict', () => {
  it('BOARD-81 is there again after the form was closed, each place its own', () => {
    const memory = new TestMemory();
    const first = open(memory);
    expect(first.form.isBegun).toBe(false);
    first.type({ rationale: 'Two hours', result: 'mitigated' });
    first.close();
    const again = open(memory);
    expect(again.form.values).toEqual({ rationale: 'Two hours', result: 'mitigated' });
    expect(again.form.isBegun).toBe(true);
    expect(open(memory, 'assess/02').form.values).toEqual(EMPTY);
    again.close();
  });

  it('BOARD-81 is gone once it was said or cancelled, or taken back by hand', () => {
    const memory = new TestMemory();
    const { form, type } = open(memory);
    type({ rationale: 'Two hours' });
    expect(memory.length).toBe(1);
    form.clear();
    flushSync();
    expect([memory.length, form.isBegun, form.values.rationale]).toEqual([0, false, '']);
    type({ result: 'accepted' });
    expect(memory.length).toBe(1);
    type({ result: 'assessed' });
    expect(memory.length).toBe(0);
  });

  it('BOARD-81 of another version brings the fields that this one has', () => {
    const memory = new TestMemory();
    new Drafts(memory, 'p1', 'B1').keep(
      'say/assess/01',
      { body: '', fields: { rationale: 'Two hours', severity: 'high' } },
      0,
    );
    expect(open(memory).form.values).toEqual({ result: 'assessed', rationale: 'Two hours' });
  });
});
