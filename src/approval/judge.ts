import type { ApprovalStatement, ApprovedPlan } from './statement';

/** What is about to be carried out, and when it is looked at. */
export interface Asked {
  readonly repository: string;
  /** Hash over all plans. */
  readonly plan: string;
  readonly targets: readonly ApprovedPlan[];
  /** ISO 8601. */
  readonly now: string;
}

/** Clocks of two machines differ. */
const SKEW_MS = 5 * 60_000;

/** Why a statement, its signature good, lets nothing through here and now. Undefined: it says what is asked. */
export function statementProblem(statement: ApprovalStatement, asked: Asked): string | undefined {
  const { repository, plan, issued, expires } = statement;
  if (repository.toLowerCase() !== asked.repository.toLowerCase())
    return `it is for the repository ${repository}, and this is ${asked.repository}`;
  if (plan !== asked.plan) return `it is for the plan ${plan.slice(0, 12)}, and this is ${asked.plan.slice(0, 12)}`;
  const wanted = new Map(asked.targets.map(({ target, hash }) => [target, hash]));
  const said = new Map(statement.targets.map(({ target, hash }) => [target, hash]));
  if (said.size !== wanted.size || [...wanted].some(([target, hash]) => said.get(target) !== hash))
    return 'it names other plans than those that are to be carried out';
  return timeProblem({ issued, expires }, asked.now);
}

/** Why a statement does not hold at a moment. */
export function timeProblem(
  { issued, expires }: Pick<ApprovalStatement, 'issued' | 'expires'>,
  now: string,
): string | undefined {
  const at = Date.parse(now);
  if (Date.parse(expires) <= at) return `it expired at ${expires}`;
  return Date.parse(issued) > at + SKEW_MS
    ? `it was issued at ${issued}, which is yet to come: a clock is wrong`
    : undefined;
}

/** Who is behind a run, by their accounts. */
export interface Hands {
  /** Who started it, and who started this attempt. */
  readonly starters: readonly string[];
  /** Who wrote what is deployed; undefined where nobody can tell. */
  readonly authors: readonly string[] | undefined;
}

/** Why the people who share a key are no second person. `people` are in lower case. */
export function personProblem(people: ReadonlySet<string>, { starters, authors }: Hands): string | undefined {
  const starter = starters.find((name) => people.has(name.toLowerCase()));
  if (starter !== undefined)
    return `${starter} started this run or this attempt of it: the approval of somebody else is needed`;
  if (authors === undefined || authors.length === 0 || !authors.every((name) => people.has(name.toLowerCase())))
    return undefined;
  return `${authors[0] ?? ''} wrote all that is deployed: the approval of somebody else is needed`;
}
