/**
 * Would the tests notice? Changes the rules and the classification in one place at a time and runs the tables of cases
 * against each change; prints the changes that no case notices. A command for whoever works on the rules, no part of
 * the suite: `node packages/domain/test/findings/mutants.ts [part of a file name]`.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { registerHooks, stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import ts from 'typescript';
import type { Case } from './bench.ts';

const PACKAGE = new URL('../../', import.meta.url);
const SRC = new URL('src/', PACKAGE);
const RULES = readdirSync(new URL('findings/rules/', SRC)).map((name) => `findings/rules/${name}`);
const TARGETS = [
  ...RULES,
  'findings/facts.ts',
  'findings/wording.ts',
  'classification/ballots.ts',
  'classification/classify.ts',
  'classification/map-count.ts',
];

/** Changes that no test can notice, and why. A part of what is printed for a survivor. */
const EQUIVALENT: readonly (readonly [change: string, why: string])[] = [
  ["said !== undefined && said !== 'OTHER' -> said !== 'OTHER'", 'what is asked has a function'],
  ["index.entity('person', person)?.function ?? '');  ::  ", 'no function has that name'],
  ["this.#decided(decision)?.state ?? 'open');  ::  ", 'only agreed is asked for'],
  ["const person = this.index.entity('person', id);  ::  ", 'no rule asks it; fixes and traces do, and their tests'],
  [
    'return person !== undefined && person.function === said ? person : null;',
    'no rule asks it; fixes and traces do, and their tests',
  ],
  ['duty !== undefined && duties.includes(duty) -> duties.includes(duty)', 'undefined is no duty'],
  ['.find(isMade) ?? null -> ', 'nothing is null where it is asked'],
  ['find((entity) => entity.id === one),  ::  find -> findLast', 'an id is of one record'],
  ['before[key] !== input[key] -> true', 'it costs more, and FIN-5 notices'],
  ["rule('M02', 'B', 'dataObject', (facts, data) => {  ::  'B' -> 'else'", 'each finding says its severity'],
  ["rule('M03', 'B', 'dataObject', (facts, data) => {  ::  'B' -> 'else'", 'each finding says its severity'],
  ["rule('G09', 'W', 'person', (facts, id) => {  ::  'W' -> 'else'", 'each finding says its severity'],
  ['systems.slice(at + 1).flatMap(', 'being apart has no direction, and no system is apart from itself'],
  ['[...broken].sort(byKey) -> [...broken]', 'findings are put in order afterwards'],
  ['const byKey = (', 'findings are put in order afterwards'],
  ['const kinds = partKinds(spec) ?? [];', 'what can be missing is of a kind'],
  ['?? kinds[0] ?? spec.name -> ', 'what can be missing is of a kind'],
  ['/${id}`];  ::  find -> findLast', 'an id is of one kind'],
  [
    "specs.find((spec) => 'carries' in spec && spec.carries === true);  ::  ",
    'one part carries a row, and is marked by true',
  ],
  [
    '? undefined : parts[carrier.name] -> parts[carrier.name]',
    'every row that can miss something has a part that carries it',
  ],
  [
    'carrier === undefined || owner === undefined  ::  ',
    'every row that can miss something has a part that carries it',
  ],
  [': (partKinds(carrier) ?? []).find(', 'what carries a row is of a kind, and an id of one'],
  ['owes: owner === undefined ? INTEGRATION', 'every row that can miss something has a part that carries it'],
  ["if (kind === 'system') for (const row of", 'only systems have aliases'],
  ["ids.join('|'), ids]));  ::  '|' -> ", 'any separator will do'],
  ['RECORD_SCOPES.filter((kind) => REFERENCES[kind].length > 0)', 'without references nothing is broken'],
  ['?.by ?? {} -> medians', 'every question has its medians'],
  ['find((one) => one.question === (question as Question))?.by ?? {});  ::  find -> findLast', 'one median a question'],
  ['find((one) => one.question === question)?.by;  ::  find -> findLast', 'one median a question'],
  ['said?.[one] ?? null -> said?.[one]', 'undefined is written as null'],
  ["said.has('no') ? 'no' : null;  ::  said.has('no')", 'no and nothing said are the same to the one rule that asks'],
  ["said.has('no') ? 'no' : null;  ::  'no' -> 'else'", 'no and nothing said are the same to the one rule that asks'],
  ["?? facts.index.single('board').title ?? '';  ::  ", 'the words that stand for no title are not looked for'],
  [
    "entity === undefined || entity.change === 'retire' -> entity.change === 'retire'",
    'a rule is asked of records that are there',
  ],
  ["rule('I02', 'B', 'interface', (facts, id) => {  ::  'B' -> 'else'", 'each finding says its severity'],
  ["rows('feedByOutput', id).map((row) => row.parts.system))].sort() -> ", 'findings are put in order afterwards'],
  ["?.[field] ?? '');  ::  ", 'nobody has such an id'],
  ['if (open.length === 0) return null;  ::  open.length === 0 -> false', 'of nothing open there is no finding anyway'],
  ["includes(validatedOf(id) ?? ''));  ::  ", 'nothing said is neither of the two'],
  [".find((one) => one.question === 'S3');  ::  find -> findLast", 'one median a question'],
  ['recording?.by ?? {} -> recording?.by', 'every question has its medians'],
  ['.sort(([a], [b]) => (a < b ? -1 : 1))', 'findings are put in order afterwards'],
  [
    'values.length > 0 && Math.max(...values) - Math.min(...values) >= FAR_APART',
    'of no value the distance is -Infinity, of one 0',
  ],
  ['? { numerator: 0, denominator: 1 }  ::  1 -> 2', 'zero is zero'],
  [
    '.find((one) => one.question === question)!.by).some((median) => median >= DELIBERATE);  ::  find -> findLast',
    'one median a question',
  ],
  [".find((one) => one.question === 'S3')!.by);  ::  find -> findLast", 'one median a question'],
  ['!unsettled && fired.length === 1 -> fired.length === 1', 'where less than 70 % are settled, none has 80 %'],
  [
    'object.domains.length === 1 && only !== undefined -> object.domains.length === 1',
    'the one of a list of one is there',
  ],
];

