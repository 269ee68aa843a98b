/** Tables and the notes under them, in the form that every section uses. */
import type { Words } from '../words/words.ts';
import type { Block, Column, Line, Row, TableBlock } from './blocks.ts';
import { labels, gap, typed, typedLines, word } from './runs.ts';
import type { Evidence, Ref } from '../model.ts';

type ColumnSpec = readonly [title: string, width: number, role?: Column['role']];

export interface TableSpec<T> {
  readonly key: string;
  readonly caption: string;
  /** Show the caption where the section holds several tables. */
  readonly captionShown?: boolean;
  readonly columns: readonly ColumnSpec[];
  readonly lines: readonly T[];
  readonly cells: (line: T) => readonly (readonly Line[])[];
  readonly evidence: (line: T) => Evidence;
}

export const table = <T>(spec: TableSpec<T>): TableBlock => ({
  kind: 'table',
  key: spec.key,
  caption: spec.caption,
  captionShown: spec.captionShown ?? true,
  columns: spec.columns.map(([title, width, role]) => ({ title, width, role: role ?? 'text' })),
  rows: spec.lines.map((line): Row => ({ cells: spec.cells(line), evidence: spec.evidence(line) })),
});

/** The table, or one sentence where there is nothing to list. */
export const tableOr = <T>(spec: TableSpec<T>, absent: string): Block =>
  spec.lines.length === 0 ? { kind: 'note', tone: 'absent', runs: [word(absent)] } : table(spec);

export const awaiting = (sentence: string): Block => ({ kind: 'note', tone: 'awaiting', runs: [word(sentence)] });

export interface Noted {
  readonly label: string;
  readonly note: string | null;
  readonly evidence: Evidence;
}

/** Free notes of the records of a register, each under the label of its record; nothing where nobody wrote one. */
export const notes = (lines: readonly Noted[]): readonly Block[] => {
  const items = lines.flatMap(({ label, note, evidence }) =>
    note === null
      ? []
      : typedLines(note, '').map((line, index) => ({
          runs: index === 0 ? [typed(label, 'strong'), word(': '), ...line] : line,
          evidence,
        })),
  );
  return items.length === 0 ? [] : [{ kind: 'list', items }];
};

/** One value of a vocabulary, or the gap. */
export const valueLine = <V extends string>(
  value: V | null,
  wording: Readonly<Record<V, string>>,
  words: Words,
): Line => [value === null ? gap(words.gaps.notStated) : word(wording[value])];

/** What a line is about: `step 3, MES, D4`. */
export const aboutLines = (about: readonly Ref[], words: Words): readonly Line[] =>
  about.length === 0
    ? [[word('–', 'muted')]]
    : [
        about.flatMap((ref, index): Line => [
          ...(index === 0 ? [] : [word(', ')]),
          ...(ref.entity === 'step' ? [word(words.phrases.step), word(' ')] : []),
          ...labels([ref], words),
        ]),
      ];
