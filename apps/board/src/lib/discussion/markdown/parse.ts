/**
 * From a text to what is shown of it: bold, italic, code, lists, links, quotes and line breaks. Everything else is text,
 * markup and images too. What would take long to read (nesting made for that purpose) is text as well.
 */
import type { Blockquote, List, Nodes, Parent, PhrasingContent, Root, RootContent } from 'mdast';
import { fromMarkdown, type Options } from 'mdast-util-from-markdown';
import { aroundMentions, type Named } from '../mentions.ts';
import { aroundControls, visible } from './control.ts';
import { destinationOf, type Place } from './destination.ts';
import type { Block, Destination, Inline, Mention } from './tree.ts';

export interface Reading {
  readonly place: Place;
  /** Whom the text may name. */
  readonly known: readonly Named[];
}

/** Constructs of CommonMark that are no part of the subset: their signs stay what was typed. */
const OFF = [
  'headingAtx',
  'setextUnderline',
  'thematicBreak',
  'htmlFlow',
  'htmlText',
  'labelStartImage',
  'definition',
  'codeIndented',
  'characterReference',
];
/** Beyond it, quotes and lists inside each other are signs like any other. */
const MOST_CONTAINERS = 12;
/** Nested emphasis costs the square of its signs. */
const MOST_EMPHASIS = 240;
const MOST_DEPTH = 16;

/** How many quotes and list items begin at the start of a line, each in the one before. */
function containersOf(line: string): number {
  let count = 0;
  for (let at = 0; at < line.length && count <= MOST_CONTAINERS;) {
    const marker = /^[ \t]*(?:>|(?:[-+*]|\d{1,9}[.)])(?=[ \t]))/.exec(line.slice(at, at + 64));
    if (marker === null) break;
    count += 1;
    at += marker[0].length;
  }
  return count;
}

function constructsOff(text: string): readonly string[] {
  const emphasis = (text.match(/[*_]+/g) ?? []).length;
  const nested = text.split('\n').some((line) => containersOf(line) > MOST_CONTAINERS);
  return [...OFF, ...(emphasis > MOST_EMPHASIS ? ['attention'] : []), ...(nested ? ['blockQuote', 'list'] : [])];
}

/** What a text comes to. Never throws. */
export function parseMarkdown(text: string, reading: Reading): readonly Block[] {
  const options: Options = { extensions: [{ disable: { null: [...constructsOff(text)] } }] };
  return new Builder(reading).blocks(fromMarkdown(text, options).children, 0);
}

/** Whom a text names, each once, in order; not inside code. */
export function mentionsIn(text: string, reading: Reading): readonly Mention[] {
  const found = new Map<string, Mention>();
  const inlines = (children: readonly Inline[]): void => {
    for (const one of children) {
      if (one.kind === 'mention') found.set(JSON.stringify([one.of.function, one.of.principal]), one.of);
      else if ('children' in one) inlines(one.children);
    }
  };
  const blocks = (list: readonly Block[]): void => {
    for (const one of list) {
      if (one.kind === 'paragraph') inlines(one.children);
      else if (one.kind === 'quote') blocks(one.children);
      else if (one.kind === 'list') for (const item of one.items) blocks(item);
    }
  };
  blocks(parseMarkdown(text, reading));
  return [...found.values()];
}

/** A text without its signs, in one line: for an excerpt and for what is read out. */
export function plainWords(text: string, reading: Reading): string {
  const words: string[] = [];
  const inlines = (children: readonly Inline[]): void => {
    for (const one of children) {
      if (one.kind === 'break') words.push(' ');
      else if (one.kind === 'control') words.push(`[${one.code}]`);
      else if ('children' in one) inlines(one.children);
      else words.push(one.text);
    }
  };
  const blocks = (list: readonly Block[]): void => {
    for (const one of list) {
      words.push(' ');
      if (one.kind === 'paragraph') inlines(one.children);
      else if (one.kind === 'code') words.push(one.text);
      else if (one.kind === 'quote') blocks(one.children);
      else for (const item of one.items) blocks(item);
    }
  };
  blocks(parseMarkdown(text, reading));
  return words.join('').replaceAll(/\s+/gu, ' ').trim();
}