interface Mutant {
  readonly file: string;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** The line as it stands, and what of it becomes what. */
  readonly change: string;
  /** Of the rule that it stands in: its cases are tried first. */
  readonly rule: string | null;
}

const SWAPS: Readonly<Record<string, readonly string[]>> = {
  '&&': ['||'],
  '||': ['&&'],
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '+': ['-'],
  '-': ['+'],
  '*': ['+'],
};
const METHODS: Readonly<Record<string, string>> = {
  some: 'every',
  every: 'some',
  find: 'findLast',
  findLast: 'find',
  min: 'max',
  max: 'min',
  floor: 'ceil',
};
/** Calls that give something of the same type without them. */
const DROPPED = new Set(['filter', 'sort', 'toSorted', 'trim', 'normalize', 'toLocaleLowerCase', 'replaceAll']);

function mutantsOf(file: string): readonly Mutant[] {
  const text = readFileSync(new URL(file, SRC), 'utf8');
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const lines = text.split('\n');
  const found: Mutant[] = [];
  let statement: ts.Node = source;
  const put = (start: number, end: number, replacement: string): void => {
    const { line } = source.getLineAndCharacterOfPosition(start);
    const was = text.slice(start, end).replaceAll(/\s+/g, ' ');
    const change = `${lines[line]!.trim()}  ::  ${was} -> ${replacement.replaceAll(/\s+/g, ' ')}`;
    const rule = /^(?:export )?const ([MOPIRG]\d\d)\b/.exec(statement.getText())?.[1] ?? null;
    found.push({ file, line: line + 1, start, end, text: replacement, change, rule });
  };
  const replace = (node: ts.Node, replacement: string): void => put(node.getStart(), node.getEnd(), replacement);
  const negate = (node: ts.Expression): void => replace(node, `!(${node.getText()})`);
  /** Each item of a list left out, with the comma that follows it. */
  const leaveOut = (items: ts.NodeArray<ts.Node>): void => {
    for (const [at, item] of items.entries()) {
      const end = items[at + 1]?.getStart() ?? item.getEnd();
      const start = at > 0 && items[at + 1] === undefined ? items[at - 1]!.getEnd() : item.getStart();
      put(start, end, '');
    }
  };
  const visit = (node: ts.Node): void => {
    if (
      ts.isImportDeclaration(node) ||
      ts.isExportDeclaration(node) ||
      ts.isTypeNode(node) ||
      ts.isInterfaceDeclaration(node)
    )
      return;
    if (ts.isBinaryExpression(node)) {
      const operator = node.operatorToken.getText();
      for (const other of SWAPS[operator] ?? []) replace(node.operatorToken, other);
      if (operator === '&&' || operator === '||' || operator === '??') {
        replace(node, node.left.getText());
        replace(node, node.right.getText());
      }
    } else if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
      replace(node, node.operand.getText());
    } else if (ts.isIfStatement(node)) {
      replace(node.expression, 'true');
      replace(node.expression, 'false');
    } else if (ts.isConditionalExpression(node)) {
      replace(node, node.whenTrue.getText());
      replace(node, node.whenFalse.getText());
    } else if (ts.isNumericLiteral(node)) {
      replace(node, String(Number(node.text) + 1));
      if (Number(node.text) > 0) replace(node, String(Number(node.text) - 1));
    } else if (ts.isArrayLiteralExpression(node)) leaveOut(node.elements);
    else if (ts.isObjectLiteralExpression(node)) leaveOut(node.properties);
    else if (ts.isStringLiteral(node)) replace(node, "'else'");
    else if (node.kind === ts.SyntaxKind.TrueKeyword) replace(node, 'false');
    else if (node.kind === ts.SyntaxKind.FalseKeyword) replace(node, 'true');
    else if (ts.isContinueStatement(node)) replace(node, ';');
    else if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { name, expression } = node.expression;
      const other = METHODS[name.text];
      if (other !== undefined) replace(name, other);
      if (DROPPED.has(name.text)) replace(node, expression.getText());
      if (name.text === 'includes' || name.text === 'has') negate(node);
    } else if (
      ts.isArrowFunction(node) &&
      !ts.isBlock(node.body) &&
      ts.isCallExpression(node.body) &&
      node.type?.getText() === 'boolean'
    )
      negate(node.body);
    ts.forEachChild(node, visit);
  };
  for (statement of source.statements) visit(statement);
  return found;
}

