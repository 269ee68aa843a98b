/** What a command line gets from its process. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** All of standard input. */
  in(): Promise<Uint8Array>;
  out(text: string): void;
  err(text: string): void;
}
