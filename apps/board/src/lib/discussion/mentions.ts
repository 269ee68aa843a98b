/**
 * People and functions by the names that a text calls them: what completion offers, what a text names when it is sent,
 * and where the names stand when it is shown. Pure.
 */
import { OWNING_FUNCTIONS, type PlantFunction } from '@chartroom/domain';
import type { Members } from '@chartroom/record';
import { term } from '#lib/messages/index.ts';
import type { PickItem } from '#lib/ui/edit/match.ts';
import type { Mention } from './markdown/tree.ts';

/** Somebody who can be named, as an item of a list. */
export interface Mentionable extends PickItem {
  readonly function: PlantFunction;
  readonly of: Mention;
}

const ofFunction = (said: (typeof OWNING_FUNCTIONS)[number]): Mentionable => ({
  id: said,
  label: term('function', said),
  function: said,
  of: { function: said },
});

/** The functions, then everybody who takes part, by name. */
export function mentionables(members: Members, compare: (a: string, b: string) => number): readonly Mentionable[] {
  const people = [...members.values()].map((member): Mentionable => ({
    id: member.principal,
    label: member.name,
    hint: member.jobTitle || term('function', member.function),
    function: member.function,
    of: { principal: member.principal },
  }));
  return [...OWNING_FUNCTIONS.map(ofFunction), ...people.toSorted((a, b) => compare(a.label, b.label))];
}

export const sameMention = (a: Mention, b: Mention): boolean =>
  a.principal === b.principal && a.function === b.function;

export interface Named {
  readonly label: string;
  readonly of: Mention;
}
export type Piece = { readonly text: string; readonly of: Mention | null };

const isWord = (character: string | undefined): boolean => character !== undefined && /[\p{L}\p{N}_]/u.test(character);

/** A text in pieces, those that name somebody with whom. `@Priya Nair` names her before somebody called Priya. */
export function aroundMentions(text: string, known: readonly Named[]): readonly Piece[] {
  if (known.length === 0 || !text.includes('@')) return [{ text, of: null }];
  const longestFirst = known.toSorted((a, b) => b.label.length - a.label.length);
  const folded = text.toLocaleLowerCase();
  const pieces: Piece[] = [];
  let from = 0;
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (at < from || isWord(text[at - 1])) continue;
    const named = longestFirst.find(
      ({ label }) =>
        label !== '' && folded.startsWith(label.toLocaleLowerCase(), at + 1) && !isWord(text[at + 1 + label.length]),
    );
    if (named === undefined) continue;
    const end = at + 1 + named.label.length;
    pieces.push({ text: text.slice(from, at), of: null }, { text: text.slice(at, end), of: named.of });
    from = end;
  }
  return [...pieces, { text: text.slice(from), of: null }].filter((piece) => piece.text !== '');
}

export interface Asked {
  /** Where the `@` stands. */
  readonly at: number;
  readonly typed: string;
}

/** What is being typed after an `@` in front of the caret; null where nobody is being named. */
export function askedAt(text: string, caret: number): Asked | null {
  const before = text.slice(0, caret);
  const at = before.lastIndexOf('@');
  if (at < 0 || isWord(before[at - 1])) return null;
  const typed = before.slice(at + 1);
  return /^[\p{L}\p{N}.'’_-]*(?: [\p{L}\p{N}.'’_-]*){0,3}$/u.test(typed) ? { at, typed } : null;
}
