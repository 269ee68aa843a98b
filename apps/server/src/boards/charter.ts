/** From a board's document to its charter in one of the formats, and the name of the file. */
import { type Charter, canonicalJson, compose, renderHtml, renderMarkdown } from '@chartroom/charter';
import { relate } from '@chartroom/domain';
import type { ReadDocument } from './documents.ts';

export const CHARTER_FORMATS = ['json', 'md', 'html'] as const;
export type CharterFormat = (typeof CHARTER_FORMATS)[number];

const MEDIA_TYPE: Readonly<Record<CharterFormat, string>> = {
  json: 'application/json',
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

export const composeCharter = (
  document: ReadDocument,
  board: { readonly id: string; readonly number: number },
  nowMs: number,
): Charter =>
  compose({
    snapshot: document.snapshot,
    relations: relate(document.snapshot),
    record: null,
    board: { id: board.id, number: board.number },
    docSeq: document.docSeq,
    composedAt: new Date(nowMs).toISOString(),
  });

export const renderCharter = (
  charter: Charter,
  format: CharterFormat,
): { readonly body: string; readonly mediaType: string } => {
  const mediaType = MEDIA_TYPE[format];
  switch (format) {
    case 'json':
      return { body: canonicalJson(charter), mediaType };
    case 'md':
      return { body: renderMarkdown(charter), mediaType };
    case 'html':
      return { body: renderHtml(charter), mediaType };
  }
};

/** `JOC-0012-in-process-checking.md`: safe on every file system, and in a header without quoting. */
export const charterFileName = (charter: Charter, format: CharterFormat): string => {
  const { charterNo, process } = charter.payload.titleBlock;
  const words = String(process ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '');
  return `${[charterNo, words].filter((part) => part !== '').join('-')}.${format}`;
};
