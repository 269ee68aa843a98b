import { createEntity, NO_INPUT, setField, setSingleField } from '@chartroom/domain';
import { seedTemplate } from '@chartroom/domain/templates';
import { flushSync } from 'svelte';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { DocumentReader } from '../../src/lib/state/document-reader.ts';
import { Reasoning } from '../../src/lib/state/reasoning.ts';

function open() {
  const doc = new Y.Doc();
  seedTemplate(doc, 't2');
  const reader = new DocumentReader(doc);
  const tasks: (() => void)[] = [];
  const reasoning = new Reasoning(reader, (task) => void tasks.push(task));
  const moment = (): number => {
    const due = tasks.splice(0);
    for (const task of due) task();
    flushSync();
    return due.length;
  };
  return { doc, reader, reasoning, moment };
}
/** Counts how often an effect ran. */
function watch(read: () => unknown): { readonly runs: () => number; readonly stop: () => void } {
  let runs = 0;
  const stop = $effect.root(() => {
    $effect(() => {
      read();
      runs += 1;
    });
  });
  flushSync();
  return { runs: () => runs, stop };
}

describe('reasoning on the open board', () => {
  it('FUI-50 several edits of one moment bring findings up to date once', () => {
    const { doc, reader, reasoning, moment } = open();
    const all = watch(() => reasoning.analysis);
    for (const name of ['A', 'B', 'C']) createEntity('question', { text: name })(doc);
    expect(moment()).toBe(1);
    expect(all.runs()).toBe(2);
    expect(reasoning.analysis.findings.filter((one) => one.rule === 'G04')).toHaveLength(3);
    all.stop();
    reasoning.close();
    reader.close();
  });

  it('FUI-51 an edit that changes no finding wakes nobody', () => {
    const { doc, reader, reasoning, moment } = open();
    const all = watch(() => reasoning.analysis);
    const id = reader.entities('step')[0]!.id;
    const step = watch(() => reasoning.on(`step/${id}`));
    setField('step', id, 'title', 'Detect and tag the unit')(doc);
    moment();
    expect([all.runs(), step.runs()]).toEqual([1, 1]);
    all.stop();
    step.stop();
    reasoning.close();
    reader.close();
  });

  it('FUI-51 only the record whose findings are different is woken', () => {
    const { doc, reader, reasoning, moment } = open();
    const [first, second] = reader.entities('output').map((one) => one.id);
    const of = (id: string | undefined) => watch(() => reasoning.on(`output/${id}`));
    const [a, b] = [of(first), of(second)];
    const before = reasoning.on(`output/${first}`);
    setField('output', second!, 'kind', 'report')(doc);
    moment();
    expect([a.runs(), b.runs()]).toEqual([1, 2]);
    expect(reasoning.on(`output/${first}`)).toEqual(before);
    expect(reasoning.on(`output/${second}`).map((one) => one.rule)).toContain('P08');
    a.stop();
    b.stop();
    reasoning.close();
    reader.close();
  });

  it('FUI-51 without a reader nothing is computed, and the next reader sees what is', () => {
    const { doc, reader, reasoning, moment } = open();
    createEntity('question', { text: 'Who?' })(doc);
    expect(moment()).toBe(0);
    expect(reasoning.analysis.findings.some((one) => one.rule === 'G04')).toBe(true);
    reasoning.close();
    reader.close();
  });

  it('FUI-52 what people said is heard like an edit', () => {
    const { reader, reasoning, moment } = open();
    const all = watch(() => reasoning.analysis);
    const signers = () => reasoning.analysis.findings.filter((one) => one.rule === 'G01').length;
    expect(signers()).toBe(3);
    reasoning.hear({ ...NO_INPUT, members: [{ principal: 'p', function: 'QUA', signer: true }] });
    moment();
    expect(signers()).toBe(2);
    expect(all.runs()).toBe(2);
    all.stop();
    reasoning.close();
    reader.close();
  });

  it('FUI-50 what is read between an edit and its moment is already true', () => {
    const { doc, reader, reasoning, moment } = open();
    const titles = watch(() => reasoning.on('process/title'));
    setSingleField('process', 'title', 'MES rollout')(doc);
    expect(reasoning.analysis.findings.some((one) => one.rule === 'G08')).toBe(true);
    moment();
    expect(reasoning.analysis.findings.some((one) => one.rule === 'G08')).toBe(true);
    titles.stop();
    reasoning.close();
    reader.close();
  });
});
