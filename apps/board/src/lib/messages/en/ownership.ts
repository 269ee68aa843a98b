/** Words of the responsibility matrix. */
export const ownership = {};
