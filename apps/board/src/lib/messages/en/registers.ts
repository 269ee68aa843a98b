/** Words of the registers: people, systems, data objects, interfaces. */
export const registers = {};
