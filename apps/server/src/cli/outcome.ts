/** What a command answers: the text for stdout, and whether it found a fault. */
export interface Outcome {
  readonly text: string;
  readonly fault?: boolean;
}
