/** RFC 4180, by hand: the reader must not share the writer's mistakes. */
export const readCsv = (text: string): readonly (readonly string[])[] => {
  const rows: string[][] = [[]];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at]!;
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') cell += text[(at += 1)]!;
      else isQuoted = false;
    } else if (char === '"') isQuoted = true;
    else if (char === ',' || (char === '\r' && text[at + 1] === '\n')) {
      rows.at(-1)!.push(cell);
      cell = '';
      if (char === '\r') {
        at += 1;
        rows.push([]);
      }
    } else cell += char;
  }
  rows.pop();
  return rows;
};
