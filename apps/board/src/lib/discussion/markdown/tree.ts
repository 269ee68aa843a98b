/** What a text comes to: a small tree that components draw. It holds no markup and no address that was not checked. */
import type { CommentState } from '@chartroom/record';

export type Mention = CommentState['mentions'][number];

export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  /** A character that would turn the direction of what follows, by its number: shown, never obeyed. */
  | { readonly kind: 'control'; readonly code: string }
  | { readonly kind: 'strong' | 'emphasis'; readonly children: readonly Inline[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'link'; readonly to: Destination; readonly children: readonly Inline[] }
  | { readonly kind: 'mention'; readonly of: Mention; readonly text: string }
  | { readonly kind: 'break' };

export type Block =
  | { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
  | { readonly kind: 'quote'; readonly children: readonly Block[] }
  | {
      readonly kind: 'list';
      /** Number of the first item; null for one without numbers. */
      readonly start: number | null;
      readonly items: readonly (readonly Block[])[];
    }
  | { readonly kind: 'code'; readonly text: string };

/** Where a link leads. */
export type Destination =
  /** A path of this board. */
  | { readonly kind: 'board'; readonly href: string }
  /** Somewhere else; `host` is where, for whoever wants to know before going. */
  | { readonly kind: 'web'; readonly href: string; readonly host: string }
  | { readonly kind: 'mail'; readonly href: string };
