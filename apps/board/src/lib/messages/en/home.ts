/** Words of the list of boards and the making of one. */
export const home = {};
