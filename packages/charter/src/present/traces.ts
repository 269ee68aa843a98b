/** The appendix as blocks: one list an output, its weakest link first, then feed by feed. */
import { traceText, type OutputTrace, type TraceLine, type TraceSegment } from '@chartroom/domain';
import type { Charter, OutputTraceLine } from '../model.ts';
import type { Words } from '../words/words.ts';
import type { Block, Line } from './blocks.ts';
import { gap, space, typed, word } from './runs.ts';

const NOWHERE: OutputTrace['onMap'] = { steps: new Set(), systems: new Set(), interfaces: new Set(), data: new Set() };

/** What the registers say already is not said again. */
const SHOWN: ReadonlySet<TraceLine['kind']> = new Set(['feed', 'capture', 'onward', 'review', 'interface']);

/** A name as it was typed; the catalog's word where the record is gone. */
const named = (trace: OutputTraceLine, segment: Extract<TraceSegment, { kind: 'ref' }>): Line => {
  const known = trace.names[segment.ref];
  if (known === undefined || known.gone) return [word(segment.text)];
  if (segment.text === `${known.name} ${known.label}`) return [typed(known.name), space, typed(known.label)];
  return [typed(segment.text)];
};

const lineRuns = (trace: OutputTraceLine, line: TraceLine): Line =>
  line.segments.flatMap((segment) => (segment.kind === 'text' ? [word(segment.text)] : named(trace, segment)));

const isRecord = (trace: OutputTraceLine, ref: string): boolean => trace.names[ref]?.gone === false;
const evidence = (trace: OutputTraceLine, line: TraceLine): readonly string[] =>
  isRecord(trace, line.about) ? [line.about] : [trace.output];

const traceBlocks = (trace: OutputTraceLine, words: Words): readonly Block[] => {
  const lines = traceText({ ...trace, onMap: NOWHERE }, words.trace);
  const name = trace.names[trace.output];
  const weakest = lines.find((line) => line.kind === 'weakest');
  return [
    {
      kind: 'paragraph',
      runs: [
        ...(name === undefined
          ? []
          : [typed(name.label, 'strong'), ...(name.name === '' ? [] : [space, typed(name.name, 'strong')])]),
        ...(weakest === undefined ? [] : [word('. '), ...lineRuns(trace, weakest)]),
      ],
      evidence: [trace.output],
    },
    {
      kind: 'list',
      items: lines
        .filter((line) => SHOWN.has(line.kind))
        .map((line) => ({ runs: lineRuns(trace, line), evidence: evidence(trace, line) })),
    },
  ];
};

export const appendixBlocks = ({ payload: { traces } }: Charter, words: Words): readonly Block[] =>
  traces.length === 0
    ? [{ kind: 'note', tone: 'absent', runs: [gap(words.sentences.noOutputs)] }]
    : traces.flatMap((trace) => traceBlocks(trace, words));
