/** Words of the charter page. */
export const charter = {};
