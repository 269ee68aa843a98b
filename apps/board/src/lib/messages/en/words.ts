/** Plurals and lists of English, for the catalog files of this folder. */
import { formats } from '../formats.ts';

export const { plural, number, list, either } = formats('en-GB');
