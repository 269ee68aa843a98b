/**
 * Programs' way to write a long text: paragraphs that stay the same are left alone, so that what somebody types in them
 * meanwhile stays. People type through the editor, never through this.
 */
import * as Y from 'yjs';
import { paragraphs } from '../read/long-text.ts';
import type { Written } from './change.ts';

function paragraph(text: string): Y.XmlElement {
  const element = new Y.XmlElement('paragraph');
  if (text !== '') element.insert(0, [new Y.XmlText(text)]);
  return element;
}

/** Replaces the paragraphs between the common beginning and the common end. '' empties the text. */
export function rewriteText(fragment: Y.XmlFragment, text: string): void {
  const before = paragraphs(fragment);
  const after = text === '' ? [] : text.split('\n');
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head += 1;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head && before.at(-1 - tail) === after.at(-1 - tail))
    tail += 1;
  if (before.length > head + tail) fragment.delete(head, before.length - head - tail);
  if (after.length > head + tail) fragment.insert(head, after.slice(head, after.length - tail).map(paragraph));
}

/** Every item of a type and of the types inside it that still stands. */
function* items(type: Y.AbstractType<unknown>, depth = 0): Generator<Y.Item> {
  for (let item = type._start; item !== null; item = item.right) {
    if (item.deleted) continue;
    yield item;
    if (item.content instanceof Y.ContentType && depth < 32)
      yield* items(item.content.type as Y.AbstractType<unknown>, depth + 1);
  }
}

/** What stands in a long text, item by item. */
export const textItems = (fragment: Y.XmlFragment): readonly Y.Item[] => [
  ...items(fragment as Y.AbstractType<unknown>),
];

/** Client ids whose words stand in a long text. */
export const textWriters = (fragment: Y.XmlFragment): ReadonlySet<number> =>
  new Set(textItems(fragment).map((item) => item.id.client));

/** The item with the highest clock: stands for "the text as it is" within one client's edits; null when it is empty. */
export function lastTextItem(fragment: Y.XmlFragment): Written | null {
  let last: Written | null = null;
  for (const item of items(fragment as Y.AbstractType<unknown>)) {
    if (last === null || item.id.clock > last.clock) last = { client: item.id.client, clock: item.id.clock };
  }
  return last;
}
