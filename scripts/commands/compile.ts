import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { armTemplate } from '../../src/rules';
import type { CompiledRule } from '../../src/rules';
import { defineCommand } from '../command';
import type { Io } from '../command';
import { checkedResources } from '../deployment/plan-project';
import { EXIT } from '../exit-codes';
import { loadConfig, pickTarget } from '../targets/load-target';

const FORMATS = ['json', 'arm'] as const;
type Format = (typeof FORMATS)[number];

export const compile = defineCommand({
  name: 'compile',
  positionals: { path: { isPath: true, describe: 'files and folders of rules (default: detections/)', many: true } },
  options: {
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml whose tuning is applied', default: 'local' },
    format: {
      type: 'string',
      describe: 'resources as a list, or one deployable template',
      choices: FORMATS,
      default: 'json',
    },
    out: { type: 'string', describe: 'json: a folder, one file a rule; arm: a file' },
  },
  examples: [
    ['compile detections/rmm/beyondtrust-file-signature.yaml', 'the body that is sent for one rule'],
    ['compile --target prod --format arm --out rules.json', 'a template for any ARM client'],
  ],
  async run({ path, target: name, format, out }, io) {
    const config = loadConfig(io);
    const target = pickTarget(config, name);
    const desired = checkedResources(io, { config, target, ...(path.length === 0 ? {} : { paths: path }) });
    if (desired === undefined) return EXIT.findings;
    for (const [id, why] of desired.elsewhere) io.stderr(`left out: ${id} does not go to ${target.name}: ${why}\n`);
    for (const [id, { why }] of desired.lacking) io.stderr(`left out: ${id}: ${why}\n`);
    write(desired.compiled, { format, out, apiVersion: target.apiVersion }, io);
    return EXIT.ok;
  },
});

interface Output {
  readonly format: Format;
  readonly out: string | undefined;
  readonly apiVersion: string;
}

function write(compiled: readonly CompiledRule[], { format, out, apiVersion }: Output, io: Io): void {
  const sorted = compiled.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (format === 'arm') {
    const text = json(armTemplate(sorted, apiVersion));
    if (out === undefined) io.stdout(text);
    else save(resolve(io.cwd, out), text);
    return;
  }
  if (out === undefined) {
    io.stdout(json(sorted.map(({ id, body }) => ({ id, ...body }))));
    return;
  }
  for (const { id, body } of sorted) save(join(resolve(io.cwd, out), `${id}.json`), json(body));
  io.stderr(`${sorted.length} file${sorted.length === 1 ? '' : 's'} written to ${out}\n`);
}

function save(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
