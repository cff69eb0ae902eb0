import { keyOf } from '../../ledger';
import type { BeginRecord, DeploymentEntry, PlatformCommit, PullRequest } from '../../ledger';
import { accountOf, reviewsOf, runApprovers, startersOf } from './people';
import type { JudgedApproval, Statement, Weight } from './people';
import { sameName } from '../verify/overrides';

/** A commit that brought a rule where it was deployed, as git tells it: authors are claims. */
export interface BringingCommit {
  readonly hash: string;
  readonly author: string;
  readonly committer: string;
}

/** Something that an auditor must hear of a deployed change. */
export interface Finding {
  readonly kind:
    | 'no approval found'
    | 'only their own approval'
    | 'approved an earlier commit'
    | 'approval does not hold'
    | 'bypass'
    | 'override'
    | 'override by its own asker'
    | 'uncommitted'
    | 'no commit explains it'
    | 'could not be read';
  readonly message: string;
  readonly weight: Weight;
}

/** One write of one rule that took effect, or may have. */
export interface DeployedChange {
  readonly target: string;
  readonly at: string;
  /** Hash of the entry that began the deployment. */
  readonly deployment: string;
  readonly id: string;
  readonly title: string;
  readonly action: string;
  readonly outcome: 'applied' | 'unknown';
  readonly commit: string | null;
  readonly commits: readonly string[];
  readonly pullRequests: readonly number[];
  /** Who wrote, pushed, merged, started and approved. */
  readonly statements: readonly Statement[];
  readonly findings: readonly Finding[];
}

export interface DutiesInput {
  readonly target: string;
  readonly deployments: readonly DeploymentEntry[];
  /** Commits of a rule since its last deployed commit, by rule id and deployment; undefined where git cannot tell. */
  readonly commitsOf: (rule: string, deployment: string) => readonly BringingCommit[] | undefined;
  /** Up to which entry an attestation covers the deployments. */
  readonly attestedThrough: number;
  /** Signed approvals of a deployment, verified again, by the hash of the entry that began it. */
  readonly signed?: ReadonlyMap<string, readonly JudgedApproval[]>;
}

/** Every deployed change of a rule with who had a hand in it, and what is wrong with that. */
export function duties({
  target,
  deployments,
  commitsOf,
  attestedThrough,
  signed,
}: DutiesInput): readonly DeployedChange[] {
  const ends = new Map(
    deployments.flatMap(({ record }) => (record.kind === 'end' ? [[record.begin, record] as const] : [])),
  );
  const known = evidenceIn(deployments);
  return deployments.flatMap((entry) => {
    const { record, hash, sequence } = entry;
    if (record.kind !== 'begin') return [];
    const end = ends.get(hash);
    return record.actions.flatMap((action): readonly DeployedChange[] => {
      if (action.type !== 'alertRule') return [];
      const written = end?.actions.find((one) => keyOf(one) === keyOf(action));
      const outcome = end === undefined ? 'unknown' : (written?.outcome ?? 'not applied');
      if (outcome === 'not applied') return [];
      const weight = sequence <= attestedThrough ? 'attested' : 'recorded';
      const commits = record.restores === undefined ? commitsOf(action.id, hash) : [];
      return [
        {
          target,
          at: record.at,
          deployment: hash,
          id: action.id,
          title: action.title,
          action: action.action,
          outcome,
          commit: record.commit,
          ...judge(record, { commits, known, weight, signed: signed?.get(hash) ?? [] }),
        },
      ];
    });
  });
}

interface Known {
  readonly commits: ReadonlyMap<string, PlatformCommit>;
  readonly pullRequests: ReadonlyMap<number, PullRequest>;
}

/** What the platform said of commits at any deployment: a rule may wait for a later one. */
function evidenceIn(deployments: readonly DeploymentEntry[]): Known {
  const records = deployments.flatMap(({ record }) =>
    record.kind === 'begin' && record.platform !== undefined ? [record.platform] : [],
  );
  return {
    commits: new Map(records.flatMap(({ commits }) => commits.map((one) => [one.commit, one] as const))),
    pullRequests: new Map(records.flatMap(({ pullRequests }) => pullRequests.map((one) => [one.number, one] as const))),
  };
}

