/** Words of the frame of the board: top bar, rail, view bar, readiness. */
export const shell = {};
