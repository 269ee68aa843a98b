/** Words of the outputs and their feeds. */
export const outputs = {};