interface Judged {
  readonly commits: readonly BringingCommit[] | undefined;
  readonly known: Known;
  readonly weight: 'attested' | 'recorded';
  readonly signed: readonly JudgedApproval[];
}

function judge(
  begin: BeginRecord,
  { commits = [], known, weight, signed }: Judged,
): Pick<DeployedChange, 'commits' | 'pullRequests' | 'statements' | 'findings'> {
  const told = commits.flatMap(({ hash }) => known.commits.get(hash) ?? []);
  const numbers = [...new Set(told.flatMap(({ pullRequests }) => pullRequests))];
  const pulls = numbers.flatMap((number) => known.pullRequests.get(number) ?? []);
  const reviews = pulls.map(reviewsOf);
  const starters = startersOf(begin);
  const hands = new Set(
    [
      ...told.flatMap(({ author, committer }) => [author, committer]),
      ...pulls.flatMap(({ author, pusher }) => [author, pusher]),
      ...starters,
    ].flatMap((name) => accountOf(name) ?? []),
  );
  const said = (names: readonly (string | null)[], what: string, of: Weight = weight): readonly Statement[] =>
    [...new Set(names.flatMap((name) => accountOf(name) ?? []))].map((who) => ({ who, what, weight: of }));
  const started = begin.platform?.run === undefined ? 'claimed' : weight;
  return {
    commits: commits.map(({ hash }) => hash),
    pullRequests: numbers,
    statements: [
      ...said(
        commits.map(({ author }) => author),
        'wrote, by git',
        'claimed',
      ),
      ...said(
        told.map(({ author }) => author),
        'wrote, by the platform',
      ),
      ...said(
        pulls.map(({ pusher }) => pusher),
        'pushed',
      ),
      ...said(
        pulls.map(({ merger }) => merger),
        'merged',
      ),
      ...said(starters, 'started the run', started),
      ...said(
        reviews.flatMap(({ approved }) => approved),
        'approved the pull request',
      ),
      ...said(runApprovers(begin), 'approved the run'),
      // the signature is not the ledger's: whoever writes the ledger cannot make one
      ...signed
        .filter(({ problem }) => problem === undefined)
        .flatMap(({ approver }) => said([approver], 'approved the run, signed', 'attested')),
    ],
    findings: [
      ...approvalFindings({ begin, told, pulls, hands, weight, signed }),
      ...signed.flatMap(({ approver, problem }): readonly Finding[] =>
        problem === undefined
          ? []
          : [{ kind: 'approval does not hold', message: `the signed approval of ${approver}: ${problem}`, weight }],
      ),
      ...bypassFindings(begin, { commits, known, pulls, weight }),
      ...overrideFindings(begin, hands),
      ...commitFindings(begin, commits),
    ],
  };
}

interface Approved {
  readonly begin: BeginRecord;
  readonly told: readonly PlatformCommit[];
  readonly pulls: readonly PullRequest[];
  /** All who had a hand in any of it. */
  readonly hands: ReadonlySet<string>;
  readonly weight: Weight;
  readonly signed: readonly JudgedApproval[];
}

/** Somebody who had no hand in it let the run in, or let each of the pull requests pass at its last commit. */
function approvalFindings({ begin, told, pulls, hands, weight, signed }: Approved): readonly Finding[] {
  const missing = (begin.platform?.missing ?? []).map((message): Finding => ({
    kind: 'could not be read',
    message,
    weight,
  }));
  if (runApprovers(begin).some((who) => !hands.has(who))) return missing;
  const holding = signed.filter(({ problem }) => problem === undefined);
  if (holding.some(({ people }) => !people.some((who) => hands.has(who)))) return missing;
  const found = pulls.flatMap((pull) => pullFinding(pull, { begin, told, weight }));
  if (pulls.length > 0) return [...found, ...missing];
  const own = [...runApprovers(begin), ...holding.map(({ approver }) => approver.toLowerCase())];
  if (own.length > 0) {
    const message = `${own.join(', ')} let the run in, and also wrote, pushed or started it`;
    return [{ kind: 'only their own approval', message, weight }, ...missing];
  }
  const message =
    begin.platform === undefined
      ? 'no platform was asked when it was deployed: nothing says that anybody approved'
      : 'the platform told of no approval';
  const of = begin.platform === undefined ? 'claimed' : weight;
  return [{ kind: 'no approval found', message, weight: of }, ...missing];
}

