/**
 * Which items of a picker fit what was typed, best first, and why. Knows no board: an item is a label, perhaps other names
 * (aliases, an id, an older name) and a hint. Case, accents and spaces do not count.
 */
export interface PickItem {
  readonly id: string;
  readonly label: string;
  /** Said after the label in a quieter ink, e.g. "quality, validated". */
  readonly hint?: string;
  /** Other names that find it. */
  readonly aliases?: readonly string[];
  /** Why it cannot be chosen. */
  readonly off?: string;
}

export interface Match<T extends PickItem = PickItem> {
  readonly item: T;
  /** The part of the label that was typed, as offsets; null when something else matched. */
  readonly part: { readonly from: number; readonly to: number } | null;
  /** The other name that matched, to be shown; null when the label did. */
  readonly alias: string | null;
  readonly score: number;
}

const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase().replace(/\s+/gu, ' ').trim();

/** Ranks: whole, beginning, beginning of a word, inside, the letters in order. Null when it does not fit. */
function rank(text: string, typed: string): { readonly score: number; readonly from: number | null } | null {
  if (text === typed) return { score: 100, from: 0 };
  if (text.startsWith(typed)) return { score: 90 - Math.min(9, text.length - typed.length), from: 0 };
  const words = [...text.matchAll(/[\p{L}\p{N}]+/gu)];
  const word = words.find((found) => found[0].startsWith(typed) || text.startsWith(typed, found.index));
  if (word !== undefined) return { score: 70 - Math.min(9, word.index), from: word.index };
  const inside = text.indexOf(typed);
  if (inside >= 0) return { score: 50 - Math.min(9, inside), from: inside };
  if (typed.length < 2) return null;
  const initials = words.map((found) => found[0].slice(0, 1)).join('');
  if (initials.startsWith(typed)) return { score: 40, from: null };
  // The letters in order, at most one strange letter between two of them on average: "bpr" finds "batch production record".
  let at = -1;
  let first = -1;
  for (const letter of typed) {
    at = text.indexOf(letter, at + 1);
    if (at < 0) return null;
    if (first < 0) first = at;
  }
  const spread = at - first + 1 - typed.length;
  return spread <= typed.length ? { score: 20 - Math.min(9, spread), from: null } : null;
}

/** All items while nothing is typed, in their own order; else those that fit, best first, ties in their own order. */
export function matches<T extends PickItem>(items: readonly T[], typedText: string): readonly Match<T>[] {
  const typed = fold(typedText);
  if (typed === '') return items.map((item) => ({ item, part: null, alias: null, score: 0 }));
  const found: Match<T>[] = [];
  for (const item of items) {
    const label = fold(item.label);
    const byLabel = rank(label, typed);
    let best: Match<T> | null =
      byLabel === null
        ? null
        : {
            item,
            // Folding may change the length of a text (a sign more or less); then no part is marked.
            part:
              byLabel.from !== null && label.length === item.label.length
                ? { from: byLabel.from, to: byLabel.from + typed.length }
                : null,
            alias: null,
            score: byLabel.score,
          };
    for (const alias of item.aliases ?? []) {
      const byAlias = rank(fold(alias), typed);
      if (byAlias !== null && byAlias.score - 5 > (best?.score ?? 0)) {
        best = { item, part: null, alias, score: byAlias.score - 5 };
      }
    }
    if (best !== null) found.push(best);
  }
  return found.sort((a, b) => b.score - a.score);
}

/** What stands in grey behind the caret: the rest of the first match, when its label begins with what was typed. */
export function completion(first: Match | undefined, typed: string): string {
  if (first === undefined || typed === '' || first.part?.from !== 0) return '';
  return first.item.label.slice(typed.length);
}

/** True when something is named exactly like this already: then no new one is offered. */
export const isNamed = (items: readonly PickItem[], typed: string): boolean =>
  items.some(
    (item) => fold(item.label) === fold(typed) || (item.aliases ?? []).some((alias) => fold(alias) === fold(typed)),
  );
