import { defineCommand } from '../command';
import { EXIT } from '../exit-codes';
import { readOutputs, writeOutputs } from '../outputs';
import { loadConfig, pickTarget } from '../targets/load-target';
import { testFormats, testTotals } from '../testing/formats';
import { openTestProject } from '../testing/run-project-tests';
import { rulePathOf } from '../testing/test-paths';

const FORMATS = ['stylish', 'json', 'junit', 'github', 'markdown'] as const;

export const test = defineCommand({
  name: 'test',
  describe: 'Run the tests of rules: events in, alerts out, on this machine',
  positionals: { path: { describe: 'rules, their test files, or folders (default: all rules)', many: true } },
  options: {
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml whose tuning is tested', default: 'local' },
    filter: { type: 'string', describe: 'run only cases whose name contains this text' },
    format: {
      type: 'strings',
      describe: `${FORMATS.join(', ')}; NAME=FILE writes to a file; may be given several times`,
    },
  },
  examples: [
    ['test', 'every rule that has a .test.yaml beside it'],
    ['test detections/rmm --filter "half"', 'some cases of some rules'],
    ['test --format stylish --format junit=out/tests.xml', 'for people and for a pipeline'],
  ],
  async run({ path, target, filter, format }, io) {
    const outputs = readOutputs(format, FORMATS, 'stylish');
    const config = loadConfig(io);
    const wanted = filter?.toLowerCase();
    const tests = openTestProject(io.cwd, config).run({
      paths: path.length === 0 ? [config.detections] : path.map((each) => rulePathOf(io.cwd, each)),
      target: pickTarget(config, target).name,
      now: io.now(),
      ...(wanted === undefined ? {} : { filter: (name: string) => name.toLowerCase().includes(wanted) }),
    });
    writeOutputs(outputs, (name) => testFormats[name](tests, { color: io.color }), io);
    const { failed, errors } = testTotals(tests);
    return failed + errors === 0 ? EXIT.ok : EXIT.findings;
  },
});
