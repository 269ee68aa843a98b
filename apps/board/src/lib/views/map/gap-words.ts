/** A gap as a sentence. */
import { m } from '#lib/messages/index.ts';
import type { Gap } from './gaps.ts';
import type { MapState } from './map-state.svelte.ts';

export function gapWords(gap: Gap, map: Pick<MapState, 'label' | 'labelsOf'>): string {
  switch (gap.kind) {
    case 'conflict':
      return m.map.gap.conflict(
        map.labelsOf(gap.data),
        gap.systems.map((id) => map.label(id)),
      );
    case 'no-path':
      return m.map.gap['no-path'](map.label(gap.systems[0]), map.label(gap.systems[1]), map.labelsOf(gap.data));
    case 'no-record':
    case 'no-owner':
    case 'two-owners':
      return m.map.gap[gap.kind];
  }
}
