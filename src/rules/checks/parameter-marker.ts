import { parameterLines } from '../compile/markers';
import type { Check } from './check';

const MARK = /\/\/[ \t]*@parameter\b[^\r\n]*/g;

export const parameterMarker: Check = {
  code: 'parameter-marker',
  severity: 'error',
  applies: 'rules',
  summary: 'a `// @parameter` mark stands behind something else than one `let NAME = literal;`',
  why: 'What it should mark cannot be replaced, so targets could not set it.',
  bad: 'query: |\n  T\n  | where A > 3 // @parameter',
  good: 'query: |\n  let least = 3; // @parameter\n  T\n  | where A > least',
  *run({ query }) {
    if (query === undefined) return;
    const lines = parameterLines(query.text);
    for (const match of query.text.matchAll(MARK)) {
      const end = match.index + match[0].length;
      const start = query.text.lastIndexOf('\n', match.index) + 1;
      if (lines.some((line) => line.start >= start && line.end <= end)) continue;
      yield {
        path: ['query'],
        within: { start: match.index, end },
        message: '`@parameter` marks no `let NAME = literal;`',
        help: 'Write the value as a line of its own: let least = 3; // @parameter',
      };
    }
  },
};
