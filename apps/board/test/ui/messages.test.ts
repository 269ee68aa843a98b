import { describe, expect, it } from 'vitest';
import { ENTITY_FIELDS, NUMBER_PREFIX, SINGLE_FIELDS, type EntityKind, type FieldSpec } from '@chartroom/domain';
import { formats } from '#lib/messages/formats.ts';
import { fieldHint, fieldLabel, fieldOptions, m, numberedId, term } from '#lib/messages/index.ts';

const en = formats('en-GB');
const tables = { ...ENTITY_FIELDS, ...SINGLE_FIELDS } as Readonly<Record<string, Readonly<Record<string, FieldSpec>>>>;

describe('numbers and times', () => {
  it('UI-50 chooses the plural by the rules of the locale', () => {
    const forms = { one: '# step', other: '# steps' };
    expect([0, 1, 2, 1_200].map((count) => en.plural(count, forms))).toEqual([
      '0 steps',
      '1 step',
      '2 steps',
      '1,200 steps',
    ]);
    expect(en.plural(0, { ...forms, zero: 'no steps' })).toBe('no steps');
    const polish = formats('pl');
    const kroki = { one: '# krok', few: '# kroki', many: '# kroków', other: '# kroku' };
    expect([1, 3, 5].map((count) => polish.plural(count, kroki))).toEqual(['1 krok', '3 kroki', '5 kroków']);
  });

  it('UI-51 says how long ago, then the day, then the date', () => {
    const now = new Date(2026, 10, 22, 12, 0, 0).getTime();
    expect(en.relative(now - 20_000, now)).toBe('now');
    expect(en.relative(now - 2 * 60_000, now)).toMatch(/^2 min/);
    expect(en.relative(now - 3 * 3_600_000, now)).toMatch(/^3 h/);
    expect(en.relative(new Date(2026, 10, 21, 23, 0), now)).toBe('yesterday');
    expect(en.relative(new Date(2026, 10, 18), now)).toBe('18 Nov');
    expect(en.relative(new Date(2025, 10, 18), now)).toBe('18 Nov 2025');
    expect(en.moment(new Date(2026, 10, 22, 10, 32), now)).toBe('today 10:32');
    expect(en.relative(now + 60_000, now)).toBe('now');
  });

  it('UI-50 counts what is not sent', () => {
    expect(m.common.offlineUnsent(0)).toBe('Offline');
    expect(m.common.offlineUnsent(3)).toBe('Offline, 3 unsent');
  });
});

describe('the words of the schema', () => {
  const fields = Object.entries(tables).flatMap(([kind, specs]) =>
    Object.entries(specs).map(([field, spec]) => ({ kind, field, spec })),
  );

  it.each(fields)('UI-52 $kind.$field has a label', ({ kind, field }) => {
    const label = fieldLabel(kind as 'step', field as 'title');
    expect(label).not.toBe(field);
    expect(label).toMatch(/^\p{Lu}/u);
    expect(fieldHint(kind as 'step', field as 'title')).not.toMatch(/[!.]$/);
  });

  it('UI-52 every value of every closed list has a word of its own', () => {
    for (const { kind, field, spec } of fields) {
      if (spec.type !== 'enum') continue;
      const options = fieldOptions(kind as 'step', field as 'kind');
      expect(options.map((option) => option.value)).toEqual([...spec.values]);
      const labels = options.map((option) => option.label);
      expect(new Set(labels).size, `${kind}.${field}`).toBe(labels.length);
      for (const option of options) expect(option.label, `${kind}.${field}`).not.toMatch(/_|^$/);
    }
  });

  it('UI-53 shows a value that this version does not know as it is', () => {
    expect(term('stepKind', 'sterilise')).toBe('sterilise');
    expect(term('stepKind', 'test')).toBe('Test');
  });

  it('UI-52 numbers have the letter of their kind', () => {
    expect(numberedId('dataObject', 4)).toBe('D4');
    expect(numberedId('dataObject', undefined)).toBe('');
    expect(numberedId('step', 4)).toBe('');
    for (const kind of Object.keys(NUMBER_PREFIX)) expect(numberedId(kind as EntityKind, 1)).toMatch(/^[A-Z]+1$/);
  });

  it('UI-54 no text of the catalog uses a word that the product never says', () => {
    const walk = (value: unknown): readonly string[] => {
      if (typeof value === 'string') return [value];
      if (typeof value === 'function') return [String(value)];
      return value !== null && typeof value === 'object' ? Object.values(value).flatMap(walk) : [];
    };
    const texts = walk(m);
    expect(texts.length).toBeGreaterThan(300);
    for (const text of texts) expect(text).not.toMatch(/\b(please|oops|compliant)\b|[a-z]!(?:$|\s|['"`])/iu);
  });
});
