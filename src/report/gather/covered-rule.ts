import type { CoveredRule, Tested } from '../../coverage';
import type { ReportRule } from '../report-data';

/** A rule as coverage sees it: the same judgement as the command `coverage` makes. */
export function coveredRule(rule: ReportRule): CoveredRule {
  const { id, name, path, severity, tactics, techniques, live } = rule;
  const enabledIn = live.filter(({ enabled }) => enabled).map(({ target }) => target);
  return { id, name, path, severity, tactics, techniques, enabledIn, tested: testedBy(rule) };
}

function testedBy({ tests }: ReportRule): Tested {
  if (tests.kind === 'not run') return 'not run';
  if (tests.kind === 'none') return 'no tests';
  if (tests.cases.some(({ passed }) => !passed)) return 'fails';
  return tests.cases.some(({ alerts = 0 }) => alerts > 0) ? 'fires' : 'never fires';
}
