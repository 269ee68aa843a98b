/**
 * The charter as one self-contained page: no script, no request, one style whose hash a content-security policy can
 * name. Reads like the printed document on screen, prints on A4, stacks its tables on a narrow screen.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { Charter } from '../model.ts';
import { present } from '../present.ts';
import type {
  Block,
  Fact,
  PresentedDocument,
  PresentedSection,
  Row,
  SignatureCard,
  TableBlock,
} from '../present/blocks.ts';
import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { HTML_STYLE } from './html-style.ts';
import { escapeHtml, isDash, lineHtml, linesHtml, markHtml } from './html-text.ts';

const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** `sha256-<base64>` of the page's only style: `style-src '<this>'` admits it and nothing else. */
export const HTML_STYLE_HASH = `sha256-${base64(sha256(utf8ToBytes(HTML_STYLE)))}`;

/** A policy under which the page looks as intended: it needs its own style and nothing more. */
export const HTML_CONTENT_SECURITY_POLICY = `default-src 'none'; style-src '${HTML_STYLE_HASH}'; base-uri 'none'; form-action 'none'`;

const factsHtml = (facts: readonly Fact[], className: string): string =>
  `<dl class="${className}">${facts
    .map(({ term, value }) => `<div><dt>${escapeHtml(term)}</dt><dd>${lineHtml(value)}</dd></div>`)
    .join('')}</dl>`;

const rowHtml = (row: Row, block: TableBlock): string => {
  const cells = block.columns.map((column, index) => {
    const lines = row.cells[index] ?? [];
    const content = linesHtml(lines);
    if (column.role === 'number') return `<td class="n" role="cell">${content}</td>`;
    if (column.role === 'heading') return `<th scope="row" role="rowheader">${content}</th>`;
    const dash = isDash(lines) ? ' class="dash"' : '';
    return `<td${dash} role="cell" data-label="${escapeHtml(column.title)}">${content}</td>`;
  });
  return `<tr role="row">${cells.join('')}</tr>`;
};

const tableHtml = (block: TableBlock): string => {
  const cols = block.columns.map(({ width }) => `<col class="w${width}">`).join('');
  const heads = block.columns
    .map(({ title, role }) => {
      const text = escapeHtml(title);
      return `<th scope="col" role="columnheader">${role === 'number' ? `<span class="sr">${text}</span>` : text}</th>`;
    })
    .join('');
  const caption = `<caption${block.captionShown ? '' : ' class="sr"'}>${escapeHtml(block.caption)}</caption>`;
  const rows = block.rows.map((row) => rowHtml(row, block)).join('\n');
  return `<table class="t" role="table" id="${block.key}">${caption}<colgroup>${cols}</colgroup><thead role="rowgroup"><tr role="row">${heads}</tr></thead><tbody role="rowgroup">
${rows}
</tbody></table>`;
};

const cardHtml = (card: SignatureCard): string =>
  `<div class="card"><h3>${markHtml(card.shape, null)} ${escapeHtml(card.name)}</h3>${factsHtml(card.facts, 'said')}<p class="wait">${escapeHtml(card.awaiting)}</p></div>`;

const blockHtml = (block: Block): string => {
  switch (block.kind) {
    case 'paragraph':
      return `<p>${lineHtml(block.runs)}</p>`;
    case 'facts':
      return factsHtml(block.facts, 'facts');
    case 'table':
      return tableHtml(block);
    case 'list':
      return `<ul>${block.items.map(({ runs }) => `<li>${lineHtml(runs)}</li>`).join('')}</ul>`;
    case 'note':
      return `<p class="note ${block.tone}">${lineHtml(block.runs)}</p>`;
    case 'signatures':
      return `<div class="cards">${block.cards.map(cardHtml).join('')}</div>`;
  }
};

const sectionHtml = ({ number, title, blocks }: PresentedSection): string => `
<section id="section-${number}">
<h2><b>${number}</b><span>${escapeHtml(title)}</span></h2>
${blocks.map(blockHtml).join('\n')}
</section>`;

const page = (document: PresentedDocument): string => `<!doctype html>
<html lang="${escapeHtml(document.lang)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<meta name="robots" content="noindex">
<title>${escapeHtml(document.title)}</title>
<style>${HTML_STYLE}</style>
</head>
<body>
<nav aria-labelledby="contents"><h2 id="contents">${escapeHtml(document.contents)}</h2><ol>
${document.sections.map(({ number, title }) => `<li><a href="#section-${number}"><b>${number}</b><span>${escapeHtml(title)}</span></a></li>`).join('\n')}
</ol></nav>
<main>
<div class="head"><div><span>${escapeHtml(document.runningHead)}</span><span>${escapeHtml(document.runningState)}</span></div></div>
<header id="section-1"><h1>${lineHtml(document.heading)}</h1><p class="sub">${lineHtml(document.subtitle)}</p>
${factsHtml(document.titleBlock, 'meta')}</header>
${document.sections.map(sectionHtml).join('\n')}
<footer><div><span>${escapeHtml(document.hash.label)}</span><code>${document.hash.groups.map(escapeHtml).join(' ')}</code></div></footer>
</main>
</body>
</html>
`;

export const renderHtml = (charter: Charter, words: Words = en): string => page(present(charter, words));
