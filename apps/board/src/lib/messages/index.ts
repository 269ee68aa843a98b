/**
 * Every word that the board shows: `m.common.save`, `m.home.steps(7)`, `term('stepKind', 'test')`, `fieldLabel('step', 'title')`,
 * `format.relative(at)`. One file an area; a second language is a folder beside `en/` of type `Messages`.
 */
import { en } from './en/index.ts';
import { formats, type Formats } from './formats.ts';
import type { Shape } from './shape.ts';

export type Messages = Shape<typeof en>;
export type { Formats, Instant } from './formats.ts';
export type { FieldOption, Vocabulary } from './terms.ts';
export {
  fieldHint,
  fieldLabel,
  fieldOptions,
  kindName,
  longTextLabel,
  numberedId,
  options,
  term,
  termHint,
} from './terms.ts';

/** Day before month and 24 hours, as plants in Europe and the written charter have it. */
const LOCALE = 'en-GB';

export const m: Messages = en;
export const format: Formats = formats(LOCALE);
