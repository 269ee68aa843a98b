/** Words with addresses in between: what a screen can link and a renderer can escape, in any order a language wants. */
import type { SubjectRef } from '../findings/finding.ts';

export type TraceSegment =
  | { readonly kind: 'text'; readonly text: string }
  /** `text` is what the record is called here, as somebody typed it. */
  | { readonly kind: 'ref'; readonly ref: SubjectRef; readonly text: string };
export type Phrase = readonly TraceSegment[];

/** A tagged template: words, and phrases between them. */
export function phrase(words: TemplateStringsArray, ...between: readonly (Phrase | string)[]): Phrase {
  const segments: TraceSegment[] = [];
  const add = (segment: TraceSegment): void => {
    const last = segments.at(-1);
    if (segment.kind === 'text' && last?.kind === 'text')
      segments[segments.length - 1] = { kind: 'text', text: last.text + segment.text };
    else if (segment.kind === 'ref' || segment.text !== '') segments.push(segment);
  };
  for (const [at, text] of words.entries()) {
    add({ kind: 'text', text });
    const next = between[at];
    if (next === undefined) continue;
    for (const segment of typeof next === 'string' ? [{ kind: 'text', text: next } as const] : next) add(segment);
  }
  return segments;
}

/** Items with separators; `between` says what stands after the item at `index` of `count`. */
export const listed = (items: readonly Phrase[], between: (index: number, count: number) => string): Phrase =>
  items.reduce<Phrase>(
    (all, item, index) => (index === 0 ? item : phrase`${all}${between(index - 1, items.length)}${item}`),
    [],
  );

export const plainText = (said: Phrase): string => said.map((segment) => segment.text).join('');
