/** What the built page of a board makes a browser load before it shows anything. Sizes only: no browser and no clock. */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/paths.ts';

const BUILD = join(ROOT, 'apps', 'board', 'build');
const KB = 1024;
/**
 * Set a little above what there was when the first screen was cut down (198 kB of scripts, 14 kB of styles, 14 files), so
 * that an honest addition passes and an import that drags a library along does not: the least of them is 15 kB.
 */
const SCRIPTS_KB = 215;
const STYLES_KB = 20;
const FILES = 16;

const page = readFileSync(join(BUILD, 'b.html'), 'utf8');
const named = (rel: string): readonly string[] =>
  [...page.matchAll(new RegExp(`<link href="([^"]+)"[^>]* rel="${rel}"`, 'g'))].map(([, file = '']) => file);
const sent = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + statSync(join(BUILD, `${file}.br`)).size, 0) / KB;

describe('the first screen of a board', () => {
  const scripts = named('modulepreload');
  const styles = named('stylesheet');

  it('BOARD-7 stays within its budget of bytes and files', () => {
    expect(scripts.length).toBeGreaterThan(0);
    expect(styles.length).toBeGreaterThan(0);
    expect(Math.round(sent(scripts))).toBeLessThanOrEqual(SCRIPTS_KB);
    expect(Math.round(sent(styles))).toBeLessThanOrEqual(STYLES_KB);
    expect(scripts.length + styles.length).toBeLessThanOrEqual(FILES);
  });

  it('BOARD-4 names every file that the named ones import', () => {
    const imported = scripts.flatMap((file) => {
      const code = readFileSync(join(BUILD, file), 'utf8');
      return [...code.matchAll(/\b(?:import|from)\s*"(\.[^"]+)"/g)].map(
        ([, specifier = '']) => new URL(specifier, `http://board${file}`).pathname,
      );
    });
    expect(imported.length).toBeGreaterThan(scripts.length);
    expect(imported.filter((file) => !scripts.includes(file))).toEqual([]);
  });
});
