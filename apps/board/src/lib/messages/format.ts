/** Numbers, dates and lists as every page shows them. */
import { formats, type Formats } from './formats.ts';

/** Day before month and 24 hours, as plants in Europe and the written charter have it. */
const LOCALE = 'en-GB';

export const format: Formats = /* @__PURE__ */ formats(LOCALE);
