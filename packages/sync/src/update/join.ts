/**
 * Joins updates that were made one after the other into one. Yjs's own merge is not used: given updates that overlap
 * or leave gaps it can write two sections for one client id, of which a reader keeps only the second.
 */
import { encodeUpdate } from './encode.ts';
import { mergeRanges, parseUpdate, sectionEnd, UNLIMITED, type ParsedUpdate, type Range } from './parse.ts';

interface OpenRun {
  readonly client: number;
  readonly clock: number;
  end: number;
  structs: number;
  readonly pieces: Uint8Array[];
}

/** As few updates as possible in the same order, each without gaps or repetitions. What cannot be read stays as it is. */
export function joinUpdates(updates: readonly Uint8Array[]): readonly Uint8Array[] {
  if (updates.length < 2) return updates;
  const joined: Uint8Array[] = [];
  let runs = new Map<number, OpenRun>();
  let deletions = new Map<number, Range[]>();
  const close = (): void => {
    const merged = new Map([...deletions].map(([client, ranges]) => [client, mergeRanges(ranges)] as const));
    if (runs.size > 0 || merged.size > 0) joined.push(encodeUpdate([...runs.values()], merged));
    runs = new Map();
    deletions = new Map();
  };
  for (const update of updates) {
    const result = parseUpdate(update, UNLIMITED);
    if (result.kind === 'refused') {
      close();
      joined.push(update);
      continue;
    }
    if (!continues(runs, result.parsed)) close();
    append(runs, deletions, result.parsed);
  }
  close();
  return joined;
}

const continues = (runs: ReadonlyMap<number, OpenRun>, { sections }: ParsedUpdate): boolean =>
  sections.every(({ client, clock }) => (runs.get(client)?.end ?? clock) === clock);

function append(
  runs: Map<number, OpenRun>,
  deletions: Map<number, Range[]>,
  { bytes, sections, deletions: more }: ParsedUpdate,
): void {
  for (const section of sections) {
    const { client, clock, structs } = section;
    const run = runs.get(client) ?? { client, clock, end: clock, structs: 0, pieces: [] };
    run.pieces.push(bytes.subarray(structs[0]!.start, structs.at(-1)!.end));
    run.structs += structs.length;
    run.end = sectionEnd(section);
    runs.set(client, run);
  }
  for (const [client, ranges] of more) {
    const all = deletions.get(client) ?? [];
    all.push(...ranges);
    deletions.set(client, all);
  }
}
