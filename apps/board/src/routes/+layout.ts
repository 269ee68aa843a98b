/** The board is one page application: the server sends the same document for every address. */
export const ssr = false;
export const prerender = false;
