/** The appendix: each regulated output back to where its data is first recorded. */
import { traceOutput, type Analyst } from '@chartroom/domain';
import type { OutputTraceLine } from '../model.ts';
import type { Source } from './source.ts';
import { byLabel } from './source.ts';

export const composeTraces = (from: Source, analyst: Analyst): readonly OutputTraceLine[] =>
  from
    .live('output')
    .filter((output) => output.relevance !== 'internal')
    .toSorted((a, b) => byLabel(from.ref('output', a.id), from.ref('output', b.id)))
    .map((output) => {
      // What to mark on a map is the screen's business.
      const { onMap: _, ...trace } = traceOutput(analyst, output.id);
      return trace;
    });
