/**
 * Edits that the server refused, as a file: the board in plain words for people, and the Yjs update for a program that
 * puts them back.
 */
import { readSnapshot } from '@chartroom/domain';
import * as Y from 'yjs';

export interface Draft {
  readonly board: string;
  readonly title: string;
  readonly reason: string;
  readonly update: Uint8Array;
}

export function draftFile({ board, title, reason, update }: Draft, at: Date): string {
  const doc = new Y.Doc();
  Y.applyUpdate(doc, update);
  const content = readSnapshot(doc);
  const file = {
    kind: 'chartroom.draft',
    version: 1,
    board,
    title,
    reason,
    at: at.toISOString(),
    content,
    update: base64(update),
  };
  doc.destroy();
  return JSON.stringify(file, null, 2);
}

export function downloadDraft(draft: Draft): void {
  const url = URL.createObjectURL(new Blob([draftFile(draft, new Date())], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${draft.title.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '') || 'board'}-draft.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

function base64(bytes: Uint8Array): string {
  let text = '';
  for (let from = 0; from < bytes.length; from += 8_192)
    text += String.fromCharCode(...bytes.subarray(from, from + 8_192));
  return btoa(text);
}
