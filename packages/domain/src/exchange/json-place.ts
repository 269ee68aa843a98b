/**
 * Where in a JSON text something stands: the line of a value by its path, and the first place at which a text is no
 * JSON. Runs only when there is a fault to point at; values are parsed by the platform.
 */

/** From the root: member names and positions in lists. */
export type JsonPath = readonly (string | number)[];

const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** `$.entities.step[3].driver`. */
export const pathText = (path: JsonPath): string =>
  path.reduce<string>(
    (text, part) =>
      typeof part === 'number'
        ? `${text}[${part}]`
        : NAME.test(part)
          ? `${text}.${part}`
          : `${text}[${JSON.stringify(part)}]`,
    '$',
  );

export interface SyntaxFault {
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

interface Frame {
  readonly list: boolean;
  readonly path: string;
  /** Items or members begun. */
  count: number;
}

const SPACE = /[ \t\n\r]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;
/** Below it are control characters, which a text writes as escapes. */
const FIRST_PRINTABLE = 0x20;
const ATOM = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y;

/** Goes through a JSON text once; iterative, so that depth does no harm. */
class Walk {
  readonly #text: string;
  readonly #visit: (path: string, at: number) => void;
  readonly #open: Frame[] = [];
  #at = 0;

  constructor(text: string, visit: (path: string, at: number) => void) {
    this.#text = text;
    this.#visit = visit;
  }

  #take(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return null;
    this.#at += found[0].length;
    return found[0];
  }

  #is(sign: string): boolean {
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  /** A text with its quotes; null where none stands there or it does not end. */
  #string(): string | null {
    const from = this.#at;
    if (!this.#is('"')) return null;
    for (;;) {
      const sign = this.#text[this.#at];
      if (sign === undefined || sign.charCodeAt(0) < FIRST_PRINTABLE) return null;
      if (sign === '\\') {
        if (this.#take(ESCAPE) === null) return null;
        continue;
      }
      this.#at += 1;
      if (sign === '"') return this.#text.slice(from, this.#at);
    }
  }

  /** Opens a list or an object, or takes a whole scalar; what was expected where neither stands there. */
  #value(path: string): string | null {
    if (this.#is('{')) this.#open.push({ list: false, path, count: 0 });
    else if (this.#is('[')) this.#open.push({ list: true, path, count: 0 });
    else if (this.#text[this.#at] === '"') {
      if (this.#string() === null) return 'a text without line breaks and with known escapes is expected';
    } else if (this.#take(ATOM) === null) return 'a value is expected';
    return null;
  }

  /** One item or member of the innermost open value, or its end. */
  #next(frame: Frame): string | null {
    const close = frame.list ? ']' : '}';
    if (this.#is(close)) {
      this.#open.pop();
      return null;
    }
    if (frame.count > 0) {
      if (!this.#is(',')) return `a comma or ${close} is expected`;
      this.#take(SPACE);
    }
    const begin = this.#at;
    let path = `${frame.path}[${frame.count}]`;
    if (!frame.list) {
      const name = this.#string();
      if (name === null) return 'a member name in double quotes is expected';
      path = frame.path + pathText([JSON.parse(name) as string]).slice(1);
      this.#take(SPACE);
      if (!this.#is(':')) return 'a colon is expected';
      this.#take(SPACE);
    }
    frame.count += 1;
    this.#visit(path, begin);
    return this.#value(path);
  }

  /** Null for JSON; otherwise what is wrong and where. */
  run(): { readonly at: number; readonly message: string } | null {
    this.#take(SPACE);
    this.#visit('$', this.#at);
    let wrong = this.#value('$');
    while (wrong === null && this.#open.length > 0) {
      this.#take(SPACE);
      wrong = this.#next(this.#open.at(-1)!);
    }
    if (wrong === null) {
      this.#take(SPACE);
      if (this.#at === this.#text.length) return null;
      wrong = 'nothing more is expected here';
    }
    return { at: this.#at, message: this.#at >= this.#text.length ? 'the text ends before the JSON does' : wrong };
  }
}

/** Counts lines up to places that are asked for in ascending order. */
function lineCounter(text: string): (at: number) => { readonly line: number; readonly column: number } {
  let line = 1;
  let start = 0;
  return (at) => {
    for (let next = text.indexOf('\n', start); next !== -1 && next < at; next = text.indexOf('\n', start)) {
      line += 1;
      start = next + 1;
    }
    return { line, column: at - start + 1 };
  };
}

/** The first thing that makes a text no JSON; null when it is JSON. */
export function syntaxFault(text: string): SyntaxFault | null {
  const wrong = new Walk(text, () => {}).run();
  if (wrong === null) return null;
  const found = JSON.stringify(String.fromCodePoint(text.codePointAt(wrong.at) ?? 0));
  const place = lineCounter(text)(wrong.at);
  return { ...place, message: wrong.at >= text.length ? wrong.message : `${wrong.message}, not ${found}` };
}

/** Lines of the values at some paths of a JSON text, 1-based; for one that is not there the line of what would hold it. */
export function linesOf(text: string, paths: readonly JsonPath[]): readonly number[] {
  const lines = new Map<string, number>();
  for (const path of paths)
    for (let length = path.length; length >= 0; length -= 1) lines.set(pathText(path.slice(0, length)), 0);
  const place = lineCounter(text);
  new Walk(text, (path, at) => {
    if (lines.has(path)) lines.set(path, place(at).line);
  }).run();
  return paths.map((path) => {
    for (let length = path.length; length > 0; length -= 1) {
      const line = lines.get(pathText(path.slice(0, length))) ?? 0;
      if (line > 0) return line;
    }
    return lines.get('$') ?? 1;
  });
}
