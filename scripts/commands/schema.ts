import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pulledFiles } from '../../src/rules';
import type { Knowledge } from '../../src/rules';
import { inertLine } from '../../src/state';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { withTarget } from '../deployment/plan-project';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { projectCatalog } from '../files/catalog';
import { plainText } from '../files/project-path';
import { inventoryPath, inventoryText } from '../targets/inventory';
import { loadConfig, pickTarget } from '../targets/load-target';
import type { Config } from '../targets/read-config';

export const schema = defineCommand({
  name: 'schema',
  positionals: { action: { describe: 'pull', required: true } },
  options: {
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml to ask', default: 'local' },
    tables: { type: 'string', describe: 'folder for table files (default: the first of `schemas` of the config)' },
    overwrite: {
      type: 'boolean',
      describe: 'replace files that say something else than the workspace',
      default: false,
    },
  },
  examples: [
    ['schema pull --target prod', 'new tables and functions; files that differ are named and kept'],
    ['schema pull --target prod --overwrite', 'the workspace is right'],
  ],
  async run({ action, target: name, tables, overwrite }, io) {
    if (action !== 'pull') throw new UsageError(`schema knows \`pull\` alone; found '${action}'`);
    const config = loadConfig(io);
    const target = pickTarget(config, name);
    const folder = tables ?? config.schemas[0];
    if (folder === undefined) {
      throw new UsageError('say where tables go: `schemas: [schemas]` in sentinel.config.yaml, or --tables FOLDER');
    }
    return withTarget(io, target, async (open) => {
      const pulled = await open.schema();
      const { files, left } = pulledFiles(pulled, shippedKnowledge(io, config));
      const places = files.map(({ kind, path, text, fresh }) => ({
        text,
        fresh,
        path: `${kind === 'table' ? folder : `${config.detections}/_functions`}/${path}`,
      }));
      for (const { name: what, why } of left) io.stderr(`left out: ${inertLine(what)}: ${inertLine(why)}\n`);
      const has = {
        path: inventoryPath(config, target.name),
        text: inventoryText(pulled.tables.map(({ name: table }) => table)),
      };
      const exit = write([...places, has], { overwrite, io });
      const asked = `${pulled.tables.length} tables and ${pulled.functions.length} functions in ${target.name}`;
      io.stderr(`${asked}, ${files.length} of them its own\n`);
      return exit;
    });
  },
});

/** What the package knows, without what the project has pulled before. */
function shippedKnowledge({ cwd }: Io, { detections }: Config): Knowledge {
  return projectCatalog(cwd, { detections: join(detections, 'none'), schemas: [] }).catalog;
}

function write(
  files: readonly { readonly path: string; readonly text: string; readonly fresh?: string }[],
  { overwrite, io }: { readonly overwrite: boolean; readonly io: Io },
): ExitCode {
  let kept = 0;
  for (const { path, text, fresh = text } of files) {
    const file = join(io.cwd, path);
    const before = existsSync(file) ? plainText(readFileSync(file, 'utf8')) : undefined;
    if (before === text || before === fresh) {
      io.stdout(`unchanged  ${path}\n`);
      continue;
    }
    if (before !== undefined && !overwrite) {
      kept++;
      io.stdout(`differs    ${path}\n`);
      continue;
    }
    mkdirSync(dirname(file), { recursive: true });
    // who took the function over keeps it
    writeFileSync(file, before === undefined || /^targets: \{ tags: \[\] \}/m.test(before) ? fresh : text);
    io.stdout(`${before === undefined ? 'written    ' : 'replaced   '}${path}\n`);
  }
  if (kept > 0) io.stderr(`${kept} kept as they are: --overwrite replaces them\n`);
  return kept > 0 ? EXIT.differences : EXIT.ok;
}
