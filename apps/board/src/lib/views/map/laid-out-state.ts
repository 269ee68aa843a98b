import type { Relations, StateComparison } from '@chartroom/domain';

/** Which state of the process is laid out; its relations are those of that state, of the agreed one for the difference. */
export type LaidOutState =
  | { readonly state: 'to-be' }
  | { readonly state: 'as-is'; readonly agreed: Relations }
  | { readonly state: 'difference'; readonly today: Relations; readonly comparison: StateComparison };
