import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';

/**
 * The exit codes of each verb beside 0 (fine), 2 (wrong usage or configuration) and 70 (a bug of ours), which all have. Tests
 * compare them with the code that a verb reaches, and with what scenarios and pages end with.
 */
export const verbExits: Readonly<Record<string, readonly ExitCode[]>> = {
  adopt: [EXIT.findings, EXIT.remote, EXIT.conflict, EXIT.guard],
  approve: [EXIT.remote, EXIT.conflict],
  'as-of': [],
  audit: [EXIT.findings, EXIT.remote, EXIT.conflict],
  baseline: [EXIT.findings],
  case: [EXIT.findings],
  changelog: [],
  check: [EXIT.findings],
  compare: [EXIT.differences],
  compile: [EXIT.findings],
  coverage: [EXIT.findings],
  deploy: [EXIT.findings, EXIT.remote, EXIT.conflict, EXIT.guard],
  doctor: [EXIT.findings, EXIT.remote, EXIT.conflict, EXIT.guard],
  drift: [EXIT.remote, EXIT.guard, EXIT.differences],
  emulate: [],
  explain: [EXIT.findings],
  github: [EXIT.remote, EXIT.conflict, EXIT.guard],
  health: [EXIT.findings, EXIT.remote],
  history: [],
  import: [EXIT.findings],
  init: [],
  ledger: [EXIT.findings, EXIT.remote, EXIT.conflict, EXIT.guard],
  new: [],
  plan: [EXIT.findings, EXIT.remote, EXIT.guard, EXIT.differences],
  pull: [EXIT.findings, EXIT.remote],
  query: [EXIT.findings],
  ratify: [EXIT.remote, EXIT.conflict, EXIT.guard],
  report: [],
  review: [],
  rollback: [EXIT.findings, EXIT.remote, EXIT.conflict, EXIT.guard],
  schema: [EXIT.remote, EXIT.differences],
  start: [EXIT.findings],
  targets: [EXIT.findings],
  test: [EXIT.findings],
};