function pullFinding(
  pull: PullRequest,
  { begin, told, weight }: Pick<Approved, 'begin' | 'told' | 'weight'>,
): readonly Finding[] {
  const { approved, stale } = reviewsOf(pull);
  const commits = told.filter(({ pullRequests }) => pullRequests.includes(pull.number));
  const names = [pull.author, pull.pusher, ...commits.flatMap(({ author, committer }) => [author, committer])];
  const hands = new Set([...names.flatMap((name) => accountOf(name) ?? []), ...startersOf(begin)]);
  if (approved.some((who) => !hands.has(who))) return [];
  const of = `pull request ${pull.number}`;
  if (approved.length > 0) {
    const message = `${approved.join(', ')} approved ${of}, and also wrote, pushed or started it`;
    return [{ kind: 'only their own approval', message, weight }];
  }
  if (stale.length === 0) return [{ kind: 'no approval found', message: `nobody approved ${of}`, weight }];
  const message = `${stale.join(', ')} approved ${of}, and more was pushed afterwards`;
  return [{ kind: 'approved an earlier commit', message, weight }];
}

interface Brought {
  readonly commits: readonly BringingCommit[];
  readonly known: Known;
  readonly pulls: readonly PullRequest[];
  readonly weight: Weight;
}

function bypassFindings(begin: BeginRecord, { commits, known, pulls, weight }: Brought): readonly Finding[] {
  if (begin.platform === undefined) return [];
  const direct = commits.filter(({ hash }) => known.commits.get(hash)?.pullRequests.length === 0);
  const needed = Math.max(0, ...begin.platform.protection.map(reviewsAsked));
  const short = pulls.filter((pull) => reviewsOf(pull).approved.length < needed);
  return [
    ...direct.map(({ hash }): Finding => {
      const asked = needed > 0 ? ', though the branch asks for reviews' : '';
      return { kind: 'bypass', message: `${hash.slice(0, 12)} came by no pull request${asked}`, weight };
    }),
    ...short.map(({ number }): Finding => ({
      kind: 'bypass',
      message: `pull request ${number} was merged with fewer approvals of its last commit than the branch asks for (${needed})`,
      weight,
    })),
  ];
}

/** How many approvals a rule of a branch asks for. Source: GitHub REST API, rules for a branch, type `pull_request`. */
function reviewsAsked(rule: object): number {
  const { type, parameters } = rule as { readonly type?: unknown; readonly parameters?: unknown };
  if (type !== 'pull_request' || typeof parameters !== 'object' || parameters === null) return 0;
  const count = (parameters as Readonly<Record<string, unknown>>)['required_approving_review_count'];
  return typeof count === 'number' ? count : 0;
}

function overrideFindings({ override, actor }: BeginRecord, hands: ReadonlySet<string>): readonly Finding[] {
  if (override === undefined) return [];
  const { asker, approver, reason } = override;
  const own = sameName(asker, approver) || sameName(approver, actor.name) || hands.has(approver.trim().toLowerCase());
  const message = `guards were overridden: ${asker} asked, ${approver} agreed: ${reason}`;
  return [{ kind: own ? 'override by its own asker' : 'override', message, weight: 'claimed' }];
}

function commitFindings({ commit, restores }: BeginRecord, commits: readonly BringingCommit[]): readonly Finding[] {
  if (restores !== undefined) return [];
  if (commit === null || commit.endsWith('-dirty')) {
    return [{ kind: 'uncommitted', message: 'no commit says what was deployed', weight: 'recorded' }];
  }
  if (commits.length > 0) return [];
  const message =
    'no commit since its last deployment changed the rule: a shared file, the tool, or a history that is not here';
  return [{ kind: 'no commit explains it', message, weight: 'recorded' }];
}
