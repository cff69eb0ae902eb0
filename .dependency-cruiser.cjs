const inside = (room) => `^src/${room}/`;

/** A room may import only what is named here (and itself). Layers point down: see ARCHITECTURE.md. */
const rooms = {
  csv: [],
  diagnostics: [],
  yaml: ['diagnostics'],
  schema: ['diagnostics', 'yaml'],
  sentinel: ['diagnostics'],
  kql: ['diagnostics'],
  rules: ['diagnostics', 'yaml', 'schema', 'sentinel', 'kql'],
  json: [],
  state: ['diagnostics', 'schema', 'sentinel', 'json'],
  ledger: ['diagnostics', 'schema', 'json'],
  approval: ['diagnostics', 'schema', 'json'],
  emulator: ['kql'],
  unit: ['diagnostics', 'yaml', 'schema', 'sentinel', 'json', 'kql', 'rules'],
  baseline: ['diagnostics', 'yaml', 'schema', 'json', 'rules'],
  targets: ['csv', 'diagnostics', 'yaml', 'schema', 'sentinel', 'kql', 'json', 'rules', 'state'],
  health: ['diagnostics', 'sentinel', 'json', 'rules', 'state'],
  history: ['csv', 'diagnostics', 'yaml', 'schema', 'sentinel', 'json', 'rules', 'state', 'ledger'],
  coverage: ['diagnostics', 'yaml', 'schema', 'sentinel', 'json', 'rules'],
  audit: ['diagnostics', 'yaml', 'schema', 'sentinel', 'json', 'rules', 'state', 'ledger', 'approval', 'history'],
  import: ['diagnostics', 'yaml', 'schema', 'sentinel', 'json', 'rules', 'state'],
  report: [
    'csv',
    'diagnostics',
    'sentinel',
    'json',
    'kql',
    'rules',
    'state',
    'ledger',
    'unit',
    'history',
    'coverage',
    'audit',
  ],
};

const onlyIn = (name, module, places) => ({
  name,
  severity: 'error',
  from: { path: '^(src|deploy|scripts|bench)/', pathNot: places },
  to: { path: module },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'src-is-the-bottom',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^(deploy|scripts|test|bench)/' },
    },
    {
      name: 'deploy-under-scripts',
      severity: 'error',
      from: { path: '^deploy/' },
      to: { path: '^(scripts|test|bench)/' },
    },
    ...Object.entries(rooms).map(([room, below]) => ({
      name: `layers-${room}`,
      severity: 'error',
      from: { path: inside(room) },
      to: { path: '^src/', pathNot: [room, ...below].map(inside) },
    })),
    {
      name: 'through-the-door',
      comment: 'another room is entered by its index.ts alone',
      severity: 'error',
      from: { path: '^(?:src/([^/]+)|(deploy)|(scripts)|(bench))/' },
      to: { path: '^src/[^/]+/.+', pathNot: ['^src/[^/]+/index\\.ts$', '^src/$1/'] },
    },
    onlyIn('kusto-behind-one-door', '@kusto/', ['^src/kql/language/']),
    onlyIn('azure-in-deploy', 'node_modules/@azure/', ['^deploy/']),
    onlyIn('js-yaml-in-yaml', 'node_modules/js-yaml/', ['^src/yaml/']),
    onlyIn('ajv-in-schema', 'node_modules/ajv/', ['^src/schema/']),
    onlyIn('yargs-in-scripts', 'node_modules/yargs/', ['^scripts/']),
    onlyIn('duckdb-in-bench', '@duckdb/', ['^bench/']),
    onlyIn('fs-in-scripts', '^(node:)?fs(/promises)?$', ['^scripts/', '^bench/', '^src/kql/language/load\\.ts$']),
    onlyIn('child-process-in-few-rooms', '^(node:)?child_process$', [
      '^scripts/git/',
      '^scripts/approvals/ssh-keygen\\.ts$',
      '^scripts/media/',
      '^bench/',
    ]),
    onlyIn('workers-in-one-room', '^(node:)?worker_threads$', ['^scripts/workers/', '^bench/']),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    parser: 'swc',
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.cjs', '.json'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
