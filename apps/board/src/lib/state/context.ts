/** The open board, for every view below the board's layout. */
import { createContext } from 'svelte';
import type { BoardStore } from './contract.ts';

const [read, provide] = createContext<BoardStore>();

/** The open board; call while a component is being set up. Throws outside of a board. */
export const getBoard = read;
export const provideBoard = provide;
