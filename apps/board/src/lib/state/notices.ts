/** What happened to an edit, as a toast; and the words for why a board is read-only. */
import { askWhy } from '#lib/history/why.svelte.ts';
import { format, m } from '#lib/messages/index.ts';
import type { Failure } from '#lib/session/http.ts';
import { toast } from '#lib/ui/toast.svelte.ts';
import type { Notice } from './board-store.ts';
import type { ReasonWords } from './connection.ts';

export function showNotice(notice: Notice): void {
  switch (notice.kind) {
    case 'read-only':
      toast({ text: m.shell.refusal.readOnly(notice.reason), kind: 'refused', key: 'read-only' });
      return;
    case 'refused':
      toast({
        text:
          notice.refusal.kind === 'invalid-value'
            ? m.shell.refusal.invalidValue(notice.refusal.reason)
            : m.shell.refusal.unknownEntity,
        kind: 'refused',
        key: 'refused',
      });
      return;
    case 'why': {
      const { weight, because } = notice;
      const told = m.why.told[weight];
      toast({
        text: told,
        kind: 'info',
        key: 'why',
        action: { label: m.why.say, run: () => askWhy({ because }) },
      });
      return;
    }
    case 'kept': {
      const names = [...new Set(notice.by.flatMap((author) => (author ? [author.name] : [])))];
      const text = names.length > 0 ? m.shell.undoKept(format.list(names)) : m.shell.undoKeptUnknown;
      toast({ text, kind: 'info', key: 'kept' });
    }
  }
}

const READ_ONLY: Readonly<Record<string, string>> = {
  role: m.shell.readOnly.role,
  viewer: m.shell.readOnly.viewer,
  commenter: m.shell.readOnly.commenter,
  'read-only': m.shell.readOnly.role,
  parked: m.shell.readOnly.parked,
  forbidden: m.shell.readOnly.forbidden,
  unauthenticated: m.shell.readOnly.unauthenticated,
  'held-while-in-review': m.shell.readOnly.held,
  'unknown-board': m.shell.readOnly.unknownBoard,
};

const SENTENCES: Readonly<Record<string, string>> = {
  viewer: m.shell.readOnly.viewerSentence,
  commenter: m.shell.readOnly.commenterSentence,
};

/** Why nothing can be edited: `code` is a role, or why the server takes nothing. */
export const reasonWords: ReasonWords = {
  short: (code) => READ_ONLY[code] ?? m.shell.readOnly.refused,
  sentence: (code) => SENTENCES[code] ?? m.shell.readOnly.sentence(READ_ONLY[code] ?? m.shell.readOnly.refused),
};

/** Why what people said cannot be asked for. */
export const recordFailure = (failure: Failure): string =>
  failure.kind === 'unreachable'
    ? m.verdicts.unreachable
    : m.verdicts.notRead(failure.problem.detail || failure.problem.title);
