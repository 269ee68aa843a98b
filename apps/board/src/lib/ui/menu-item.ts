/** What a menu offers. */
import type { Component } from 'svelte';

export type MenuItem =
  | {
      readonly kind?: 'action';
      readonly id: string;
      readonly label: string;
      readonly icon?: Component<{ size?: number | string; strokeWidth?: number | string }>;
      readonly keys?: string;
      readonly danger?: boolean;
      /** Checked, in a menu of choices. */
      readonly on?: boolean;
      /** Why it cannot be done now. */
      readonly off?: string | null;
      readonly href?: string;
      readonly onselect?: () => void;
    }
  | { readonly kind: 'separator'; readonly id: string }
  | { readonly kind: 'heading'; readonly id: string; readonly label: string };
