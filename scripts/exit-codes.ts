/** The exit codes of every command. */
export const EXIT = {
  ok: 0,
  /** Findings, failed tests, refused rules. */
  findings: 1,
  /** Wrong usage or configuration. */
  usage: 2,
  /** The remote side failed or could not be reached. */
  remote: 3,
  /** A stale, expired or used plan, or a conflict. */
  conflict: 4,
  /** Refused by a guard. */
  guard: 5,
  /** Differences (`drift` always, `plan` with `--exit-code`). */
  differences: 10,
  /** Our bug. */
  bug: 70,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const PRECEDENCE: readonly ExitCode[] = [
  EXIT.bug,
  EXIT.remote,
  EXIT.guard,
  EXIT.conflict,
  EXIT.usage,
  EXIT.findings,
  EXIT.differences,
  EXIT.ok,
];

/** Where several hold, the one that matters most. */
export function worstExitCode(codes: readonly ExitCode[]): ExitCode {
  return PRECEDENCE.find((code) => codes.includes(code)) ?? EXIT.ok;
}
