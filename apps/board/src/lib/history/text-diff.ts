/** Two texts as one with what was taken out and put in, by words. Pure; bounded, so that no text makes a page wait. */
export interface DiffPart {
  readonly kind: 'same' | 'old' | 'new';
  readonly text: string;
}

/** Words times words that are compared; longer texts are one change between their equal ends. */
const MOST_STEPS = 400_000;
/** Code units of equal text that stay around a change, and as many in the middle are left out. */
const AROUND = 80;

/** Words, blanks and signs each for themselves. */
const tokens = (text: string): readonly string[] =>
  text.match(/\p{L}[\p{L}\p{M}\p{N}'’-]*|\p{N}+|\s+|[^\p{L}\p{N}\s]/gu) ?? [];

/** Lengths of the longest common subsequence from each pair of places on. */
function table(a: readonly string[], b: readonly string[]): Uint16Array {
  const width = b.length + 1;
  const lengths = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i * width + j] =
        a[i] === b[j]
          ? lengths[(i + 1) * width + j + 1]! + 1
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
  return lengths;
}

class Parts {
  readonly all: { kind: DiffPart['kind']; text: string }[] = [];

  add(kind: DiffPart['kind'], text: string): void {
    if (text === '') return;
    const last = this.all.at(-1);
    if (last?.kind === kind) last.text += text;
    else this.all.push({ kind, text });
  }
}

export function diffWords(before: string, after: string): readonly DiffPart[] {
  const [a, b] = [tokens(before), tokens(after)];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1;
  const parts = new Parts();
  parts.add('same', a.slice(0, head).join(''));
  middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail), parts);
  parts.add('same', a.slice(a.length - tail).join(''));
  return readable(parts.all);
}

/** Equal pieces this short between two changes are told with them: word by word nobody could read it. */
const SHORT = 12;

function readable(parts: readonly DiffPart[]): readonly DiffPart[] {
  const told = new Parts();
  let old = '';
  let now = '';
  const flush = (): void => {
    told.add('old', old);
    told.add('new', now);
    [old, now] = ['', ''];
  };
  for (const [at, { kind, text }] of parts.entries()) {
    const isBetween = old + now !== '' && at < parts.length - 1;
    if (kind === 'same' && !(isBetween && text.length <= SHORT)) {
      flush();
      told.add('same', text);
      continue;
    }
    if (kind !== 'new') old += text;
    if (kind !== 'old') now += text;
  }
  flush();
  return told.all;
}

function middle(a: readonly string[], b: readonly string[], parts: Parts): void {
  if (a.length === 0 || b.length === 0 || a.length * b.length > MOST_STEPS) {
    parts.add('old', a.join(''));
    parts.add('new', b.join(''));
    return;
  }
  const lengths = table(a, b);
  const width = b.length + 1;
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      parts.add('same', a[i]!);
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && lengths[(i + 1) * width + j]! >= lengths[i * width + j + 1]!)) {
      parts.add('old', a[i]!);
      i += 1;
    } else {
      parts.add('new', b[j]!);
      j += 1;
    }
  }
}

/** The same with long equal stretches shortened to what is around the changes; `…` stands for the rest. */
export function shortened(parts: readonly DiffPart[]): readonly DiffPart[] {
  return parts.map((part, at) => {
    if (part.kind !== 'same') return part;
    const [first, last] = [at === 0, at === parts.length - 1];
    const keepHead = first ? 0 : AROUND;
    const keepTail = last ? 0 : AROUND;
    if (part.text.length <= keepHead + keepTail + AROUND) return part;
    const end = part.text.length - keepTail;
    const text = `${part.text.slice(0, keepHead).toWellFormed()} … ${part.text.slice(end).toWellFormed()}`;
    return { kind: 'same', text: first ? text.trimStart() : last ? text.trimEnd() : text };
  });
}
