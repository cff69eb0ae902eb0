/** How the runs of a rule went, as the workspace sums them up. */
export interface RunSummary {
  readonly runs: number;
  /** Runs that failed and had to be repeated. */
  readonly failures: number;
  readonly late: number;
  /** Windows that failed six and sixty times. */
  readonly lost6: number;
  readonly lost60: number;
  readonly lostFrom: string | undefined;
  /** Longest window of a run. */
  readonly minutes: number;
  readonly last: {
    readonly at: string;
    readonly status: string;
    readonly said: string;
    readonly failed: boolean;
    /** Failures of its window. */
    readonly tries: number;
  };
}

/** One thing that went wrong in some runs of a rule, in the service's words. */
export interface ProblemSummary {
  readonly count: number;
  readonly first: string;
  readonly last: string;
  readonly said: string;
  readonly status: string;
  /** The run did not count. */
  readonly failed: boolean;
}

type Row = Readonly<Record<string, unknown>>;

/** By the rule's id in lower case. Cells that are missing or of another type are read as nothing. */
export function readRuns(rows: readonly Row[]): ReadonlyMap<string, RunSummary> {
  return new Map(
    rows.map((row) => [
      text(row, 'RuleId').toLowerCase(),
      {
        runs: count(row, 'Runs'),
        failures: count(row, 'Hards'),
        late: count(row, 'Lates'),
        lost6: count(row, 'Lost6'),
        lost60: count(row, 'Lost60'),
        lostFrom: time(row, 'LostFrom'),
        minutes: count(row, 'Minutes'),
        last: {
          at: time(row, 'TimeGenerated') ?? '',
          status: text(row, 'Status'),
          said: said(row),
          failed: flag(row, 'Hard'),
          tries: count(row, 'LastHards'),
        },
      },
    ]),
  );
}

/** By the rule's id in lower case, the latest first. */
export function readProblems(rows: readonly Row[]): ReadonlyMap<string, readonly ProblemSummary[]> {
  const byRule = new Map<string, ProblemSummary[]>();
  for (const row of rows) {
    const id = text(row, 'RuleId').toLowerCase();
    const problem = {
      count: count(row, 'Count'),
      first: time(row, 'First') ?? '',
      last: time(row, 'TimeGenerated') ?? '',
      said: said(row),
      status: text(row, 'Status'),
      failed: flag(row, 'Hard'),
    };
    byRule.set(id, [...(byRule.get(id) ?? []), problem]);
  }
  return new Map([...byRule].map(([id, all]) => [id, all.toSorted((a, b) => (a.last < b.last ? 1 : -1))]));
}

/** Description and reason say the same, or one of them more. */
function said(row: Row): string {
  const [description, reason] = [text(row, 'Description'), text(row, 'Reason')];
  if (reason === '' || description.includes(reason)) return description;
  return description === '' ? reason : `${description} (${reason})`;
}

function text(row: Row, key: string): string {
  const cell = row[key];
  return typeof cell === 'string' ? cell : '';
}

function count(row: Row, key: string): number {
  const cell = row[key];
  return typeof cell === 'number' && Number.isFinite(cell) ? cell : 0;
}

function flag(row: Row, key: string): boolean {
  return row[key] === true || row[key] === 1;
}

function time(row: Row, key: string): string | undefined {
  const cell = text(row, key);
  return Number.isNaN(Date.parse(cell)) ? undefined : new Date(cell).toISOString();
}
