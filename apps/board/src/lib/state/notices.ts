/** What happened to an edit, as a toast; and the words for why a board is read-only. */
import { format, m } from '#lib/messages/index.ts';
import { toast } from '#lib/ui/toast.svelte.ts';
import type { Notice } from './board-store.ts';

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
    case 'kept': {
      const names = [...new Set(notice.by.flatMap((author) => (author ? [author.name] : [])))];
      const text = names.length > 0 ? m.shell.undoKept(format.list(names)) : m.shell.undoKeptUnknown;
      toast({ text, kind: 'info', key: 'kept' });
    }
  }
}

const READ_ONLY: Readonly<Record<string, string>> = {
  role: m.shell.readOnly.role,
  'read-only': m.shell.readOnly.role,
  parked: m.shell.readOnly.parked,
  forbidden: m.shell.readOnly.forbidden,
  unauthenticated: m.shell.readOnly.unauthenticated,
  'held-while-in-review': m.shell.readOnly.held,
  'unknown-board': m.shell.readOnly.unknownBoard,
};

/** Two or three words after "Read-only". */
export const reasonWords = (code: string): string => READ_ONLY[code] ?? m.shell.readOnly.refused;
