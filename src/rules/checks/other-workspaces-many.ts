import type { Check } from './check';
import { distinctOthers, othersOf } from './others-of';

/** Microsoft Learn, extend-sentinel-across-workspaces-tenants (read 2026-11-24): workspaces that the query of an analytics rule may name. */
const MOST = 20;

export const otherWorkspacesMany: Check = {
  code: 'other-workspaces-many',
  severity: 'error',
  applies: 'rules',
  summary: 'the query reads more than 20 other workspaces',
  why: 'The service takes at most 20 in an analytics rule.',
  bad: `query: |\n  union ${Array.from({ length: 21 }, (_, index) => `workspace("soc-${index + 1}").SigninLogs`).join(', ')}`,
  good: 'query: |\n  union SigninLogs, workspace("soc-2").SigninLogs',
  *run({ analysis }) {
    const others = othersOf(analysis);
    const beyond = distinctOthers(others)[MOST];
    if (analysis === undefined || beyond === undefined) return;
    yield {
      ...analysis.placeOf(beyond.span),
      message: `the query reads ${distinctOthers(others).length} other workspaces, and ${MOST} are allowed`,
      help: 'Make several rules of it, or let each workspace have the rule.',
    };
  },
};
