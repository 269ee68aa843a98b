/** Text and lines of the block model as HTML. The only place that turns characters into markup, so the only one to escape. */
import type { Line, MarkShape, Run } from '../present/blocks.ts';
import { inert } from './inert.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe in element content and in a quoted attribute. */
export const escapeHtml = (text: string): string => inert(text).replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');

const SHAPES: Readonly<Record<MarkShape, string>> = {
  square: '<rect x="1" y="1" width="8" height="8" rx="1.2"/>',
  circle: '<circle cx="5" cy="5" r="4.3"/>',
  diamond: '<path d="M5 .2 9.8 5 5 9.800 .2 5z"/>',
  triangle: '<path d="M.6 1.4h8.800L5 9.200z"/>',
};

/** The sign of a function; without a label it is for the eye only. */
export const markHtml = (shape: MarkShape, label: string | null): string =>
  `<svg class="m ${shape}" viewBox="0 0 10 10" ${label === null ? 'aria-hidden="true"' : `role="img" aria-label="${escapeHtml(label)}"`}>${SHAPES[shape]}</svg>`;

const TAGS: Readonly<Record<Extract<Run, { kind: 'word' }>['style'], readonly [string, string]>> = {
  plain: ['', ''],
  strong: ['<b>', '</b>'],
  emphasis: ['<i>', '</i>'],
  muted: ['<span class="soft">', '</span>'],
  code: ['<code>', '</code>'],
};

const run = (one: Run): string => {
  switch (one.kind) {
    case 'word':
      return `${TAGS[one.style][0]}${escapeHtml(one.text)}${TAGS[one.style][1]}`;
    case 'typed':
      return `${TAGS[one.style][0]}<bdi>${escapeHtml(one.text)}</bdi>${TAGS[one.style][1]}`;
    case 'gap':
      return `<em class="gap">${escapeHtml(one.text)}${one.names.map((name) => `<bdi>${escapeHtml(name)}</bdi>`).join(', ')}</em>`;
    case 'mark':
      return markHtml(one.shape, one.named ? null : one.label);
  }
};

export const lineHtml = (line: Line): string => line.map(run).join('');

/** Each line is a block of its own, so that a stacked table can place it beside its label. */
export const linesHtml = (lines: readonly Line[]): string =>
  lines.map((line) => `<div>${lineHtml(line)}</div>`).join('');

/** True for a cell that only says that there is nothing to say. */
export const isDash = (lines: readonly Line[]): boolean =>
  lines.every((line) => line.every((one) => one.kind === 'word' && one.text === '–'));
