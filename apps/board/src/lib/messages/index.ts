/**
 * Every word that the board shows: `m.common.save`, `m.home.steps(7)`, `term('stepKind', 'test')`, `fieldLabel('step', 'title')`,
 * `format.relative(at)`. One file an area; a second language is a folder beside `en/` of type `Messages`.
 */
import type * as en from './en/index.ts';
import type { Shape } from './shape.ts';

export * as m from './en/index.ts';
export type Messages = Shape<typeof en>;
export { format } from './format.ts';
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
