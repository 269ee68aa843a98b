/** What a module takes from others and passes on, read from its code as the bundler has it. */
import { parseSync, Visitor } from 'vite';
import type { Linked, Taken } from './reach.ts';

type Parsed = ReturnType<typeof parseSync>;

const ANYTHING: ReadonlySet<string> = new Set(['NamespaceObject', 'All', 'AllButDefault']);

/** `resolve` finds the module of a specifier; what it does not find is left out. */
export async function linkedOf(
  id: string,
  code: string,
  resolve: (specifier: string) => Promise<string | null>,
): Promise<Linked> {
  const { module, program } = parseSync(id, code, { lang: 'js', sourceType: 'module' });
  const takes: Taken[] = [];
  const byName = new Map<string, Taken>();
  const all: string[] = [];
  const names = new Set<string>();
  const locals = module.staticImports.flatMap(({ entries }) => entries.map(({ localName }) => localName.value));
  const members = membersOf(program, new Set(locals));
  for (const { moduleRequest, entries } of module.staticImports) {
    const from = await resolve(moduleRequest.value);
    if (from === null) continue;
    if (entries.length === 0) takes.push({ from, name: null });
    for (const { importName, localName } of entries) {
      const name = importName.kind === 'Default' ? 'default' : (importName.name ?? null);
      const taken = { from, name: ANYTHING.has(importName.kind) ? null : name };
      const only = members.get(localName.value);
      takes.push(only === undefined ? taken : { ...taken, members: only });
    }
  }
  for (const { entries } of module.staticExports)
    for (const { moduleRequest, importName, exportName } of entries) {
      const exported = exportName.kind === 'Default' ? 'default' : (exportName.name ?? null);
      if (exported !== null) names.add(exported);
      const from = moduleRequest ? await resolve(moduleRequest.value) : null;
      if (from === null) continue;
      const taken = { from, name: ANYTHING.has(importName.kind) ? null : (importName.name ?? 'default') };
      takes.push(taken);
      if (exported === null) all.push(from);
      else byName.set(exported, taken);
    }
  const onlyPasses = program.body.every(
    (statement) => 'source' in statement && statement.type.startsWith('Export') && statement.source,
  );
  return { takes, passes: onlyPasses && program.body.length > 0 ? { byName, all, always: [] } : null, names };
}

/** Which properties the code reads of these names; a name that is used in any other way is left out. */
function membersOf(program: Parsed['program'], locals: ReadonlySet<string>): ReadonlyMap<string, ReadonlySet<string>> {
  const members = new Map<string, Set<string>>();
  const whole = new Set<string>();
  /** Identifiers that are no use of a name of their own. */
  const understood = new Set<unknown>();
  const keyOf = (node: { readonly key: unknown; readonly computed: boolean; readonly shorthand?: boolean }): void => {
    if (!node.computed && node.shorthand !== true) understood.add(node.key);
  };
  new Visitor({
    ImportSpecifier: ({ imported, local }) => void understood.add(imported).add(local),
    ImportDefaultSpecifier: ({ local }) => void understood.add(local),
    ImportNamespaceSpecifier: ({ local }) => void understood.add(local),
    Property: keyOf,
    MethodDefinition: keyOf,
    PropertyDefinition: keyOf,
    MemberExpression(node) {
      if (node.computed || node.property.type !== 'Identifier') return;
      understood.add(node.property);
      if (node.object.type !== 'Identifier' || !locals.has(node.object.name)) return;
      understood.add(node.object);
      const { name } = node.object;
      members.set(name, (members.get(name) ?? new Set()).add(node.property.name));
    },
    Identifier(node) {
      if (locals.has(node.name) && !understood.has(node)) whole.add(node.name);
    },
  }).visit(program);
  for (const name of whole) members.delete(name);
  return members;
}
