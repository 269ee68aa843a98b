/** Plurals and lists of English, for the catalog files of this folder. Functions, so that an area nobody asks for is left out. */
import { format } from '../format.ts';
import type { Formats } from '../formats.ts';

export const plural: Formats['plural'] = (count, forms) => format.plural(count, forms);
export const number: Formats['number'] = (value) => format.number(value);
export const list: Formats['list'] = (words) => format.list(words);
export const either: Formats['either'] = (words) => format.either(words);
