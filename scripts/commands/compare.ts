import { inertJson } from '../../src/state';
import { compareWith } from '../compare/compare-with';
import type { RuleEffect } from '../compare/rule-effect';
import { effectMarkdown, effectText } from '../compare/words';
import { defineCommand } from '../command';
import { EXIT } from '../exit-codes';
import { readOutputs, writeOutputs } from '../outputs';
import { rulePathOf } from '../testing/test-paths';

const FORMATS = ['terminal', 'json', 'markdown'] as const;

export const compare = defineCommand({
  name: 'compare',
  positionals: {
    ref: { describe: 'the commit or branch that the work left', required: true },
    path: {
      isPath: true,
      describe: 'rules, their test files, or folders (default: all that a change may move)',
      many: true,
    },
  },
  options: {
    target: { type: 'string', describe: 'workspace of sentinel.config.yaml whose tuning applies', default: 'local' },
    format: { type: 'strings', describe: `${FORMATS.join(', ')}; NAME=FILE writes to a file (default: terminal)` },
    'exit-code': { type: 'boolean', describe: 'exit with 10 if a sample has another result' },
  },
  examples: [
    ['compare origin/main', 'which sample events alert, are silent or look otherwise since then'],
    ['compare HEAD detections/rmm', 'what uncommitted work does to some rules'],
    ['compare origin/main --format json=compare.json', 'for `review --compare`'],
  ],
  async run({ ref, path, target, format, 'exit-code': exitCode }, io) {
    const outputs = readOutputs(format, FORMATS, 'terminal');
    const paths = path.map((each) => rulePathOf(io.cwd, each));
    const rules = await compareWith({ root: io.cwd, ref, paths, target, now: io.now() });
    writeOutputs(outputs, (name) => render(name, rules, io), io);
    return exitCode && rules.some(({ effects, state }) => effects.length > 0 || state !== 'kept')
      ? EXIT.differences
      : EXIT.ok;
  },
});

function render(name: (typeof FORMATS)[number], rules: readonly RuleEffect[], options: { readonly color: boolean }) {
  switch (name) {
    case 'terminal':
      return effectText(rules, options);
    case 'json':
      return `${inertJson({ rules })}\n`;
    case 'markdown':
      return effectMarkdown(rules);
  }
}