const all = (part: string): readonly Mutant[] =>
  TARGETS.flatMap((file) => (file.includes(part) ? mutantsOf(file) : []));

/** One change for a process to judge: the whole text of the changed file, as it was when all began. */
interface Charge {
  readonly at: number;
  readonly file: string;
  readonly text: string;
  readonly rule: string | null;
}
type Verdict = { readonly at: number; readonly killedBy: string | null };

/** Loads the package anew with one change in it, and says which case notices it. */
async function judge(): Promise<void> {
  const stripped = new Map<string, string>();
  const strip = (url: string): string => {
    let source = stripped.get(url);
    if (source === undefined) stripped.set(url, (source = stripTypeScriptTypes(readFileSync(new URL(url), 'utf8'))));
    return source;
  };
  /** Everything that sees a file, itself included: what has to be loaded anew when it is changed. */
  const imports = new Map<string, readonly string[]>();
  const importsOf = (url: string): readonly string[] => {
    let known = imports.get(url);
    if (known === undefined) {
      const found = [...strip(url).matchAll(/\bfrom '(\.[^']+)'/g)].map((match) => new URL(match[1]!, url).href);
      imports.set(url, (known = found));
    }
    return known;
  };
  const seers = new Map<string, ReadonlyMap<string, boolean>>();
  const sees = (url: string, target: string): boolean => {
    let known = seers.get(target) as Map<string, boolean> | undefined;
    if (known === undefined) seers.set(target, (known = new Map([[target, true]])));
    let answer = known.get(url);
    if (answer === undefined) {
      known.set(url, false);
      known.set(url, (answer = importsOf(url).some((one) => sees(one, target))));
    }
    return answer;
  };
  let charge: Charge = { at: -1, file: '', text: '', rule: null };
  const own = (url: string): boolean => url.startsWith(PACKAGE.href) && !url.includes('/node_modules/');
  registerHooks({
    resolve(specifier, context, next) {
      const result = next(specifier, context);
      const query = context.parentURL?.split('?')[1] ?? specifier.split('?')[1];
      if (query === undefined || !own(result.url)) return result;
      const path = result.url.split('?')[0]!;
      const again = charge.file !== '' && sees(path, new URL(charge.file, SRC).href);
      return { ...result, url: `${path}?${again ? charge.at : 'once'}` };
    },
    load(url, context, next) {
      const [path = '', query] = url.split('?');
      if (query === undefined || !own(url)) return next(url, context);
      const changed = charge.file !== '' && path === new URL(charge.file, SRC).href;
      const source = changed ? stripTypeScriptTypes(charge.text) : strip(path);
      return { format: 'module', source, shortCircuit: true };
    },
  });
  const noticing = async ({ at, file, rule }: Charge): Promise<string | null> => {
    const load = async (path: string): Promise<Record<string, readonly Case[]>> =>
      (await import(`${new URL(path, import.meta.url).href}?${at}`)) as Record<string, readonly Case[]>;
    try {
      const { RULE_CASES, FINGERPRINT_CASES } = await load('cases/all.ts');
      const { CLASSIFICATION_CASES } = await load('../classification/cases.ts');
      const { STANDING_CASES } = await load('cases/standing.ts');
      const { FOLLOWING_CASES } = await load('cases/following.ts');
      const { WORDING_CASES } = await load('cases/wording.ts');
      const cases = [
        RULE_CASES!,
        STANDING_CASES!,
        FINGERPRINT_CASES!,
        WORDING_CASES!,
        CLASSIFICATION_CASES!,
        FOLLOWING_CASES!,
      ].flat();
      const letter = /rules\/([a-z-]+)/.exec(file)?.[1];
      const near = file.startsWith('classification/') ? /^CLS/ : (LETTERS[letter ?? ''] ?? /^FIN-[679]/);
      const distance = ({ title }: Case): number =>
        rule !== null && title.includes(` ${rule} `) ? 0 : near.test(title) ? 1 : 2;
      for (const one of cases.sort((a, b) => distance(a) - distance(b)))
        if (!isDeepStrictEqual(one.actual(), one.expected)) return one.title;
      return null;
    } catch (error) {
      return `thrown: ${String(error)}`;
    }
  };
  const alone = await noticing(charge);
  if (alone !== null) throw new Error(`without any change: ${alone}`);
  process.on('message', (next: Charge) => {
    charge = next;
    void noticing(next).then((killedBy) => process.send!({ at: next.at, killedBy } satisfies Verdict));
  });
  process.send!({ at: -1, killedBy: null } satisfies Verdict);
}
const LETTERS: Readonly<Record<string, RegExp>> = {
  'master-data': /^FIN-\d M/,
  ownership: /^FIN-\d O/,
  outputs: /^FIN-\d P/,
  interfaces: /^FIN-\d I/,
  risks: /^FIN-\d R/,
  governance: /^FIN-\d G/,
};

