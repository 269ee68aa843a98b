/** Words of the process map and its strip. */
export const map = {};
