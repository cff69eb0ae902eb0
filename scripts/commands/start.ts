import { createColors } from 'picocolors';
import { countDiagnostics, formatters } from '../../src/diagnostics';
import { compileRule } from '../../src/rules';
import { checkFiles } from '../checking/check-files';
import { defineCommand } from '../command';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { loadProject } from '../files/load-project';
import { loadConfig } from '../targets/load-target';
import { deploy } from './deploy';
import { plan } from './plan';
import { test } from './test';

/** The target that is always there, as the command line would name it. */
const LOCAL = { target: ['local'], tag: [], all: false };

interface Step {
  readonly title: string;
  /** What it is for, and the command that does it alone. */
  readonly words: string;
  run(io: Io): Promise<ExitCode>;
}

const STEPS: readonly Step[] = [
  {
    title: 'Check',
    words: 'every rule under detections/: YAML, limits, ATT&CK, KQL          sentinel-rules check',
    run: checked,
  },
  {
    title: 'Test',
    words: 'events in, alerts out, as the service would run the rules        sentinel-rules test',
    run: (io) => test.run({ path: [], target: 'local', filter: undefined, format: [] }, io),
  },
  {
    title: 'Compile',
    words: 'each rule to the resource that the service takes                 sentinel-rules compile',
    run: (io) => Promise.resolve(summary(io)),
  },
  {
    title: 'Plan',
    words: 'what would change in the workspace `local`, nothing is written   sentinel-rules plan',
    run: (io) => plan.run({ ...LOCAL, format: 'terminal', adopt: [], 'exit-code': false }, io),
  },
  {
    title: 'Deploy',
    words: 'write that plan, compare every answer with what was sent         sentinel-rules deploy',
    run: deployed,
  },
  {
    title: 'Plan again',
    words: 'a second plan has nothing to do: exit code 10 if it had          sentinel-rules plan --exit-code',
    run: (io) => plan.run({ ...LOCAL, format: 'terminal', adopt: [], 'exit-code': true }, io),
  },
];

export const start = defineCommand({
  name: 'start',
  options: {},
  examples: [['start', 'check, test, compile, plan, deploy, and plan again: no changes']],
  async run(_, io) {
    const paint = createColors(io.color);
    for (const [index, { title, words, run }] of STEPS.entries()) {
      io.stdout(`${index === 0 ? '' : '\n'}${paint.bold(`${index + 1}. ${title}`.padEnd(14))}${paint.dim(words)}\n`);
      const code = await run(io);
      if (code === EXIT.ok) continue;
      io.stdout(`\nStopped at step ${index + 1} (${title.toLowerCase()}).\n`);
      return code;
    }
    io.stdout(
      '\nDone: the workspace holds exactly what detections/ says. It is kept under .sentinel/ and can be deleted at any time.\n' +
        'Next: add a rule under detections/ and run this again, or name a real workspace in sentinel.config.yaml.\n',
    );
    return EXIT.ok;
  },
});

/** Deploys; what went well is told in a line, what did not in full. */
async function deployed(io: Io): Promise<ExitCode> {
  let text = '';
  const quiet: Io = { ...io, stdout: (part) => void (text += part), stderr: () => undefined };
  const code = await deploy.run({ ...LOCAL, plan: [], yes: true, format: 'terminal' }, quiet);
  io.stdout(code === EXIT.ok ? `  ${text.trimEnd().split('\n').at(-1) ?? ''}\n` : text);
  return code;
}

/** As `check` finds it, without the notes: this is a tour. */
async function checked(io: Io): Promise<ExitCode> {
  const config = loadConfig(io);
  const { files, diagnostics } = await checkFiles({ config, paths: [], changedSince: undefined, cache: 'keep', io });
  const found = diagnostics.filter(({ severity }) => severity !== 'info');
  io.stdout(formatters.stylish(found, { color: io.color, files: files.length }));
  return countDiagnostics(found).error > 0 ? EXIT.findings : EXIT.ok;
}

function summary(io: Io): ExitCode {
  const { rules } = loadProject({ root: io.cwd, paths: [loadConfig(io).detections], now: io.now() });
  const compiled = rules.map(({ rule }) => ({ rule, ...compileRule(rule, {}) }));
  if (compiled.some(({ problems }) => problems.length > 0)) return EXIT.findings;
  const kinds = ['Scheduled', 'NRT'].map(
    (kind) => `${compiled.filter(({ body }) => body.kind === kind).length} ${kind}`,
  );
  const exclusions = rules.reduce((sum, { rule }) => sum + rule.exclusions.length, 0);
  const longest = compiled.toSorted((a, b) => b.query.text.length - a.query.text.length)[0];
  io.stdout(`  ${kinds.join(' and ')} rules, with ${exclusions} exclusions compiled into their queries\n`);
  if (longest !== undefined) {
    io.stdout(`  longest query: ${longest.query.text.length} of 10000 characters (${longest.rule.name})\n`);
  }
  return EXIT.ok;
}
