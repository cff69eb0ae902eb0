import { defineCommand } from '../command';
import { EXIT } from '../exit-codes';
import { composeReview } from '../review/compose';
import { readResults } from '../review/results';

export const review = defineCommand({
  name: 'review',
  options: {
    check: { type: 'string', describe: 'what `check --format json=FILE` wrote' },
    tests: { type: 'string', describe: 'what `test --format json=FILE` wrote' },
    coverage: { type: 'string', describe: 'what `coverage --format json=FILE` wrote' },
    compare: { type: 'string', describe: 'what `compare --format json=FILE` wrote' },
    plans: { type: 'strings', describe: 'plan files, and folders of them' },
  },
  examples: [
    ['review --plans plans --tests tests.json --check check.json', 'the text of a pull-request comment'],
    ['review --tests tests.json --check check.json >> "$GITHUB_STEP_SUMMARY"', 'where there is no plan to show'],
  ],
  run({ check, tests, coverage, compare, plans }, io) {
    io.stdout(composeReview(readResults(io.cwd, { check, tests, coverage, compare, plans })));
    return Promise.resolve(EXIT.ok);
  },
});
