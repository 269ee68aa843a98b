/** WCAG 2.2 A and AA as axe-core sees them in a page. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds; with `only`, of those rules alone. */
export const violations = async (page: Page, only?: readonly string[]): Promise<readonly string[]> => {
  await page.evaluate(AXE);
  const runOnly: RunOptions['runOnly'] =
    only === undefined ? { type: 'tag', values: WCAG_22_AA } : { type: 'rule', values: [...only] };
  const results = await page.evaluate(
    (options) => (globalThis as unknown as { axe: { run(o: RunOptions): Promise<AxeResults> } }).axe.run(options),
    { runOnly, resultTypes: ['violations'] } satisfies RunOptions,
  );
  expect(results.passes.length, 'rules that were applied').toBeGreaterThanOrEqual(only?.length ?? 10);
  return results.violations.flatMap((rule) =>
    rule.nodes.map((node) => `${rule.id}: ${node.html.slice(0, 240)} ${node.failureSummary ?? ''}`),
  );
};
