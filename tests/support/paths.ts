/** Where the tests find the product. */
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const SERVER_MAIN = fileURLToPath(new URL('../../apps/server/src/main.ts', import.meta.url));
export const LAUNCHER = fileURLToPath(new URL('../../apps/server/launcher/launch.mjs', import.meta.url));
export const PARENT_WATCH = new URL('../../apps/server/launcher/parent-watch.mjs', import.meta.url).href;
export const RESULTS = fileURLToPath(new URL('../results', import.meta.url));
/** Compiled sources, shared with the launcher: a server starts in half the time. */
export const COMPILE_CACHE = fileURLToPath(new URL('../../node_modules/.chartroom/compile-cache', import.meta.url));
