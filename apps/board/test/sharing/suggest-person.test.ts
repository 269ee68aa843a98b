import { describe, expect, it } from 'vitest';
import { suggestPerson } from '#lib/sharing/suggest-person.ts';

const people = (...names: readonly string[]) => names.map((name, index) => ({ id: `p${index}`, name }));

describe('which named person a member is', () => {
  it.each([
    ['Hana Kovács', ['Priya Nair', 'Hana Kovács'], 'Hana Kovács'],
    ['hana  kovacs', ['Hana Kovács'], 'Hana Kovács'],
    ['Kovács, Hana', ['Hana Kovács'], 'Hana Kovács'],
    ['Dr. Hana Kovács', ['Hana Kovács', 'Hana'], 'Hana Kovács'],
    ['Hana Kovács', ['Hana Maria Kovács'], 'Hana Maria Kovács'],
    ['Priya', ['Priya'], 'Priya'],
  ])('SHA-15 suggests for %s of %j the one with the same name', (name, named, expected) => {
    expect(suggestPerson(name, people(...named))?.name).toBe(expected);
  });

  it.each([
    ['Hana Kovács', ['Hana Novák', 'Peter Kovács']],
    ['Hana', ['Hana Kovács']],
    ['Hana Kovács', ['Hana']],
    ['Hana Kovács', ['Hana Kovács', 'Kovács Hana']],
    ['Hana Kovács', ['Hana Maria Kovács', 'Hana Kovács-Tóth']],
    ['', ['']],
    ['Hana Kovács', []],
  ])('SHA-15 suggests nobody for %s of %j', (name, named) => {
    expect(suggestPerson(name, people(...named))).toBe(null);
  });
});
