import { nodesIn } from '../analysis/nodes';
import { parameterLines } from '../compile/markers';
import type { Check } from './check';

export const parameterUnused: Check = {
  code: 'parameter-unused',
  severity: 'warning',
  applies: 'rules',
  summary: 'a parameter that the query does not use',
  why: 'A target that sets it changes nothing.',
  bad: 'query: |\n  let least = 3; // @parameter\n  SigninLogs',
  good: 'query: |\n  let least = 3; // @parameter\n  SigninLogs\n  | summarize Attempts = count() by IPAddress\n  | where Attempts >= least',
  *run({ analysis, query }) {
    if (analysis?.root === undefined || query === undefined) return;
    const lines = parameterLines(query.text);
    if (lines.length === 0) return;
    const used = new Set<string>();
    for (const node of nodesIn(analysis.root)) if (node.kind === 'NameReference') used.add(node.name);
    for (const { name, start } of lines) {
      if (used.has(name)) continue;
      const at = query.text.lastIndexOf(name, start);
      yield {
        path: ['query'],
        within: { start: at, end: at + name.length },
        message: `nothing in the query uses \`${name}\``,
        help: 'Use it, or remove the line.',
      };
    }
  },
};
