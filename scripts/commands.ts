import type { Command } from './command';

/**
 * Every verb, loaded when it is called: a verb's libraries cost nothing to the others. One row each. A dynamic import is
 * resolved as Node does for modules, so unlike elsewhere the path ends in `.js`.
 */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./commands/check.js')).check,
  compile: async () => (await import('./commands/compile.js')).compile,
  deploy: async () => (await import('./commands/deploy.js')).deploy,
  emulate: async () => (await import('./commands/emulate.js')).emulate,
  explain: async () => (await import('./commands/explain.js')).explain,
  plan: async () => (await import('./commands/plan.js')).plan,
  query: async () => (await import('./commands/query.js')).query,
  test: async () => (await import('./commands/test.js')).test,
  start: async () => (await import('./commands/start.js')).start,
};
