/** Reads presented blocks back as a reader sees them: tables as texts of cells, the rest as lines. */
import type { Line, PresentedDocument, TableBlock } from '../../src/index.ts';

/** What is read out of one line; the sign of a function is for the eye. */
export const lineText = (line: Line): string =>
  line
    .map((run) => (run.kind === 'mark' ? '' : run.kind === 'gap' ? `${run.text}${run.names.join(', ')}` : run.text))
    .join('')
    .replaceAll(/\s+/g, ' ')
    .trim();

/** Rows of a table, each cell with its lines parted by slashes. */
export const tableOf = (document: PresentedDocument, section: number, key: string): readonly (readonly string[])[] => {
  const block = document.sections
    .find((one) => one.number === section)
    ?.blocks.find((one): one is TableBlock => one.kind === 'table' && one.key === key);
  return (block?.rows ?? []).map((row) => row.cells.map((lines) => lines.map(lineText).join(' / ')));
};

/** Paragraphs and notes of a section. */
export const textOf = (document: PresentedDocument, section: number): string =>
  (document.sections.find((one) => one.number === section)?.blocks ?? [])
    .flatMap((block) => (block.kind === 'paragraph' || block.kind === 'note' ? [lineText(block.runs)] : []))
    .join('\n');
