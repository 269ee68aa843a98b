/**
 * Import directions: domain <- record <- charter, sync beside them, apps on top and never on each other
 * (the board may take the server's route *types*), and no cycles anywhere.
 */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(packages|apps|tests)/', pathNot: [from, ...allowed] },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    only('domain-stands-alone', '^packages/domain/', []),
    only('sync-is-schema-blind', '^packages/sync/', []),
    only('record-knows-domain-only', '^packages/record/', ['^packages/domain/']),
    only('charter-knows-domain-and-record', '^packages/charter/', ['^packages/domain/', '^packages/record/']),
    only('server-never-imports-board', '^apps/server/', ['^packages/']),
    only('board-never-imports-server', '^apps/board/', ['^packages/', '^apps/server/src/api\\.ts$']),
    {
      name: 'board-takes-server-types-only',
      severity: 'error',
      from: { path: '^apps/board/' },
      to: { path: '^apps/server/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'no-sql-outside-db',
      severity: 'error',
      from: { path: '^(apps|packages)/', pathNot: '^apps/server/(src/db|src/cli|test)/' },
      to: { path: 'node_modules/(better-sqlite3|drizzle-orm)' },
    },
    {
      name: 'no-tests-in-product',
      severity: 'error',
      from: { path: '^(apps|packages)/[^/]+/src/' },
      to: { path: '(^tests/|/test/)' },
    },
    {
      // `mdast` is types only (@types/mdast).
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['^\\$app/', '^\\$service-worker', '^\\./\\$types', '^mdast$'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(\\.svelte-kit|apps/board/build|/launcher/|vite\\.config)' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'import', 'default', 'node'],
      extensions: ['.ts', '.js', '.svelte', '.mjs', '.json'],
    },
  },
};
