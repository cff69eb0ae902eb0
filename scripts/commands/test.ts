import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import { isWithin } from '../files/project-path';
import { changedFiles } from '../git/changed-files';
import { withoutAccepted } from '../files/baseline';
import { readOutputs, writeOutputs } from '../outputs';
import { stopSignal } from '../stop-signal';
import { loadConfig, pickTarget } from '../targets/load-target';
import type { Config } from '../targets/read-config';
import { affectedRules } from '../testing/affected-rules';
import { testFormats, testTotals } from '../testing/formats';
import { openTestProject } from '../testing/run-project-tests';
import type { ProjectTests, TestRequest } from '../testing/run-project-tests';
import { rulePathOf } from '../testing/test-paths';
import { watchTests } from '../testing/watch-tests';

const FORMATS = ['stylish', 'json', 'junit', 'github', 'markdown'] as const;

export const test = defineCommand({
  name: 'test',
  positionals: {
    path: { isPath: true, describe: 'rules, their test files, or folders (default: all rules)', many: true },
  },
  options: {
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml whose tuning is tested', default: 'local' },
    filter: { type: 'string', describe: 'run only cases whose name contains this text' },
    'changed-since': {
      type: 'string',
      describe: 'commit or branch: run only rules whose tests can have another result since then',
    },
    watch: { type: 'boolean', describe: 'stay, and run again what depends on a file that changes' },
    format: {
      type: 'strings',
      describe: `${FORMATS.join(', ')}; NAME=FILE writes to a file; may be given several times`,
    },
  },
  examples: [
    ['test', 'every rule that has a .test.yaml beside it'],
    ['test detections/rmm --filter "renamed"', 'some cases of some rules'],
    ['test --watch', 'while you write'],
    ['test --changed-since origin/main --format stylish --format junit=out/tests.xml', 'for people and for a pipeline'],
  ],
  async run({ path, target, filter, 'changed-since': since, watch, format }, io) {
    const outputs = readOutputs(format, FORMATS, 'stylish');
    const config = loadConfig(io);
    const asked = path.length === 0 ? [config.detections] : path.map((each) => rulePathOf(io.cwd, each));
    const isAsked = (rule: string): boolean => asked.some((each) => isWithin(each, rulePathOf(io.cwd, rule), io.cwd));
    const first = since === undefined ? asked : await changedRules(since, { asked, isAsked, config, io });
    const requestFor = (paths: readonly string[], own: Config): TestRequest => ({
      paths,
      target: pickTarget(own, target).name,
      now: io.now(),
      ...(filter === undefined ? {} : { filter }),
    });
    const show = (tests: ProjectTests): void =>
      writeOutputs(outputs, (name) => testFormats[name](tests, { color: io.color }), io);
    if (watch) {
      await watchTests({ config: () => loadConfig(io), isWatched: isAsked, first, requestFor, show, io }, stopSignal());
      return EXIT.ok;
    }
    if (first.length === 0) io.stderr(`no rule depends on what changed since ${since}\n`);
    const ran = await openTestProject(io.cwd, config).runOnThreads(requestFor(first, config));
    const { rest, words } = withoutAccepted(io, ran.diagnostics);
    const tests = { ...ran, diagnostics: rest };
    const nothing = ran.files.every(({ cases }) => cases.length === 0) && ran.diagnostics.length === 0;
    if (filter !== undefined && nothing && first.length > 0) {
      throw new UsageError(`no case has ${JSON.stringify(filter)} in its name`);
    }
    show(tests);
    io.stderr(words);
    const { failed, errors } = testTotals(tests);
    return failed + errors === 0 ? EXIT.ok : EXIT.findings;
  },
});

interface Asked {
  readonly asked: readonly string[];
  readonly isAsked: (rule: string) => boolean;
  readonly config: Config;
  readonly io: Pick<Io, 'cwd'>;
}

async function changedRules(since: string, { asked, isAsked, config, io }: Asked): Promise<readonly string[]> {
  const affected = affectedRules(io.cwd, config, [...(await changedFiles(io.cwd, since))]);
  return affected === 'all' ? asked : affected.filter(isAsked);
}
