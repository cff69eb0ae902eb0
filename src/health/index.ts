export { healthQueries, HEALTH_SOURCES } from './queries';
export { healthRules } from './live-rules';
export { readProblems, readRuns } from './read-rows';
export { judgeHealth } from './judge';
export type { HealthReport, HealthRule } from './report';
export { renderHealth } from './render/terminal';
export { renderHealthMarkdown } from './render/markdown';
