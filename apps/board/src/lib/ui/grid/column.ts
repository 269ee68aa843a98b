/** What a column of the grid is, and what a cell is told. */
import type { Snippet } from 'svelte';
import type { PlantFunction } from '@chartroom/domain';
import type { Leave } from '../edit/editor.ts';

export interface CellContext {
  /** The cell is to show its editor, with `autofocus`. */
  readonly editing: boolean;
  /** The key that opened the editor, as its first character; undefined when Enter or a press did. */
  readonly seed: string | undefined;
  /** Hand this to the editor's `onleave`: the grid moves on and keeps the focus. */
  readonly leave: (how: Leave) => void;
  /** Opens the editor of this cell. */
  readonly edit: () => void;
}

export interface Column<Row> {
  readonly key: string;
  readonly label: string;
  /** The label is said and not shown: a narrow column of numbers or marks. */
  readonly labelHidden?: boolean;
  /** A fixed width in px; without one the column takes what is left. */
  readonly width?: number;
  readonly minWidth?: number;
  readonly align?: 'start' | 'end' | 'center';
  /** The column that the eye should find: bold head, tinted cells. */
  readonly strong?: boolean;
  /** Stays in view while scrolling sideways. Only the first columns may. */
  readonly sticky?: boolean;
  /** False: Enter does nothing here. A function decides a row. */
  readonly editable?: boolean | ((row: Row) => boolean);
  /** The header of the row, for screen readers. One column at most; the first sticky one otherwise. */
  readonly rowHeader?: boolean;
  /** Draws the cell; without it the grid's own `cell` snippet does. */
  readonly cell?: Snippet<[Row, CellContext]>;
}

/** Somebody is on that cell; shown as a ring with a name tab. */
export interface CellPeer {
  readonly row: string;
  readonly column: string;
  readonly name: string;
  readonly function: PlantFunction;
}

/** Where the grid's own focus is. */
export interface CellPlace {
  readonly row: string;
  readonly column: string;
}
