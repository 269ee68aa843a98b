/** Which of the people named on a board a member probably is, by name alone. Only suggests; a facilitator says so. */
export interface NamedPerson {
  readonly id: string;
  readonly name: string;
}

const wordsOf = (name: string): ReadonlySet<string> =>
  new Set(
    name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .toLocaleLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter((word) => word.length > 1),
  );

const within = (part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean =>
  [...part].every((word) => whole.has(word));

/**
 * The one person whose name has the same words, in any order, accents and titles apart; of two names of two words and
 * more one may hold the other. null when nobody fits, or more than one does as well.
 */
export function suggestPerson(name: string, people: readonly NamedPerson[]): NamedPerson | null {
  const words = wordsOf(name);
  if (words.size === 0) return null;
  const named = people.map((person) => ({ person, words: wordsOf(person.name) }));
  const same = named.filter((other) => other.words.size === words.size && within(words, other.words));
  if (same.length > 0) return same.length === 1 ? (same[0]?.person ?? null) : null;
  const alike = named.filter(
    (other) => Math.min(words.size, other.words.size) > 1 && (within(words, other.words) || within(other.words, words)),
  );
  return alike.length === 1 ? (alike[0]?.person ?? null) : null;
}
