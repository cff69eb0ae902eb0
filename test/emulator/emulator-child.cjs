// Runs the emulator from its sources in a process that may be killed: node emulator-child.cjs FOLDER COMPACT_AFTER
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

// `./units` means units.ts, not the units.json beside it: extensions are tried in the order of their names here.
const json = require.extensions['.json'];
delete require.extensions['.json'];
require.extensions['.ts'] = (module, path) => {
  const { code } = transformSync(readFileSync(path, 'utf8'), {
    filename: path,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
    module: { type: 'commonjs' },
  });
  module._compile(code, path);
};
require.extensions['.json'] = json;

const { startEmulator } = require(join(__dirname, '../../scripts/emulate/index.ts'));

const [dataDir, compactAfter] = process.argv.slice(2);
startEmulator({ dataDir, compactAfter: Number(compactAfter) }).then(
  ({ url }) => process.stdout.write(`${url}\n`),
  (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
