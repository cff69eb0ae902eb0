import { causeOf } from './causes';
import type { HealthFinding, HealthRule } from './report';
import type { ProblemSummary, RunSummary } from './read-rows';
import { spanWords } from './span-words';

export interface RuleRecords {
  readonly run: RunSummary;
  /** The latest first. */
  readonly problems: readonly ProblemSummary[];
  readonly now: Date;
}

/** After the first try of a window, a Scheduled rule gets five more; an NRT rule drags failed minutes along, an hour at most (Microsoft Learn, monitor-analytics-rule-integrity, read 2026-11-24). */
const TRIES = 6;
const NRT_MINUTES = 60;
/** Records come late themselves. */
const LATE_SECONDS = 1800;

/** What the records of one rule's runs say. Of its runs one thing is told, the worst; alerts that are not whole come beside it. */
export function judgeRuns(rule: HealthRule, records: RuleRecords): readonly HealthFinding[] {
  const runs = lost(rule, records) ?? failing(rule, records) ?? silent(rule, records) ?? delayed(rule, records);
  const parts = records.problems.filter(({ failed, said }) => !failed && causeOf(said).class === 'partly');
  return [
    ...(runs === undefined ? [] : [runs]),
    ...parts.map(({ said, count }) => {
      const message = `alerts of ${times(count, 'run')} are not whole`;
      return finding('partly', rule, { message, said });
    }),
    ...odd(rule, records),
  ];
}

type Judge = (rule: HealthRule, records: RuleRecords) => HealthFinding | undefined;

const lost: Judge = (rule, { run, problems }) => {
  const { lost6, lost60, lostFrom, minutes, last } = run;
  const nrt = rule.kind === 'NRT';
  const count = nrt ? Math.max(lost60, last.failed && minutes >= NRT_MINUTES ? 1 : 0) : lost6;
  if (count === 0) return undefined;
  const windows = count === 1 ? 'a window' : `${count} windows`;
  const tries = nrt ? `${NRT_MINUTES} failures` : `${TRIES} failures`;
  const since = lostFrom === undefined ? '' : ` (the first begins ${lostFrom})`;
  const still = last.failed ? 'and it fails still' : 'and it runs again';
  const message = `${windows} of time lost after ${tries}${since}: nothing looked at those events, ${still}`;
  return finding('lost', rule, { message, said: saidOf(last, problems) });
};

const failing: Judge = (rule, { run, problems }) => {
  const { last, runs, failures, minutes } = run;
  if (!last.failed) return undefined;
  const next =
    rule.kind === 'NRT'
      ? `the next run looks at ${Math.max(1, minutes)} minutes, and after ${NRT_MINUTES} they are lost`
      : `try ${Math.min(last.tries, TRIES)} of ${TRIES} of its window`;
  const message = `the last run failed (${last.at}; ${next}): ${failures} of ${times(runs, 'run')}`;
  return finding('failing', rule, { message, said: saidOf(last, problems) });
};

const silent: Judge = (rule, { run: { last }, now }) => {
  const age = (now.getTime() - Date.parse(last.at)) / 1000;
  if (!(age > 2 * rule.everySeconds + LATE_SECONDS)) return undefined;
  const message = `no run since ${last.at}, and it is to run every ${spanWords(rule.everySeconds)}`;
  return {
    ...finding('silent', rule, { message, said: '' }),
    cause: 'the service does not schedule it any more, or health monitoring was switched off since',
    next: 'look at it in the portal; disabling and enabling it makes the service schedule it anew',
  };
};

const delayed: Judge = (rule, { run, problems }) => {
  const { failures, late, runs } = run;
  if (failures === 0 && late === 0) return undefined;
  const words = [
    ...(failures === 0 ? [] : [`${failures} of ${times(runs, 'run')} failed and had to be repeated`]),
    ...(late === 0 ? [] : [`${late} of ${times(runs, 'run')} came late`]),
  ];
  const problem = problems.find(({ said }) => causeOf(said).class !== 'partly');
  const said = problem?.said ?? (late === 0 ? '' : 'ingestion delay');
  return finding('delayed', rule, { message: words.join(', '), said });
};

/** A status that is neither success nor failure, and no words that are known. */
function odd(rule: HealthRule, { problems }: RuleRecords): readonly HealthFinding[] {
  return problems
    .filter(({ failed, said, status }) => !failed && status !== 'Failure' && causeOf(said).class === 'unknown')
    .map(({ said, status, count }) =>
      finding('partly', rule, { message: `${times(count, 'run')} ended as ${JSON.stringify(status)}`, said }),
    );
}

function saidOf(last: RunSummary['last'], problems: readonly ProblemSummary[]): string {
  return last.failed && last.said !== '' ? last.said : (problems.find(({ failed }) => failed)?.said ?? last.said);
}

function finding(
  kind: HealthFinding['kind'],
  { id, name, path }: HealthRule,
  { message, said }: { readonly message: string; readonly said: string },
): HealthFinding {
  const { cause, next } = causeOf(said);
  return {
    kind,
    rule: { id, name, ...(path === undefined ? {} : { path }) },
    message,
    cause,
    next,
    ...(said === '' ? {} : { said }),
  };
}

function times(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
