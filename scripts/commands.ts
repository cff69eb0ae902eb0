import type { Command } from './command';

/**
 * Every verb, loaded when it is called: a verb's libraries cost nothing to the others. One row each. A dynamic import is
 * resolved as Node does for modules, so unlike elsewhere the path ends in `.js`.
 */
export const commands: Readonly<Record<string, () => Promise<Command>>> = {
  check: async () => (await import('./commands/check.js')).check,
  compile: async () => (await import('./commands/compile.js')).compile,
  deploy: async () => (await import('./commands/deploy.js')).deploy,
  doctor: async () => (await import('./commands/doctor.js')).doctor,
  drift: async () => (await import('./commands/drift.js')).drift,
  emulate: async () => (await import('./commands/emulate.js')).emulate,
  explain: async () => (await import('./commands/explain.js')).explain,
  plan: async () => (await import('./commands/plan.js')).plan,
  pull: async () => (await import('./commands/pull.js')).pull,
  query: async () => (await import('./commands/query.js')).query,
  rollback: async () => (await import('./commands/rollback.js')).rollback,
  schema: async () => (await import('./commands/schema.js')).schema,
  test: async () => (await import('./commands/test.js')).test,
  start: async () => (await import('./commands/start.js')).start,
};
