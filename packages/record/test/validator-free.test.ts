/** What reads the record takes no validator along: a screen that shows it need not carry schemas. */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));
const IMPORT = /^(?:import|export)\s(?!type\s)[^;]*?from\s+'([^']+)'/gm;
/** `import { type A, type B } from` is erased as well. */
const ONLY_TYPES = /^(?:import|export)\s+\{\s*(?:type\s[^,}]+,?\s*)+\}\s+from/;

/** Packages that a module needs when it runs, over all its own modules. */
function packagesOf(start: string): ReadonlySet<string> {
  const seen = new Set<string>();
  const packages = new Set<string>();
  const visit = (file: string): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const [statement, from] of readFileSync(file, 'utf8').matchAll(IMPORT)) {
      if (ONLY_TYPES.test(statement)) continue;
      if (from!.startsWith('.')) visit(join(dirname(file), from!));
      else packages.add(from!);
    }
  };
  visit(join(SRC, start));
  return packages;
}

describe('reading', () => {
  it.each([
    'project/projection.ts',
    'project/analysis-input.ts',
    'kinds/names.ts',
    'kinds/known.ts',
    'may.ts',
    'duties/duties.ts',
    'activity/activity.ts',
  ])('REC-105 %s needs no schema and no validator', (start) => {
    expect([...packagesOf(start)].filter((name) => name !== '@chartroom/domain')).toEqual([]);
  });

  it('REC-105 the check sees a validator where there is one', () => {
    expect(packagesOf('kinds/index.ts')).toContain('zod');
    expect(packagesOf('index.ts')).toContain('zod');
  });
});
