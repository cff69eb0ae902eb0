import type { Check } from './check';

const MOST = 10_000;

export const queryTooLong: Check = {
  code: 'query-too-long',
  severity: 'warning',
  applies: 'hunting',
  summary: 'a hunting query of more than 10000 characters',
  why: 'The content hub takes no more, and no analytics rule can be made of it (Azure-Sentinel rule-writing guide, read 2026-11-24).',
  bad: `query: "T | where A !in (${"'x', ".repeat(2100)}'')"`,
  good: 'query: T',
  *run({ draft }) {
    const length = draft.query?.length ?? 0;
    if (length <= MOST) return;
    yield {
      path: ['query'],
      part: 'key',
      message: `the query has ${length} characters, expected at most ${MOST}`,
      help: 'Move lists into a watchlist and parts into a saved function.',
    };
  },
};
