/** Small pieces of a line: words, typed text, gaps, marks, mentions of records and people. */
import type { Ownership, PersonRef, PlantFunction, Ref, ResponsibilityLine, Stated } from '../model.ts';
import type { Words } from '../words/words.ts';
import type { Block, Line, Run, RunStyle } from './blocks.ts';
import { MARK_SHAPES } from './blocks.ts';

export const word = (text: string, style: RunStyle = 'plain'): Run => ({ kind: 'word', text, style });
export const typed = (text: string, style: RunStyle = 'plain'): Run => ({ kind: 'typed', text, style });
export const space = word(' ');
export const gap = (text: string, names: readonly string[] = []): Run => ({ kind: 'gap', text, names });
export const mark = (fn: PlantFunction, words: Words): Run => ({
  kind: 'mark',
  function: fn,
  shape: MARK_SHAPES[fn],
  label: words.functionCodes[fn],
  named: false,
});
/** A function with its sign: `● Quality`. */
export const functionRuns = (fn: PlantFunction, words: Words, style: RunStyle = 'plain'): Line => [
  { kind: 'mark', function: fn, shape: MARK_SHAPES[fn], label: words.functions[fn], named: true },
  space,
  word(words.functions[fn], style),
];

/** Lines of runs put side by side with a separator. */
export const joined = (parts: readonly Line[], separator = ', ', style: RunStyle = 'plain'): Line =>
  parts.flatMap((part, index) => (index === 0 ? part : [word(separator, style), ...part]));

/** A cell with nothing to say. */
export const dash: readonly Line[] = [[word('–', 'muted')]];

/** What was typed, one line a paragraph; or the gap. */
export const typedLines = (text: string | null, absent: string, style: RunStyle = 'plain'): readonly Line[] =>
  text === null
    ? [[gap(absent)]]
    : text
        .split(/\r\n|[\n\r\u2028\u2029]/)
        .filter((line) => line.trim() !== '')
        .map((line) => [typed(line, style)]);

/** A lead-in and what was typed, as one paragraph or several; or the gap. */
export const statedParagraphs = (lead: string, stated: Stated, words: Words): readonly Block[] =>
  typedLines(stated.text, words.gaps.notStated).map((line, index) => ({
    kind: 'paragraph',
    runs: index === 0 ? [word(lead, 'emphasis'), space, ...line] : line,
    evidence: stated.evidence,
  }));

const goneWord = (gone: Ref['gone'], words: Words): Line =>
  gone === undefined ? [] : [space, gap(`(${gone === 'deleted' ? words.gaps.deleted : words.gaps.missing})`)];

/** What people call it: `MES`, `D4`. */
export const labelOf = (ref: Ref, words: Words, style: RunStyle = 'plain'): Line => [
  typed(ref.label, style),
  ...goneWord(ref.gone, words),
];

/** Several where one is right: `two systems of record: MES, QMS`. */
export const several = (text: string, refs: readonly Ref[]): Line => [
  gap(
    `${text}: `,
    refs.map(({ label }) => label),
  ),
];

export const labels = (refs: readonly Ref[], words: Words, style: RunStyle = 'plain'): Line =>
  joined(
    refs.map((ref) => labelOf(ref, words, style)),
    ', ',
    style === 'strong' ? 'plain' : style,
  );

/** Label and title: `R1 Batch production record`. */
export const mention = (ref: Ref, words: Words): Line => [
  typed(ref.label),
  ...(ref.title === null || ref.title === ref.label ? [] : [space, typed(ref.title)]),
  ...goneWord(ref.gone, words),
];

export const personName = (person: PersonRef, words: Words): Line => [
  person.name === null ? gap(words.gaps.unnamed) : typed(person.name),
  ...goneWord(person.gone, words),
];

export const personOr = (person: PersonRef | null, absent: string, words: Words): Line =>
  person === null
    ? [gap(absent)]
    : [...(person.function === null ? [] : [mark(person.function, words), space]), ...personName(person, words)];

type Holder = Pick<ResponsibilityLine, 'function' | 'person' | 'standing'>;

/** The mark of the function that holds something, the person, and what is wrong with the name if anything is. */
export const holder = (held: Holder, words: Words): Line => [
  mark(held.function, words),
  space,
  ...(held.person === null ? [gap(words.gaps.nobodyNamed)] : personName(held.person, words)),
  ...(held.standing === 'other_function' && held.person !== null
    ? [
        space,
        gap(
          `(${words.gaps.otherFunction(held.person.function === null ? words.gaps.notStated : words.functionCodes[held.person.function])})`,
        ),
      ]
    : []),
];

export const accountableLines = (owned: Ownership, words: Words): readonly Line[] => {
  const { accountable } = owned;
  if (accountable.length === 0) return [[gap(words.gaps.nobodyAccountable)]];
  const people = accountable.map((line) => holder(line, words));
  return accountable.length === 1
    ? people
    : [[gap(`${words.gaps.severalAccountable(accountable.length)}:`)], ...people];
};

/** V by name, since somebody answers for it; the others by function and code. */
export const otherLines = (owned: Ownership, words: Words): readonly Line[] => {
  const vetoes = owned.others.filter((line) => line.code === 'V');
  const rest = [
    ...new Set(
      owned.others
        .filter((line) => line.code !== 'V')
        .map((line) => `${words.functionCodes[line.function]} ${line.code}`),
    ),
  ];
  const lines: readonly Line[] = [
    ...vetoes.map((line): Line => [word('V '), ...holder(line, words)]),
    ...(rest.length === 0 ? [] : [[word(rest.join(', '))]]),
  ];
  return lines.length === 0 ? dash : lines;
};
