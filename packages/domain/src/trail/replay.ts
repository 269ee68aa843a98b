/** The trail read back: changes in their order, from what a board was seeded with, come to what stands in its document. */
import { isEntityRoot, SEED, TEXT, type TrailChange, type TrailValue } from './change.ts';
import { pasteText } from './cut-text.ts';
import type { TrailState } from './state.ts';

const textOf = (value: TrailValue): string => (typeof value === 'string' ? value : '');

/**
 * Applies one change. False where it does not follow from what stands: another one is missing before it, or it was told
 * twice. Nothing is changed then.
 */
export function replay(state: TrailState, change: TrailChange): boolean {
  const { root, key } = change;
  const place = { root, key, field: change.field ?? null };
  if (change.change === 'created') {
    // What a board was seeded with is where the trail begins.
    if (!isEntityRoot(root)) return root === SEED.root && key === SEED.key;
    if (state.has(root, key)) return false;
    state.create(root, key, change.fields ?? []);
    return true;
  }
  if (change.change === 'removed') {
    if (!state.has(root, key)) return false;
    state.remove(root, key);
    return true;
  }
  const stands = state.value(place);
  if (root === TEXT) {
    const text = pasteText(textOf(stands), {
      old: textOf(change.old),
      new: textOf(change.new),
      cut: change.cut ?? null,
    });
    return text !== null && state.set(place, text === '' ? null : text);
  }
  return stands === change.old && state.set(place, change.new);
}
