/** Section 15 as blocks: for each function who signs, with which meaning, and whether it has declared itself ready. */
import type { Charter, SignaturePlace } from '../model.ts';
import type { Words } from '../words/words.ts';
import type { Block, Fact, Line, SignatureCard } from './blocks.ts';
import { MARK_SHAPES } from './blocks.ts';
import { signerNames } from './participants.ts';
import { gap, typed, word } from './runs.ts';
import { speakerRuns } from './said.ts';

/** Until when it was said to hold, as seen on the day of composing. */
const untilRuns = (until: string, composedAt: string, words: Words): Line => {
  const text = words.readiness.until(words.day(until));
  return [word(', '), until < composedAt.slice(0, 10) ? gap(`${text}, ${words.readiness.past}`) : word(text)];
};

const readyFacts = ({ ready }: SignaturePlace, composedAt: string, words: Words): readonly Fact[] => {
  const term = words.facts.ready;
  if (ready === null) return [{ term, value: [gap(words.readiness.unsaid)], evidence: [] }];
  return [
    {
      term,
      value: [
        word(ready.ready ? words.readiness.ready : words.readiness.notReady),
        ...(ready.until === null || !ready.ready ? [] : untilRuns(ready.until, composedAt, words)),
      ],
      evidence: ready.evidence,
    },
    {
      term: words.columns.saidBy,
      value: [...speakerRuns(ready.by, words), word(`, ${words.moment(ready.at)}`)],
      evidence: ready.evidence,
    },
    ...(ready.note === null ? [] : [{ term: words.facts.note, value: [typed(ready.note)], evidence: ready.evidence }]),
  ];
};

export const signatureBlocks = ({ payload, envelope }: Charter, words: Words): readonly Block[] => [
  { kind: 'paragraph', runs: [word(words.document.draftLine)], evidence: [] },
  {
    kind: 'signatures',
    cards: envelope.signatures.map((place, index): SignatureCard => {
      const { function: fn } = place;
      const signers = payload.participants.signers.find((line) => line.function === fn);
      return {
        function: fn,
        shape: MARK_SHAPES[fn],
        name: words.functions[fn],
        facts: [
          { term: words.facts.meaning, value: [word(words.signatureMeaning[fn])], evidence: [] },
          {
            term: words.facts.signer,
            value: signerNames(signers?.signers ?? [], words),
            evidence: signers?.evidence ?? [],
          },
          ...readyFacts(place, envelope.composedAt, words),
        ],
        awaiting: words.awaiting.signature(
          words.functionsInSentence[fn],
          (signers?.signers.length ?? 0) > 0,
          index === envelope.signatures.length - 1,
        ),
      };
    }),
  },
];