/** A process does so many, since a loaded module is never forgotten. */
const PER_PROCESS = 150;
const PATIENCE_MS = 30_000;

async function lead(part: string, processes: number): Promise<void> {
  const mutants = all(part);
  const texts = new Map(TARGETS.map((file) => [file, readFileSync(new URL(file, SRC), 'utf8')]));
  const chargeOf = ({ file, start, end, text, rule }: Mutant, at: number): Charge => {
    const whole = texts.get(file)!;
    return { at, file, text: whole.slice(0, start) + text + whole.slice(end), rule };
  };
  const survivors: Mutant[] = [];
  let next = 0;
  let killed = 0;
  const run = (): Promise<void> =>
    new Promise((done) => {
      let child: ChildProcess;
      let timer: NodeJS.Timeout;
      let judged = 0;
      let current = -1;
      const start = (): void => {
        judged = 0;
        current = -1;
        child = fork(fileURLToPath(import.meta.url), ['--judge'], { execArgv: ['--no-warnings'] });
        child.on('message', (verdict: Verdict) => {
          clearTimeout(timer);
          if (verdict.at >= 0) take(verdict);
          ask();
        });
      };
      const take = ({ at, killedBy }: Verdict): void => {
        judged += 1;
        if ((killed + survivors.length) % 50 === 0)
          process.stderr.write(`${killed + survivors.length} of ${mutants.length}\n`);
        if (killedBy === null) {
          survivors.push(mutants[at]!);
          process.stderr.write(`${mutants[at]!.file} ${mutants[at]!.change}\n`);
        }
        if (killedBy !== null) killed += 1;
      };
      const ask = (): void => {
        if (next >= mutants.length) {
          child.kill();
          done();
          return;
        }
        if (judged >= PER_PROCESS) {
          child.kill();
          start();
          return;
        }
        current = next;
        next += 1;
        timer = setTimeout(() => {
          // A change that never ends is noticed.
          child.kill('SIGKILL');
          take({ at: current, killedBy: 'too slow' });
          start();
        }, PATIENCE_MS);
        child.send(chargeOf(mutants[current]!, current));
      };
      start();
    });
  await Promise.all(Array.from({ length: processes }, run));
  const known = (one: Mutant): string | undefined => EQUIVALENT.find(([change]) => one.change.includes(change))?.[1];
  const print = (line: string): unknown => process.stdout.write(`${line}\n`);
  const open = survivors.filter((one) => known(one) === undefined);
  for (const one of open.sort((a, b) => a.file.localeCompare(b.file) || a.start - b.start))
    print(`${join('src', one.file)}:${one.line}  ${one.change}`);
  print(
    `${mutants.length} changes: ${killed} noticed, ${survivors.length - open.length} cannot be, ${open.length} were not`,
  );
  for (const [change] of EQUIVALENT)
    if (part === '' && !survivors.some((one) => one.change.includes(change))) print(`no longer there: ${change}`);
  process.exitCode = open.length > 0 ? 1 : 0;
}

const [mode = ''] = process.argv.slice(2);
await (mode === '--judge' ? judge() : lead(mode, 2));
