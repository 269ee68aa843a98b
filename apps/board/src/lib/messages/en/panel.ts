/** Words of the record panel. */
export const panel = {};
