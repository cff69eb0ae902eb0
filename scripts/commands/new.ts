import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, posix, resolve } from 'node:path';
import { areas, checkProject, newRule } from '../../src/rules';
import type { AreaName } from '../../src/rules';
import { answerOf, choiceOf } from '../answers';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import { loadProject } from '../files/load-project';
import { ruleSlug } from '../files/rule-slug';
import { schemasFrom } from '../files/schemas-from';
import { loadConfig } from '../targets/load-target';

const AREAS = Object.keys(areas) as AreaName[];
const KINDS = ['Scheduled', 'NRT'] as const;
const SEVERITIES = ['Medium', 'High', 'Low', 'Informational'] as const;

export const newRuleCommand = defineCommand({
  name: 'new',
  positionals: { name: { describe: 'what people will call the rule; asked for where it is not given' } },
  options: {
    area: { type: 'string', describe: 'what it watches, and the folder that it goes into', choices: AREAS },
    kind: { type: 'string', describe: 'how it runs (default: Scheduled)', choices: KINDS },
    severity: { type: 'string', describe: 'severity of its alerts (default: Medium)', choices: SEVERITIES },
    tactic: {
      type: 'strings',
      describe: 'ATT&CK tactic, such as CredentialAccess; several are allowed (default: of the area)',
    },
    technique: {
      type: 'strings',
      describe: 'ATT&CK technique, such as T1110; several are allowed (default: of the area)',
    },
  },
  examples: [
    ['new', 'asks for what it needs'],
    ['new "Password spray" --area identity --tactic CredentialAccess --technique T1110.003', 'asks nothing'],
  ],
  async run({ name: given, area: asked, kind, severity, tactic, technique }, io) {
    const config = loadConfig(io);
    // whoever has to be asked for one thing is asked for the others too; flags that are enough ask nothing
    const asking = given === undefined || asked === undefined;
    const name = given ?? (await answerOf(io, 'What is the rule called? ', HELP('give the name of the rule')));
    refuseName(name, config.detections, io);
    const area = asked ?? (await choiceOf(io, 'What does it watch', AREAS, HELP('give --area')));
    const wanted = {
      id: randomUUID(),
      name,
      area,
      kind: kind ?? (asking ? await choiceOf(io, 'How does it run', KINDS) : KINDS[0]),
      severity: severity ?? (asking ? await choiceOf(io, 'How urgent are its alerts', SEVERITIES) : SEVERITIES[0]),
      tactics: tactic,
      techniques: technique,
    };
    const { path, testPath } = freePaths(posix.join(config.detections, area), ruleSlug(name), io);
    const schemas = schemasFrom(io.cwd, dirname(path));
    const files = newRule({ ...wanted, ...(schemas === undefined ? {} : { schemas }) });
    refuseMistakes({ path, text: files.rule, name }, io);
    mkdirSync(resolve(io.cwd, dirname(path)), { recursive: true });
    writeFileSync(resolve(io.cwd, path), files.rule, { flag: 'wx' });
    writeFileSync(resolve(io.cwd, testPath), files.test, { flag: 'wx' });
    io.stdout(`${path}\n${testPath}\n`);
    io.stderr(`Next: write its query and events while \`sentinel-rules test --watch ${path}\` runs them.\n`);
    return EXIT.ok;
  },
});

const HELP = (otherwise: string): string => `${otherwise}: \`sentinel-rules new --help\` has an example`;

/** Analysts tell alerts apart by the rule's name alone. */
function refuseName(name: string, detections: string, { cwd, now }: Io): void {
  if (!existsSync(resolve(cwd, detections))) return;
  const { files } = loadProject({ root: cwd, paths: [detections], now: now() });
  const plain = (text: string | undefined): string | undefined => text?.trim().toLowerCase();
  const same = files.find(({ draft }) => plain(draft.name) === plain(name));
  if (same === undefined) return;
  throw new UsageError(`${same.source.path} is called ${JSON.stringify(name)} already: choose another name`);
}

/** Where the rule and its tests go. Letter case and the spelling of `.yaml` make no other file. */
function freePaths(folder: string, slug: string, { cwd }: Io): { readonly path: string; readonly testPath: string } {
  const absolute = resolve(cwd, folder);
  const taken = existsSync(absolute) ? readdirSync(absolute) : [];
  const other = taken.find((file) => file.toLowerCase().replace(/(?:\.test)?\.ya?ml$/, '') === slug);
  if (other !== undefined) throw new UsageError(`${folder}/${other} is there already: choose another name`);
  return { path: `${folder}/${slug}.yaml`, testPath: `${folder}/${slug}.test.yaml` };
}

/** What was typed wrongly (a tactic, a technique, too long a name) is said before there is a file. */
function refuseMistakes(
  { path, text, name }: { readonly path: string; readonly text: string; readonly name: string },
  { now }: Io,
): void {
  const { diagnostics } = checkProject([{ path, text }], { today: now().toISOString().slice(0, 10) });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length === 0) return;
  const lines = errors.map(({ message, help }) => `  ${message}${help === undefined ? '' : `. ${help}`}\n`);
  throw new UsageError(`${JSON.stringify(name)} would be no rule that checks:\n${lines.join('')}`.trimEnd());
}