class Builder {
  readonly #reading: Reading;

  constructor(reading: Reading) {
    this.#reading = reading;
  }

  blocks(nodes: readonly (RootContent | Root['children'][number])[], depth: number): readonly Block[] {
    return nodes.flatMap((node): readonly Block[] => {
      if (depth > MOST_DEPTH) return [{ kind: 'paragraph', children: this.text(wordsOf(node), false) }];
      switch (node.type) {
        case 'paragraph':
          return [{ kind: 'paragraph', children: this.inlines(node.children, depth, false) }];
        case 'blockquote':
          return [{ kind: 'quote', children: this.blocks((node as Blockquote).children, depth + 1) }];
        case 'list':
          return [this.list(node, depth)];
        case 'code':
          return [{ kind: 'code', text: visible(node.value) }];
        default:
          return [{ kind: 'paragraph', children: this.text(wordsOf(node), false) }];
      }
    });
  }

  list(node: List, depth: number): Block {
    return {
      kind: 'list',
      start: node.ordered === true ? (node.start ?? 1) : null,
      items: node.children.map((item) => this.blocks(item.children, depth + 1)),
    };
  }

  inlines(nodes: readonly PhrasingContent[], depth: number, linked: boolean): readonly Inline[] {
    return nodes.flatMap((node): readonly Inline[] => {
      if (depth > MOST_DEPTH) return this.text(wordsOf(node), linked);
      switch (node.type) {
        case 'text':
          return this.text(node.value, linked);
        case 'strong':
        case 'emphasis':
          return [{ kind: node.type, children: this.inlines(node.children, depth + 1, linked) }];
        case 'inlineCode':
          return [{ kind: 'code', text: visible(node.value) }];
        case 'break':
          return [{ kind: 'break' }];
        case 'link': {
          const children = this.inlines(node.children, depth + 1, true);
          const to = destinationOf(node.url, this.#reading.place);
          if (to !== null) return [{ kind: 'link', to, children }];
          // Where it would have led is part of what was written.
          return wordsOf(node) === node.url ? children : [...children, ...this.text(` (${node.url})`, true)];
        }
        default:
          return this.text(wordsOf(node), linked);
      }
    });
  }

  /** Lines, names and addresses in a run of words. */
  text(words: string, linked: boolean): readonly Inline[] {
    return words
      .split(/\r\n|\r|\n/)
      .flatMap((line, index): readonly Inline[] => [
        ...(index > 0 ? [{ kind: 'break' } as const] : []),
        ...aroundMentions(line, this.#reading.known).flatMap((piece): readonly Inline[] =>
          piece.of === null
            ? linked
              ? this.plain(piece.text)
              : this.addresses(piece.text)
            : [{ kind: 'mention', of: piece.of, text: piece.text }],
        ),
      ]);
  }

  /** An address that was pasted as it is leads there too. */
  addresses(line: string): readonly Inline[] {
    const inlines: Inline[] = [];
    let from = 0;
    for (const found of line.matchAll(/\bhttps?:\/\/[^\s<>"'`]+/giu)) {
      const address = found[0].replace(/[).,;:!?\]}*_]+$/u, '');
      const to: Destination | null = destinationOf(address, this.#reading.place);
      if (to === null) continue;
      inlines.push(...this.plain(line.slice(from, found.index)), { kind: 'link', to, children: this.plain(address) });
      from = found.index + address.length;
    }
    return [...inlines, ...this.plain(line.slice(from))];
  }

  plain(text: string): readonly Inline[] {
    return aroundControls(text).flatMap((piece, index): readonly Inline[] =>
      index % 2 === 1 ? [{ kind: 'control', code: piece }] : piece === '' ? [] : [{ kind: 'text', text: piece }],
    );
  }
}

/** The words of a node, without recursion: a node may be as deep as a text is long. */
function wordsOf(node: Nodes): string {
  const words: string[] = [];
  const rest: Nodes[] = [node];
  for (let next = rest.pop(); next !== undefined; next = rest.pop()) {
    if ('value' in next) words.push(next.value);
    else if (next.type === 'break') words.push('\n');
    else if ('children' in next) rest.push(...([...(next as Parent).children].reverse() as Nodes[]));
  }
  return words.join('');
}
