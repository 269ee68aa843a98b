/**
 * The one block model that every renderer works from: headings, paragraphs, facts, tables, lists, notes, signatures.
 * Text of the board and words of the catalog stay apart, so that a renderer isolates and escapes the former.
 */
import type { Evidence, OwningFunction, PlantFunction } from '../model.ts';

/** `mark` is the sign of a function: square, circle, diamond, triangle. */
export type MarkShape = 'square' | 'circle' | 'diamond' | 'triangle';

export const MARK_SHAPES: Readonly<Record<PlantFunction, MarkShape>> = {
  OPS: 'square',
  QUA: 'circle',
  IT: 'diamond',
  OTHER: 'triangle',
};

export type RunStyle = 'plain' | 'strong' | 'emphasis' | 'muted' | 'code';

export type Run =
  /** A word of the catalog. */
  | { readonly kind: 'word'; readonly text: string; readonly style: RunStyle }
  /** What somebody typed: any characters, also hostile ones; never markup. */
  | { readonly kind: 'typed'; readonly text: string; readonly style: RunStyle }
  /** A gap or a conflict, stated as a fact. */
  | {
      readonly kind: 'gap';
      readonly text: string;
      /** What the board calls the things it is about: typed text, joined by commas. */
      readonly names: readonly string[];
    }
  | {
      readonly kind: 'mark';
      readonly function: PlantFunction;
      readonly shape: MarkShape;
      readonly label: string;
      /** The words beside it name the function: the sign is then for the eye only. */
      readonly named: boolean;
    };

/** One line of a cell; its runs are printed one after the other, with spaces where they stand. */
export type Line = readonly Run[];

export interface Row {
  /** Lines by column, in the order of the columns. */
  readonly cells: readonly (readonly Line[])[];
  readonly evidence: Evidence;
}

export interface Column {
  readonly title: string;
  /** Share of the width in percent; the columns of a table add up to 100. */
  readonly width: number;
  /** `heading` names the row; `number` is its position or id; `lead` is the column that the table is about. */
  readonly role: 'number' | 'heading' | 'lead' | 'text';
}

export interface TableBlock {
  readonly kind: 'table';
  readonly key: string;
  readonly caption: string;
  /** False where the section's own heading says the same: the caption is then for screen readers only. */
  readonly captionShown: boolean;
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface Fact {
  readonly term: string;
  readonly value: Line;
  readonly evidence: Evidence;
}

export interface SignatureCard {
  readonly function: OwningFunction;
  readonly shape: MarkShape;
  readonly name: string;
  readonly facts: readonly Fact[];
  /** What is still to come in the place of the signature. */
  readonly awaiting: string;
}

export type Block =
  | { readonly kind: 'paragraph'; readonly runs: Line; readonly evidence: Evidence }
  | { readonly kind: 'facts'; readonly caption: string; readonly facts: readonly Fact[] }
  | TableBlock
  | { readonly kind: 'list'; readonly items: readonly { readonly runs: Line; readonly evidence: Evidence }[] }
  /** `awaiting`: what cannot be filled yet; `absent`: nothing of this kind is on the board; `remark`: explains a mark. */
  | { readonly kind: 'note'; readonly tone: 'awaiting' | 'absent' | 'remark'; readonly runs: Line }
  | { readonly kind: 'signatures'; readonly cards: readonly SignatureCard[] };

export interface PresentedSection {
  /** As DOMAIN section 5 numbers them; stable, also as an anchor `section-6`. */
  readonly number: number;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface PresentedDocument {
  /** BCP 47 language of the words; text of the board may be in any. */
  readonly lang: string;
  readonly title: string;
  readonly heading: Line;
  readonly subtitle: Line;
  readonly runningHead: string;
  readonly runningState: string;
  /** Section 1. */
  readonly titleBlock: readonly Fact[];
  /** Sections 2 to 17. */
  readonly sections: readonly PresentedSection[];
  readonly contents: string;
  readonly hash: { readonly label: string; readonly groups: readonly string[] };
}
