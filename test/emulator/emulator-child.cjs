// Runs the emulator from its sources in a process that may be killed: node emulator-child.cjs FOLDER COMPACT_AFTER
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

require.extensions['.ts'] = (module, path) => {
  const { code } = transformSync(readFileSync(path, 'utf8'), {
    filename: path,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
    module: { type: 'commonjs' },
  });
  module._compile(code, path);
};

const { startEmulator } = require(join(__dirname, '../../scripts/emulate/index.ts'));

const [dataDir, compactAfter] = process.argv.slice(2);
startEmulator({ dataDir, compactAfter: Number(compactAfter) }).then(
  ({ url }) => process.stdout.write(`${url}\n`),
  (error) => {
    process.stderr.write(`${error.stack}\n`);
    process.exit(1);
  },
);
