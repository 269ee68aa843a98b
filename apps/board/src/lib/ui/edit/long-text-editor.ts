/**
 * The rich end of a long text: Tiptap on one Y.XmlFragment, paragraphs of plain text only. Loaded when the first long
 * text is shown, so that no other page carries it. Nothing is written on open. Undo in here is the collaboration's own; the
 * trail hears of it by its transactions (`state/edit-notes.ts`).
 */
import { Editor } from '@tiptap/core';
import { Collaboration } from '@tiptap/extension-collaboration';
import { Document } from '@tiptap/extension-document';
import { Paragraph } from '@tiptap/extension-paragraph';
import { Text } from '@tiptap/extension-text';
import type { XmlFragment } from 'yjs';

export interface LongTextOptions {
  readonly element: HTMLElement;
  readonly fragment: XmlFragment;
  readonly editable: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  readonly empty: (isEmpty: boolean) => void;
  readonly focused: () => void;
  readonly left: () => void;
  /** Esc: the caret leaves. What was typed stays: it is in the document already. */
  readonly escape: () => void;
}
export interface LongTextHandle {
  setEditable(editable: boolean): void;
  focus(): void;
  destroy(): void;
}

export function openLongText(options: LongTextOptions): LongTextHandle {
  let pasting = false;
  const editor = new Editor({
    element: options.element,
    extensions: [Document, Paragraph, Text, Collaboration.configure({ fragment: options.fragment })],
    editable: options.editable,
    // The policy of the page allows no style elements: the few rules it needs stand in LongText.svelte.
    injectCSS: false,
    enableInputRules: false,
    enablePasteRules: false,
    editorProps: {
      attributes: { ...options.attributes },
      handleKeyDown(_view, event) {
        if (event.key !== 'Escape') return false;
        options.escape();
        return true;
      },
      handlePaste(view, event) {
        if (pasting) return false;
        const text = event.clipboardData?.getData('text/plain') ?? '';
        if (text === '') return true;
        pasting = true;
        try {
          view.pasteText(text, event);
        } finally {
          pasting = false;
        }
        return true;
      },
    },
    onCreate: ({ editor: created }) => options.empty(created.isEmpty),
    onTransaction: ({ editor: changed }) => options.empty(changed.isEmpty),
    onFocus: () => options.focused(),
    onBlur: () => options.left(),
  });
  return {
    setEditable: (editable) => editor.setEditable(editable, false),
    focus: () => editor.commands.focus('end'),
    destroy: () => editor.destroy(),
  };
}
