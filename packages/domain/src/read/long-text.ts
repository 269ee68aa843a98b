/**
 * Long texts as plain words: an XML fragment of paragraphs to lines joined by a newline. Tolerates any content.
 */
import * as Y from 'yjs';

const MAX_DEPTH = 32;

function inline(node: unknown, depth: number): string {
  if (node instanceof Y.XmlText) {
    let text = '';
    for (const piece of node.toDelta() as readonly { readonly insert?: unknown }[])
      if (typeof piece.insert === 'string') text += piece.insert;
    return text;
  }
  if (node instanceof Y.XmlElement) {
    if (node.nodeName === 'hardBreak') return '\n';
    return depth >= MAX_DEPTH
      ? ''
      : node
          .toArray()
          .map((child) => inline(child, depth + 1))
          .join('');
  }
  return '';
}

/** One string a top-level child: the paragraphs as people see them. */
export const paragraphs = (fragment: Y.XmlFragment): readonly string[] =>
  fragment.toArray().map((node) => inline(node, 0));

/** The whole text; '' when nothing but empty paragraphs is there. */
export function longText(fragment: Y.XmlFragment): string {
  const text = paragraphs(fragment).join('\n');
  return text.trim() === '' ? '' : text;
}
