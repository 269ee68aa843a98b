/** How long a text may be, as the record takes it. */
import { RECORD_LIMITS } from '@chartroom/record';

/** Characters over the limit; 0 while it fits. */
export const over = (text: string, limit: keyof typeof RECORD_LIMITS): number =>
  Math.max(0, text.trim().length - RECORD_LIMITS[limit]);
