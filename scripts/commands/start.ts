import { createColors } from 'picocolors';
import { compileRule } from '../../src/rules';
import { defineCommand } from '../command';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { loadProject } from '../files/load-project';
import { loadConfig } from '../targets/load-target';
import { check } from './check';
import { deploy } from './deploy';
import { plan } from './plan';

interface Step {
  readonly title: string;
  /** What it is for, and the command that does it alone. */
  readonly words: string;
  run(io: Io): Promise<ExitCode>;
}

const STEPS: readonly Step[] = [
  {
    title: 'Check',
    words: 'every rule under detections/: YAML, shape, limits, ATT&CK        sentinel-rules check',
    run: (io) => check.run({ path: [], format: 'stylish' }, io),
  },
  {
    title: 'Compile',
    words: 'each rule to the resource that the service takes                 sentinel-rules compile',
    run: (io) => Promise.resolve(summary(io)),
  },
  {
    title: 'Plan',
    words: 'what would change in the workspace `local`, nothing is written   sentinel-rules plan',
    run: (io) => plan.run({ target: 'local', format: 'terminal', 'exit-code': false }, io),
  },
  {
    title: 'Deploy',
    words: 'write that plan, compare every answer with what was sent         sentinel-rules deploy',
    run: (io) => deploy.run({ yes: true, format: 'terminal' }, { ...io, stderr: () => undefined }),
  },
  {
    title: 'Plan again',
    words: 'a second plan has nothing to do: exit code 10 if it had          sentinel-rules plan --exit-code',
    run: (io) => plan.run({ target: 'local', format: 'terminal', 'exit-code': true }, io),
  },
];

export const start = defineCommand({
  name: 'start',
  describe: 'The main job from end to end, against an emulated workspace in this process: no Azure needed',
  options: {},
  examples: [['start', 'check, compile, plan, deploy, and plan again: no changes']],
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

function summary(io: Io): ExitCode {
  const { rules } = loadProject({ root: io.cwd, paths: [loadConfig(io).detections], now: io.now() });
  for (const { rule } of rules) {
    const { body, query, problems } = compileRule(rule, {});
    if (problems.length > 0) return EXIT.findings;
    const added = query.text.length - rule.query.trimEnd().length;
    const exclusions = rule.exclusions.length;
    io.stdout(
      `  ${body.kind.padEnd(9)} ${rule.name}: query of ${query.text.length} characters` +
        `${exclusions === 0 ? '' : ` (${added} of them ${exclusions} exclusion${exclusions === 1 ? '' : 's'})`}\n`,
    );
  }
  return EXIT.ok;
}
