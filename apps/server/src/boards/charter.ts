/** From a board's document and record to its charter in one of the formats, and the name of the file. */
import {
  type Charter,
  HTML_CONTENT_SECURITY_POLICY,
  compose,
  renderHtml,
  renderJson,
  renderMarkdown,
} from '@chartroom/charter';
import { Analyst } from '@chartroom/domain';
import { analysisInput, type Entry, isKnownEntry, type KnownEntry, type RecordProjection } from '@chartroom/record';
import type { RecordPages } from '../db/record-pages.ts';
import type { ReadDocument } from './documents.ts';

export const CHARTER_FORMATS = ['json', 'md', 'html'] as const;
export type CharterFormat = (typeof CHARTER_FORMATS)[number];

/** For the charter as a page: its own style, nothing from anywhere, and nobody frames it. */
export const CHARTER_PAGE_CSP = `${HTML_CONTENT_SECURITY_POLICY}; frame-ancestors 'none'`;

const MEDIA_TYPE: Readonly<Record<CharterFormat, string>> = {
  json: 'application/json',
  md: 'text/markdown; charset=utf-8',
  html: 'text/html; charset=utf-8',
};

/** A record as a charter is composed from it. */
export interface CharterRecord {
  readonly projection: RecordProjection;
  /** Those of `member`, in order. What was stored after the projection was taken may be among them. */
  readonly memberEntries: readonly KnownEntry<'member'>[];
}

const PAGE = 1000;
const isMember = (entry: Entry): entry is KnownEntry<'member'> => isKnownEntry(entry) && entry.kind === 'member';

/** Reads where people were named beside a projection that was taken before. Rejects with `RecordFailure`. */
export const charterRecord = async (
  projection: RecordProjection,
  pages: Pick<RecordPages, 'ofKinds'>,
  board: string,
): Promise<CharterRecord> => {
  const memberEntries: KnownEntry<'member'>[] = [];
  for (;;) {
    // A page may hold fewer than there are, since it is never huge: the empty one is the end.
    const page = await pages.ofKinds(board, ['member'], memberEntries.at(-1)?.seq ?? 0, PAGE);
    if (page.length === 0) return { projection, memberEntries };
    memberEntries.push(...page.filter(isMember));
  }
};

export const composeCharter = (
  document: ReadDocument,
  board: { readonly id: string; readonly number: number },
  { projection: record, memberEntries }: CharterRecord,
  nowMs: number,
): Charter => {
  const analyst = new Analyst(document.snapshot, analysisInput(record), { follows: false });
  return compose({
    snapshot: document.snapshot,
    analyst,
    // A board from before there was a record has none until somebody says something.
    record: record.recordSeq === 0 ? null : record,
    memberEntries,
    board: { id: board.id, number: board.number },
    docSeq: document.docSeq,
    composedAt: new Date(nowMs).toISOString(),
  });
};

export const renderCharter = (
  charter: Charter,
  format: CharterFormat,
): { readonly body: string; readonly mediaType: string } => {
  const mediaType = MEDIA_TYPE[format];
  switch (format) {
    case 'json':
      return { body: renderJson(charter), mediaType };
    case 'md':
      return { body: renderMarkdown(charter), mediaType };
    case 'html':
      return { body: renderHtml(charter), mediaType };
  }
};

/** `JOC-0012-in-process-checking.md`: safe on every file system, and in a header without quoting. */
export const charterFileName = (charter: Charter, format: CharterFormat): string => {
  const { charterNo, board, process } = charter.payload.titleBlock;
  const words = (board.text ?? process.text ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-+|-+$/g, '');
  return `${[charterNo, words].filter((part) => part !== '').join('-')}.${format}`;
};
