/** What is being edited on the map, and where. */
import type { EntityId } from '@chartroom/domain';
import type { StripRole } from './slots.ts';

export type Direction = 'in' | 'out';

/** `seed` is the key that opened the editor, as its first character; `fresh` a step that was made just now. */
export type Editing =
  | { readonly kind: 'title'; readonly step: EntityId; readonly fresh: boolean; readonly seed?: string }
  | {
      readonly kind: 'slot';
      readonly step: EntityId;
      readonly role: StripRole;
      readonly part: number;
      readonly seed?: string;
    }
  | { readonly kind: 'data'; readonly step: EntityId; readonly direction: Direction; readonly seed?: string }
  | { readonly kind: 'owner'; readonly step: EntityId };
