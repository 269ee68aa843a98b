import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { withoutStyle } from '../../announcer.ts';
import { inlineHashes, policy } from '../../policy.ts';

const here = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(here, path), 'utf8');
const themeScript = (): string => /<script>([^]*)<\/script>/.exec(read('src/app.html'))?.[1] ?? '';

describe('delivery', () => {
  it('BOARD-2 nothing inline is allowed but what the build names by its hash', () => {
    const sources = Object.values(policy).flat();
    expect(sources.filter((source) => source.startsWith('unsafe'))).toEqual([]);
    expect(policy['default-src']).toEqual(['none']);
    const page = read('src/app.html');
    const scripts = [...page.matchAll(/<script[^>]*>/g)].map(([tag]) => tag);
    expect(scripts).toEqual(['<script>']);
    const [hash] = inlineHashes(page);
    expect(hash).toBe(`sha256-${createHash('sha256').update(themeScript()).digest('base64')}`);
    expect(policy['script-src']).toEqual(['self', hash]);
    expect([...page.matchAll(/\sstyle=|<style/g)]).toEqual([]);
  });

  it('BOARD-2 no component carries a style attribute with fixed text', () => {
    const files = globSync('src/**/*.svelte', { cwd: here });
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => /\sstyle="[^{]/.test(read(file)))).toEqual([]);
  });

  it('BOARD-2 the announcer of SvelteKit loses its style attribute and nothing else', () => {
    const kit = dirname(createRequire(import.meta.url).resolve('@sveltejs/kit/package.json'));
    const root = readFileSync(join(kit, 'src/runtime/components/root.svelte'), 'utf8');
    const plain = withoutStyle(root);
    expect(root).toContain('style="');
    expect(plain).not.toBeNull();
    expect(plain).not.toContain('style="');
    expect(plain).toContain('id="svelte-announcer"');
    expect(withoutStyle('<div id="svelte-announcer"></div>')).toBeNull();
  });

  const themeAfter = (kept: string | null | Error): string | undefined => {
    const dataset: Record<string, string> = {};
    const getItem = (): string | null => {
      if (kept instanceof Error) throw kept;
      return kept;
    };
    runInNewContext(themeScript(), {
      localStorage: { getItem },
      document: { documentElement: { dataset } },
    });
    return dataset['theme'];
  };

  it('BOARD-3 sets a chosen theme, and leaves it to the system otherwise', () => {
    expect(themeAfter('dark')).toBe('dark');
    expect(themeAfter('light')).toBe('light');
    expect(themeAfter(null)).toBeUndefined();
    expect(themeAfter('"><script>')).toBeUndefined();
    expect(themeAfter(new Error('storage is off'))).toBeUndefined();
  });
});
