/** What somebody said, as lines: whose word it is, whether it is of this wording, and the word itself, verbatim. */
import type { AcceptanceLine, Attribution, Speaker, Wording } from '../model.ts';
import type { Words } from '../words/words.ts';
import type { Line, RunStyle } from './blocks.ts';
import { functionRuns, gap, mark, space, typed, typedLines, word } from './runs.ts';

/** A name; of somebody whom the record never named, that and the id. */
export const speakerRuns = ({ name, principal }: Speaker, words: Words, style: RunStyle = 'plain'): Line =>
  name === null ? [gap(words.gaps.unnamedSpeaker), space, typed(principal, 'code')] : [typed(name, style)];

/**
 * `by ● Priya Nair, 25 Nov 2026, 08:00 UTC`. It stands under what somebody typed, and its first word is set as no typed text
 * can be, so that nobody can end their own words with another's name.
 */
export const saidByLine = (said: Attribution, words: Words): Line => [
  word(words.phrases.by, 'emphasis'),
  space,
  mark(said.function, words),
  space,
  ...speakerRuns(said.by, words, 'muted'),
  word(`, ${words.moment(said.at)}`, 'muted'),
];

/** The same where the function is not told beside it. */
export const saidByLines = (said: Attribution, words: Words): readonly Line[] => [
  functionRuns(said.function, words),
  speakerRuns(said.by, words),
  [word(words.moment(said.at), 'muted')],
];

/** That the wording was another one, where it was. */
export const wordingLines = (wording: Wording, words: Words): readonly Line[] =>
  wording === 'earlier' ? [[gap(words.gaps.earlierWording)]] : [];

/** One acceptance: for which function (set as no typed text can be), why, whose word, by when, and that it has lapsed. */
export const acceptanceLines = (acceptance: AcceptanceLine, words: Words): readonly Line[] => {
  const [first = [], ...others] = typedLines(acceptance.rationale, words.gaps.noReason);
  return [
    [
      ...functionRuns(acceptance.function, words, 'strong'),
      ...(acceptance.lapsed ? [word(', '), gap(words.gaps.lapsed)] : []),
      word(': '),
      ...first,
    ],
    ...others,
    [
      word(words.phrases.by, 'emphasis'),
      space,
      ...speakerRuns(acceptance.by, words, 'muted'),
      word(`, ${words.moment(acceptance.at)}`, 'muted'),
      ...(acceptance.due === null ? [] : [word(`; ${words.phrases.due} ${words.day(acceptance.due)}`, 'muted')]),
    ],
  ];
};
