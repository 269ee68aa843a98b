import {
  addCitation,
  assignResponsibility,
  assignSystemRole,
  createEntity,
  deleteEntity,
  readSnapshot,
  seededIds,
  setField,
  setSingleField,
} from '@chartroom/domain';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { canonicalJson, renderHtml, renderMarkdown } from '../src/index.ts';
import { charterOf, idOf, seeded } from './support/board.ts';

const STEPS = ['1', '2', '3', '4', '5', '6', '7'] as const;
const SYSTEMS = ['ERP', 'MES', 'LIMS', 'EDMS', 'QMS'] as const;

/** What one of several people does at the same time as the others. */
const action = fc.record({
  who: fc.integer({ min: 0, max: 2 }),
  what: fc.constantFrom('rename', 'record', 'owner', 'risk', 'cite', 'remove', 'site'),
  step: fc.constantFrom(...STEPS),
  system: fc.constantFrom(...SYSTEMS),
  text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
});

describe('determinism', () => {
  it('CHA-8 any order, duplication and grouping of the same updates gives the same canonical payload', () => {
    const base = seeded('t1');
    const snapshot = readSnapshot(base);
    const state = Y.encodeStateAsUpdate(base);
    fc.assert(
      fc.property(
        fc.array(action, { minLength: 1, maxLength: 12 }),
        fc.array(fc.nat(), { minLength: 24, maxLength: 24 }),
        (actions, shuffle) => {
          const updates: Uint8Array[] = [state];
          const people = [0, 1, 2].map((who) => {
            const doc = new Y.Doc();
            doc.clientID = 100 + who;
            Y.applyUpdate(doc, state);
            doc.on('update', (update: Uint8Array) => updates.push(update));
            return { doc, ids: seededIds(1000 + who) };
          });
          for (const one of actions) {
            const { doc, ids } = people[one.who]!;
            const step = idOf(snapshot, 'step', one.step);
            const system = idOf(snapshot, 'system', one.system);
            const text = one.text.trim() === '' ? 'x' : one.text;
            const mutation = {
              rename: () => setField('step', step, 'title', text),
              record: () => assignSystemRole({ step, system, use: 'record' }),
              owner: () =>
                assignResponsibility({
                  subject: step,
                  function: 'QUA',
                  code: 'A',
                  person: idOf(snapshot, 'person', 'PN'),
                }),
              risk: () => createEntity('risk', { kind: 'integration', dutyFunction: 'IT' }, { ids }),
              cite: () => addCitation({ output: idOf(snapshot, 'output', 'R1'), text }),
              remove: () => deleteEntity('system', system, () => 1_700_000_000_000),
              site: () => setSingleField('board', 'site', text),
            }[one.what]();
            mutation(doc);
          }
          const first = new Y.Doc();
          for (const update of updates) Y.applyUpdate(first, update);
          const shuffled = updates
            .flatMap((update, index) => (index % 3 === 0 ? [update, update] : [update]))
            .map((update, index) => [shuffle[index % shuffle.length]!, update] as const)
            .toSorted((a, b) => a[0] - b[0])
            .map(([, update]) => update);
          const second = new Y.Doc();
          Y.applyUpdate(second, Y.mergeUpdates(shuffled.slice(0, 3)));
          for (const update of shuffled.slice(3)) Y.applyUpdate(second, update);
          expect(canonicalJson(charterOf(second).payload)).toBe(canonicalJson(charterOf(first).payload));
        },
      ),
      { numRuns: 40 },
    );
  }, 60_000);

  it('CHA-9 composing twice from the same snapshot gives the same bytes in every format', () => {
    const one = charterOf(seeded('t3'));
    const two = charterOf(seeded('t3'));
    expect(canonicalJson(two)).toBe(canonicalJson(one));
    expect(renderHtml(two)).toBe(renderHtml(one));
    expect(renderMarkdown(two)).toBe(renderMarkdown(one));
  });
});
