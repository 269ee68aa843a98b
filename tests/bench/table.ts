/** Figures as aligned lines on standard output. */

/** Name of a line and its cells. */
export type Line = readonly [string, readonly string[]];

const NAME_WIDTH = 34;

export const print = (title: string, headings: readonly string[], lines: readonly Line[]): void => {
  const widths = headings.map((heading) => Math.max(9, heading.length + 2));
  const row = (name: string, cells: readonly string[]): void =>
    console.log(`  ${name.padEnd(NAME_WIDTH)}${cells.map((cell, at) => cell.padStart(widths[at] ?? 9)).join('')}`);
  console.log(`\n${title}\n`);
  row('', headings);
  for (const [name, cells] of lines) row(name, cells);
};
