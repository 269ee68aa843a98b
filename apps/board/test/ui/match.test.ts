import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completion, isNamed, matches, type PickItem } from '#lib/ui/edit/match.ts';

const item = (label: string, aliases: readonly string[] = []): PickItem => ({ id: label, label, aliases });
const systems = [item('QMS'), item('LIMS', ['QC lab']), item('MES'), item('EDMS', ['Documents']), item('ERP', ['SAP'])];
const found = (typed: string, items: readonly PickItem[] = systems): readonly string[] =>
  matches(items, typed).map((match) => match.item.label);

describe('which items fit', () => {
  it('UI-20 keeps all items in their order while nothing is typed', () => {
    expect(found('')).toEqual(['QMS', 'LIMS', 'MES', 'EDMS', 'ERP']);
    expect(found('  ')).toEqual(['QMS', 'LIMS', 'MES', 'EDMS', 'ERP']);
  });

  it('UI-20 puts a beginning before another name before an inside', () => {
    expect(found('q')).toEqual(['QMS', 'LIMS']);
    expect(found('ms')[0]).toBe('QMS');
    expect(found('m')[0]).toBe('MES');
  });

  it('UI-20 finds by another name and says which', () => {
    const [first] = matches(systems, 'sap');
    expect(first?.item.label).toBe('ERP');
    expect(first?.alias).toBe('SAP');
    expect(first?.part).toBeNull();
  });

  it('UI-21 does not care for case, accents and double spaces', () => {
    const people = [item('Hana Kovács'), item('Tomás Brandt')];
    expect(found('kovacs', people)).toEqual(['Hana Kovács']);
    expect(found('TOMÁS  BR', people)).toEqual(['Tomás Brandt']);
    const [first] = matches(people, 'kov');
    expect(first?.part).toEqual({ from: 5, to: 8 });
  });

  it('UI-22 finds by the first letters of words and by letters in order, but not by chance', () => {
    const data = [item('Batch production record'), item('IPC results'), item('Out-of-limit exception')];
    expect(found('bpr', data)).toEqual(['Batch production record']);
    expect(found('ooe', data)).toEqual([]);
    expect(found('oole', data)).toEqual(['Out-of-limit exception']);
    expect(found('exeption', data)).toEqual(['Out-of-limit exception']);
    expect(found('xyz', data)).toEqual([]);
  });

  it('UI-20 never lists an item twice and always lists an exact label first', () => {
    const label = fc.stringMatching(/^[A-Za-zÀ-ÿ0-9][A-Za-zÀ-ÿ0-9 -]{0,12}$/);
    fc.assert(
      fc.property(fc.uniqueArray(label, { minLength: 1, maxLength: 12 }), fc.nat(), (labels, pick) => {
        const items = labels.map((text, index) => ({ id: String(index), label: text }));
        const chosen = items[pick % items.length]!;
        const all = matches(items, chosen.label);
        expect(new Set(all.map((match) => match.item.id)).size).toBe(all.length);
        expect(all.map((match) => match.item.id)).toContain(chosen.id);
        const best = all[0]!.score;
        expect(all.find((match) => match.item.id === chosen.id)!.score).toBe(best);
      }),
    );
  });
});

describe('the grey rest', () => {
  it('UI-23 completes only the beginning of a label', () => {
    expect(completion(matches(systems, 'Li')[0], 'Li')).toBe('MS');
    expect(completion(matches(systems, 'QC')[0], 'QC')).toBe('');
    expect(completion(matches(systems, 'dms')[0], 'dms')).toBe('');
    expect(completion(undefined, 'x')).toBe('');
  });
});

it('UI-24 knows a name that is there already, also as another name', () => {
  expect(isNamed(systems, ' qms ')).toBe(true);
  expect(isNamed(systems, 'sap')).toBe(true);
  expect(isNamed(systems, 'qm')).toBe(false);
});
