/** The dark modules of a code as one SVG path, a stroke for each run of a row: a few hundred strokes instead of thousands of squares. */
export function modulesPath(rows: readonly (readonly boolean[])[]): string {
  const strokes: string[] = [];
  rows.forEach((row, y) => {
    for (let x = 0; x < row.length; x++) {
      if (!row[x]) continue;
      const from = x;
      while (row[x + 1]) x++;
      strokes.push(`M${from} ${y}h${x - from + 1}v1H${from}z`);
    }
  });
  return strokes.join('');
}
