/**
 * The charter as GitHub-flavoured Markdown that also reads well as plain text. Nothing that was typed on the board can
 * become markup: every character that Markdown gives a meaning is escaped, a line end in a cell becomes a separator.
 */
import type { Charter } from '../model.ts';
import { present } from '../present.ts';
import type { Block, Fact, Line, PresentedDocument, Run, TableBlock } from '../present/blocks.ts';
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { inert } from './inert.ts';

/** Markup anywhere in a line; `_` only where it could open emphasis, since names contain it. */
const INLINE = /[\\`*[\]<>|~&$]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu;
/** Markup at the start of a block: headings, lists, quotes, rules, tables. */
const LEADING = /^(\s*)([#+\-=:]|\d{1,9}(?=[.)]))/;

const escaped = (text: string): string =>
  inert(text)
    .replace(/[\r\n\u2028\u2029\t]+/g, ' ')
    .replace(INLINE, '\\$&')
    // A bare address would become a link.
    .replace(/\b(https?|ftp|mailto|xmpp):/gi, '$1\\:')
    .replace(/\bwww\./gi, (found) => `${found.slice(0, 3)}\\.`)
    .replace(/(?<=\S)@(?=\S)/g, '\\@');

const atStart = (text: string): string =>
  text.replace(LEADING, (_, blanks: string, sign: string) =>
    /\d/.test(sign) ? `${blanks}${sign}\\` : `${blanks}\\${sign}`,
  );

const WRAPS: Readonly<Record<Extract<Run, { kind: 'word' }>['style'], string>> = {
  plain: '',
  strong: '**',
  emphasis: '*',
  muted: '',
  code: '`',
};

/** Emphasis must hug its text, so blanks at the ends stay outside. */
const wrapped = (text: string, wrap: string): string => {
  const core = text.trim();
  if (wrap === '' || core === '') return text;
  const start = text.indexOf(core);
  return `${text.slice(0, start)}${wrap}${core}${wrap}${text.slice(start + core.length)}`;
};

const run = (one: Run): string => {
  switch (one.kind) {
    case 'word':
      return one.style === 'code' ? wrapped(one.text, '`') : wrapped(escaped(one.text), WRAPS[one.style]);
    case 'typed':
      return wrapped(escaped(one.text), one.style === 'code' ? '' : WRAPS[one.style]);
    case 'gap':
      return wrapped(escaped(`${one.text}${one.names.join(', ')}`), '*');
    case 'mark':
      return one.named ? '' : one.label;
  }
};

const inline = (runs: Line): string => runs.map(run).join('');
const paragraph = (runs: Line): string => atStart(inline(runs));

const cell = (lines: readonly Line[]): string =>
  lines
    .map((line) => inline(line).trim())
    .filter((line) => line !== '')
    .reduce((text, line) => (text === '' ? line : `${text}${/[.?!:;,]\**$/.test(text) ? ' ' : '; '}${line}`), '');

const table = (block: TableBlock): string => {
  const rows = [
    block.columns.map(({ title }) => escaped(title)),
    block.columns.map(() => '---'),
    ...block.rows.map(({ cells }) => cells.map(cell)),
  ];
  const lines = rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
  return block.captionShown ? `**${escaped(block.caption)}**\n\n${lines}` : lines;
};

const facts = (list: readonly Fact[]): string =>
  list.map(({ term, value }) => `- ${escaped(term)}: ${inline(value)}`).join('\n');

const block = (one: Block): string => {
  switch (one.kind) {
    case 'paragraph':
      return paragraph(one.runs);
    case 'facts':
      return facts(one.facts);
    case 'table':
      return table(one);
    case 'list':
      return one.items.map(({ runs }) => `- ${atStart(inline(runs))}`).join('\n');
    case 'note':
      return one.tone === 'remark' ? paragraph(one.runs) : wrapped(inline(one.runs), '*');
    case 'signatures':
      return one.cards
        .map(
          (card) =>
            `- **${escaped(card.name)}**\n${facts(card.facts).replace(/^/gm, '  ')}\n  - *${escaped(card.awaiting)}*`,
        )
        .join('\n');
  }
};

const render = (document: PresentedDocument): string =>
  [
    `# ${inline(document.heading)}`,
    inline(document.subtitle),
    facts(document.titleBlock),
    ...document.sections.flatMap((section) => [
      `## ${section.number} ${escaped(section.title)}`,
      ...section.blocks.map(block),
    ]),
    '---',
    `${escaped(document.runningHead)}, ${escaped(document.runningState)}. ${escaped(document.hash.label)}`,
    `\`${document.hash.groups.join(' ')}\``,
  ]
    .filter((part) => part !== '')
    .join('\n\n')
    .concat('\n');

export const renderMarkdown = (charter: Charter, words: Words = en): string => render(present(charter, words));
