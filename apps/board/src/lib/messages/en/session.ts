/** Words of who is here, entering a name, and the connection. */
export const session = {};
