/**
 * A file that describes a board, whichever of the forms it has: the exported JSON, a draft, or the compact text. Told
 * apart by how it begins. Knows no data directory.
 */
import {
  type AnalysisInput,
  type Snapshot,
  live,
  parseTemplate,
  readBoardJson,
  readSnapshot,
  seedBoard,
  seededIds,
  templateInput,
} from '@chartroom/domain';
import * as Y from 'yjs';

export interface FileFault {
  /** 1-based; 0 where it is the whole file's. */
  readonly line: number;
  readonly field: string;
  readonly message: string;
}

export interface FileBoard {
  readonly snapshot: Snapshot;
  readonly input: AnalysisInput;
  /** What the file itself calls its records, by id, where that is not their label on the board. */
  readonly names: ReadonlyMap<string, string>;
  /** True where the file has ids of its own, so that an acceptance can name a finding by its key. */
  readonly hasIds: boolean;
}

export type ReadFile =
  { readonly ok: true; readonly board: FileBoard } | { readonly ok: false; readonly faults: readonly FileFault[] };

export const fileFault = (message: string): ReadFile => ({ ok: false, faults: [{ line: 0, field: 'file', message }] });

const UTF16 = [
  { mark: [0xff, 0xfe], encoding: 'utf-16le' },
  { mark: [0xfe, 0xff], encoding: 'utf-16be' },
] as const;

/** UTF-8, or UTF-16 with a byte order mark, as some shells write it; null where the bytes are neither. */
function decode(bytes: Uint8Array): string | null {
  const wide = UTF16.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte));
  try {
    return new TextDecoder(wide?.encoding ?? 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function readJson(text: string): ReadFile {
  const read = readBoardJson(text);
  if (!read.ok)
    return { ok: false, faults: read.faults.map(({ line, path, message }) => ({ line, field: path, message })) };
  return { ok: true, board: { snapshot: read.snapshot, input: read.input, names: new Map(), hasIds: true } };
}

function readCompact(text: string): ReadFile {
  const parsed = parseTemplate(text);
  if (!parsed.ok) return parsed;
  const doc = new Y.Doc();
  // The same ids every time: the same text has the same findings, fingerprints included.
  seedBoard(doc, parsed.board, null, { ids: seededIds(1) });
  const snapshot = readSnapshot(doc);
  doc.destroy();
  // A text may number its steps with gaps; on the board a step has its position.
  const names = new Map(live(snapshot, 'step').map((step, at) => [step.id, String(parsed.board.steps[at]!.number)]));
  return { ok: true, board: { snapshot, input: templateInput(snapshot, parsed.board.input), names, hasIds: false } };
}

export function readBoardFile(bytes: Uint8Array): ReadFile {
  const text = decode(bytes);
  if (text === null) return fileFault('is not a text in UTF-8');
  if (text.trim() === '') return fileFault('is empty; give a board as JSON or as compact text');
  return /^\s*[{[]/.test(text) ? readJson(text) : readCompact(text);
}
