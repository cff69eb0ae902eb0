import { relative, resolve } from 'node:path';
import type { Diagnostic } from '../../src/diagnostics';
import { compareDiagnostics, countDiagnostics, formatters, printable } from '../../src/diagnostics';
import { defineCommand } from '../command';
import { EXIT } from '../exit-codes';
import { readCatalog } from '../files/catalog';
import { loadProject } from '../files/load-project';
import type { Project } from '../files/load-project';
import { PACKAGE_ROOT } from '../package-root';
import { loadConfig } from '../targets/load-target';

const MOST_NAMED = 5;

export const check = defineCommand({
  name: 'check',
  describe:
    'Find mistakes in rules and hunting queries: YAML, shape, limits of the service, and the KQL of their queries',
  positionals: {
    path: { describe: 'files and folders to check (default: the detections folder of the config)', many: true },
  },
  options: {
    format: {
      type: 'string',
      describe: 'how to show what is found',
      choices: ['stylish', 'json'],
      default: 'stylish',
    },
  },
  examples: [
    ['check', 'every rule under detections/; exit 1 if one has an error'],
    ['check detections/identity new-rule.yaml', 'a folder and a file'],
    ['check --format json', 'for other programs: {diagnostics, files, summary}'],
  ],
  async run({ path, format }, io) {
    const { detections, schemas } = loadConfig(io);
    const known = readCatalog(PACKAGE_ROOT, { project: io.cwd, detections, schemas });
    const paths = path.length === 0 ? [detections] : path;
    const project = loadProject({ root: io.cwd, paths, now: io.now(), catalog: known.catalog });
    const { files } = project;
    const asked = ({ source }: Diagnostic): boolean =>
      path.length === 0 || path.some((each) => isWithin(each, source.path, io.cwd));
    const diagnostics = [...known.diagnostics.filter(asked), ...project.diagnostics].toSorted(compareDiagnostics);
    const taken = files.flatMap(({ source, kind }) => (kind === undefined ? [] : [{ file: source.path, kind }]));
    io.stdout(formatters[format](diagnostics, { color: io.color, files: files.length, taken }));
    if (format === 'stylish') for (const note of notes(project)) io.stderr(`${note}\n`);
    return countDiagnostics(diagnostics).error > 0 ? EXIT.findings : EXIT.ok;
  },
});

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
