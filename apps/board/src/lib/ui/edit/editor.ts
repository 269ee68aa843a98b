/** What every editor of the kit understands, whatever it edits. */
import type { Somebody } from '../somebody.ts';

/** How an editor was left, so that a grid can move on. `cancel` means without a change. */
export type Leave = 'enter' | 'tab' | 'shift-tab' | 'cancel' | 'blur';

export interface EditorProps {
  /** The accessible name; the visible label stands in the row or the column head. */
  label: string;
  /** Somebody else has the caret here. */
  peer?: Somebody | null | undefined;
  /** Somebody else changed this within the last two seconds: tints in their function's colour. */
  recent?: Somebody | null | undefined;
  /** Why it cannot be edited; empty or null when it can. */
  readOnly?: string | null | undefined;
  /** What is wrong with the value. */
  error?: string | null | undefined;
  /** `inline` shows its frame on hover and focus only; `boxed` always. */
  look?: 'inline' | 'boxed';
  placeholder?: string | undefined;
  /** Take the focus at once: an editor that opened in a grid cell. */
  autofocus?: boolean;
  /** The key that opened it, as its first character. */
  seed?: string | undefined;
  id?: string | undefined;
  onfocus?: (() => void) | undefined;
  onleave?: ((how: Leave) => void) | undefined;
}
