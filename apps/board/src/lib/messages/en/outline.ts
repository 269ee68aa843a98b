/** Words of the outline on small screens. */
export const outline = {};
