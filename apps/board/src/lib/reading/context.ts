/** What the person at this screen has read on the open board. */
import { createContext } from 'svelte';
import type { Reading } from './reading.svelte.ts';

const [read, provide] = createContext<Reading>();

/** Call while a component is being set up. Throws outside of a board. */
export const getReading = read;
export const provideReading = provide;
