import { holdsOnEmptyRow } from '../analysis/empty-row';
import type { Check } from './check';

export const exclusionOfEmpty: Check = {
  code: 'exclusion-of-empty',
  severity: 'error',
  applies: 'rules',
  summary: 'the predicate of an exclusion holds on a row whose columns are empty',
  why: 'It would also leave out every row in which a left join found nothing: `!=`, `!~` and `!has` hold on what is empty.',
  bad: 'query: |\n  SigninLogs\n  // @exclusions\nexclusions:\n  - { name: scan, scenario: A scan, where: AppDisplayName != "Azure Portal" }',
  good: 'query: |\n  SigninLogs\n  // @exclusions\nexclusions:\n  - { name: scan, scenario: A scan, where: isnotempty(AppDisplayName) and AppDisplayName != "Azure Portal" }',
  *run({ analysis }) {
    if (analysis?.root === undefined) return;
    const { root, catalog, compiled } = analysis;
    const told = new Set<number>();
    for (const [index, span] of analysis.exclusionSpans) {
      if (told.has(index) || holdsOnEmptyRow(root, span, compiled.text, catalog) !== true) continue;
      told.add(index);
      yield {
        path: ['exclusions', index, 'where'],
        message: 'this is true where the columns are empty, so it leaves out more than it names',
        help: 'Say what must be there too: `isnotempty(...) and ...`.',
      };
    }
  },
};
