import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { renderHtml, renderJson, renderMarkdown } from '../src/index.ts';
import { charterOf, seeded } from './support/board.ts';
import { spoken } from './support/said.ts';

/** Golden files change only on purpose: `UPDATE_GOLDEN=1`, and then by reading the difference. */
const UPDATE = process.env['UPDATE_GOLDEN'] === '1';

const golden = (name: string, text: string): string => {
  const file = new URL(`golden/${name}`, import.meta.url);
  if (UPDATE) writeFileSync(file, text);
  return readFileSync(file, 'utf8');
};

describe.each(['t1', 't3'] as const)('the charter of %s', (template) => {
  const charter = charterOf(seeded(template));

  it('CHA-40 is byte for byte the golden JSON', () => {
    const text = renderJson(charter);
    expect(text).toBe(golden(`${template}.json`, text));
  });

  it('CHA-41 is byte for byte the golden Markdown', () => {
    const text = renderMarkdown(charter);
    expect(text).toBe(golden(`${template}.md`, text));
  });

  it('CHA-42 is byte for byte the golden HTML', () => {
    const text = renderHtml(charter);
    expect(text).toBe(golden(`${template}.html`, text));
  });
});

describe('the charter of a board on which people have spoken', () => {
  const { doc, pen } = spoken();
  const charter = charterOf(doc, { record: pen });

  it('CHA-41 is byte for byte the golden Markdown, with their words', () => {
    const text = renderMarkdown(charter);
    expect(text).toBe(golden('spoken.md', text));
  });

  it('CHA-42 is byte for byte the golden HTML, with their words', () => {
    const text = renderHtml(charter);
    expect(text).toBe(golden('spoken.html', text));
  });
});
