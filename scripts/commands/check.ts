import { relative, resolve } from 'node:path';
import type { Diagnostic, FormatterName, FormatterOptions } from '../../src/diagnostics';
import { countDiagnostics, formatters, printable } from '../../src/diagnostics';
import { checks, fileCodes, projectChecks } from '../../src/rules';
import { defineCommand } from '../command';
import { EXIT } from '../exit-codes';
import { checkedProject } from '../files/checked-project';
import type { Project } from '../files/load-project';
import { readOutputs, writeOutputs } from '../outputs';
import { loadConfig } from '../targets/load-target';
import { TOOL } from '../tool';

const MOST_NAMED = 5;

const FORMATS = Object.keys(formatters) as readonly FormatterName[];

export const check = defineCommand({
  name: 'check',
  describe:
    'Find mistakes in rules and hunting queries: YAML, shape, limits of the service, and the KQL of their queries',
  positionals: {
    path: { describe: 'files and folders to check (default: the detections folder of the config)', many: true },
  },
  options: {
    format: {
      type: 'strings',
      describe: `${FORMATS.join(', ')}; NAME=FILE writes to a file, several at once (default: stylish)`,
    },
  },
  examples: [
    ['check', 'every rule under detections/; exit 1 if one has an error'],
    ['check detections/identity new-rule.yaml', 'a folder and a file'],
    ['check --format json', 'for other programs: {diagnostics, files, summary}'],
    ['check --format github --format sarif=out.sarif', 'annotations in the log, and a file for code scanning'],
  ],
  async run({ path, format }, io) {
    const outputs = readOutputs(format, FORMATS, 'stylish');
    const asked = ({ source }: Diagnostic): boolean =>
      path.length === 0 || path.some((each) => isWithin(each, source.path, io.cwd));
    const request = { root: io.cwd, config: loadConfig(io), paths: path, asked, now: io.now() };
    const { project, diagnostics } = checkedProject(request);
    const { files } = project;
    const taken = files.flatMap(({ source, kind }) => (kind === undefined ? [] : [{ file: source.path, kind }]));
    const printed = outputs.some(({ name, path: file }) => name === 'stylish' && file === undefined);
    const options = { color: io.color && printed, files: files.length, taken, tool: TOOL, codes: codes() };
    writeOutputs(outputs, (name) => formatters[name](diagnostics, options), io);
    if (printed) for (const note of notes(project)) io.stderr(`${note}\n`);
    return countDiagnostics(diagnostics).error > 0 ? EXIT.findings : EXIT.ok;
  },
});

function codes(): NonNullable<FormatterOptions['codes']> {
  return [...checks, ...projectChecks, ...fileCodes].map(({ code, summary, why }) => ({ code, summary, why }));
}

function isWithin(folder: string, file: string, cwd: string): boolean {
  return !relative(resolve(cwd, folder), resolve(cwd, file)).startsWith('..');
}

function* notes({ files, skipped }: Project): Generator<string> {
  const hunting = files.filter(({ kind }) => kind === 'hunting').map(({ source }) => source.path);
  if (hunting.length > 0) {
    yield `taken for hunting queries, since they have neither \`kind\` nor a schedule (checked, never deployed): ${named(hunting)}`;
  }
  if (skipped.length > 0) yield `not checked, since they are no rules: ${named(skipped)}`;
  if (files.length === 0) yield 'found no rules: a rule is a .yaml file outside folders that begin with `_` or `.`';
}

function named(paths: readonly string[]): string {
  const more = paths.length - MOST_NAMED;
  return printable([...paths.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])].join(', '));
}
