/** What a module takes from others and passes on, read from its code as the bundler has it. */
import { parseSync } from 'vite';
import type { Linked, Taken } from './reach.ts';

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
  for (const { moduleRequest, entries } of module.staticImports) {
    const from = await resolve(moduleRequest.value);
    if (from === null) continue;
    if (entries.length === 0) takes.push({ from, name: null });
    for (const { importName } of entries) {
      const name = importName.kind === 'Default' ? 'default' : (importName.name ?? null);
      takes.push({ from, name: ANYTHING.has(importName.kind) ? null : name });
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
    (statement) => 'source' in statement && /^Export/.test(statement.type) && statement.source,
  );
  return { takes, passes: onlyPasses && program.body.length > 0 ? { byName, all } : null, names };
}
