import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { compile } from 'svelte/compiler';
import { describe, expect, it } from 'vitest';
import { stillIcon } from '../../delivery/still-icons.ts';

const icons = join(dirname(createRequire(import.meta.url).resolve('@lucide/svelte')), 'icons');
/** By its name, or by another name that it had before. */
const read = (name: string): string => {
  const [, file = name] = /from "\.\/([\w-]+)\.svelte"/.exec(readFileSync(join(icons, `${name}.js`), 'utf8')) ?? [];
  return readFileSync(join(icons, `${file}.svelte`), 'utf8');
};

describe('icons', () => {
  it('BOARD-4 an icon is the markup that it comes to', () => {
    const still = stillIcon(read('check'));
    expect(still).toContain('viewBox="0 0 24 24"');
    expect(still).toContain('class="lucide lucide-check lucide-icon"');
    expect(still).toMatch(/><path d="M20 6 9 17l-5-5" \/><\/svg>\s*$/);
    expect(still).not.toContain('iconData');
  });

  it('BOARD-4 every icon of the board can be written out and compiles', () => {
    const source = readFileSync(join(import.meta.dirname, '../../src/lib/ui/icons.ts'), 'utf8');
    const names = [...source.matchAll(/@lucide\/svelte\/icons\/([\w-]+)/g)].map(([, name = '']) => name);
    expect(names.length).toBeGreaterThan(50);
    for (const name of names) {
      const still = stillIcon(read(name));
      expect(`${name} ${still}`).toContain('<svg ');
      expect(compile(still ?? '', { filename: `${name}.svelte` }).warnings).toEqual([]);
    }
  });

  it('BOARD-4 an icon that is told otherwise is none', () => {
    expect(stillIcon('<svg><path /></svg>')).toBeNull();
  });
});
