/** A person as the kit shows one: a name and the function that gives colour and mark. An `Author` of the board is one. */
import type { PlantFunction } from '@chartroom/domain';

export interface Somebody {
  readonly name: string;
  readonly function: PlantFunction;
}

/** "PN" for Priya Nair, "T" for Tomás; at most two letters, from the first and the last word. */
export function initials(name: string): string {
  const words = name.split(/[\s-]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const first = words[0] ?? '';
  const last = words.length > 1 ? (words.at(-1) ?? '') : '';
  const letter = (word: string): string => Array.from(word)[0] ?? '';
  return (letter(first) + letter(last)).toLocaleUpperCase();
}

/** What stands on a narrow tag beside a field: the first word of the name. */
export const firstName = (name: string): string => name.trim().split(/\s+/u)[0] ?? name;
