import type { Validation } from './query-rule';

const FORBIDDEN = [
  [/\bsearch\s+\*/, 'search *'],
  [/\bunion\s+\*/, 'union *'],
] as const;

/**
 * [S] Microsoft Learn "scheduled-rules-overview" (read 2026-11-24): a query must not contain `search *` or `union *`.
 * [U] the text, and whether the service looks into comments and strings, as this does not.
 */
export const validateQueryText: Validation = ({ query }) => {
  const bare = query.replaceAll(/"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|\/\/[^\n]*/g, ' ');
  const found = FORBIDDEN.find(([pattern]) => pattern.test(bare));
  return found === undefined ? undefined : `The query of an analytics rule cannot contain '${found[1]}'.`;
};
