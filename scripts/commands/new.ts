import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, posix, resolve } from 'node:path';
import { areas, newRule } from '../../src/rules';
import type { AreaName } from '../../src/rules';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import { ruleSlug } from '../files/rule-slug';
import { schemasFrom } from '../files/schemas-from';
import { loadConfig } from '../targets/load-target';

const AREAS = Object.keys(areas) as AreaName[];
const SEVERITIES = ['High', 'Medium', 'Low', 'Informational'] as const;

export const newRuleCommand = defineCommand({
  name: 'new',
  positionals: { name: { describe: 'what people will call the rule; asked for where it is not given' } },
  options: {
    area: { type: 'string', describe: 'what it watches, and the folder that it goes into', choices: AREAS },
    kind: { type: 'string', describe: 'how it runs', choices: ['Scheduled', 'NRT'], default: 'Scheduled' },
    severity: { type: 'string', describe: 'severity of its alerts', choices: SEVERITIES, default: 'Medium' },
    tactic: { type: 'strings', describe: 'ATT&CK tactic, such as CredentialAccess; several are allowed' },
    technique: { type: 'strings', describe: 'ATT&CK technique, such as T1110; several are allowed' },
  },
  examples: [
    ['new', 'asks for what it needs'],
    ['new "Password spray" --area identity --tactic CredentialAccess --technique T1110.003', 'asks nothing'],
  ],
  async run({ name: given, area: asked, kind, severity, tactic, technique }, io) {
    const config = loadConfig(io);
    const name = given ?? (await answer(io, 'What is the rule called? ', 'give the name of the rule'));
    const area = asked ?? areaNamed(await answer(io, `What does it watch (${AREAS.join(', ')})? `, 'give --area'));
    const slug = ruleSlug(name);
    const path = posix.join(config.detections, area, `${slug}.yaml`);
    const testPath = posix.join(config.detections, area, `${slug}.test.yaml`);
    for (const each of [path, testPath]) {
      if (existsSync(resolve(io.cwd, each))) throw new UsageError(`${each} is there already: choose another name`);
    }
    const schemas = schemasFrom(io.cwd, dirname(path));
    const files = newRule({
      id: randomUUID(),
      name,
      area,
      kind,
      severity,
      tactics: tactic,
      techniques: technique,
      ...(schemas === undefined ? {} : { schemas }),
    });
    mkdirSync(resolve(io.cwd, dirname(path)), { recursive: true });
    writeFileSync(resolve(io.cwd, path), files.rule, { flag: 'wx' });
    writeFileSync(resolve(io.cwd, testPath), files.test, { flag: 'wx' });
    io.stdout(`${path}\n${testPath}\n`);
    io.stderr(`Next: write its query and events while \`sentinel-rules test --watch ${path}\` runs them.\n`);
    return EXIT.ok;
  },
});

/** What a person says, or a UsageError where nobody can be asked. */
async function answer({ ask }: Io, question: string, otherwise: string): Promise<string> {
  const said = (await ask?.(question))?.trim() ?? '';
  if (said === '') throw new UsageError(`${otherwise}: \`sentinel-rules new --help\` has an example`);
  return said;
}

function areaNamed(said: string): AreaName {
  const area = AREAS.find((name) => name === said.toLowerCase());
  if (area === undefined) throw new UsageError(`there is no area ${said}: expected ${AREAS.join(', ')}`);
  return area;
}
