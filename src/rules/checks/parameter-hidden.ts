import { nodesIn } from '../analysis/nodes';
import { parameterLines } from '../compile/markers';
import type { Check } from './check';

export const parameterHidden: Check = {
  code: 'parameter-hidden',
  severity: 'error',
  applies: 'rules',
  summary: 'a parameter is named like a column where it is used',
  why: 'KQL takes the column without a word: the value of the parameter changes nothing.',
  bad: 'query: |\n  let ResultType = "50126"; // @parameter\n  SigninLogs\n  | where ResultType == ResultType',
  good: 'query: |\n  let failure = "50126"; // @parameter\n  SigninLogs\n  | where ResultType == failure',
  *run({ analysis, query }) {
    if (analysis?.root === undefined || query === undefined) return;
    const lines = parameterLines(query.text);
    if (lines.length === 0) return;
    const columns = new Set<string>();
    for (const node of nodesIn(analysis.root)) {
      if (node.kind === 'NameReference' && node.symbol?.kind === 'column') columns.add(node.name);
    }
    for (const { name, start } of lines) {
      if (!columns.has(name)) continue;
      const at = query.text.lastIndexOf(name, start);
      yield {
        path: ['query'],
        within: { start: at, end: at + name.length },
        message: `the query also has a column \`${name}\`, and takes that`,
        help: 'Rename the parameter.',
      };
    }
  },
};
