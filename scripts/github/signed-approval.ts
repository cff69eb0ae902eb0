import type { Hands } from '../../src/approval';
import { inertLine } from '../../src/state';
import { ApprovalsFailure, approvalsAt, approvalsRemote } from '../approvals/approvals-ref';
import { gateHelp, gateOf } from '../approvals/gate';
import { readPlanSet } from '../approvals/plan-set';
import type { PlanSet } from '../approvals/plan-set';
import { signersAt } from '../approvals/signers-at';
import { SshFailure } from '../approvals/ssh-keygen';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { LedgerFailure } from '../ledger/ledger-failure';
import { openLedger } from '../ledger/open-ledger';
import { loadConfig } from '../targets/load-target';
import { authorsSince } from './authors-since';
import { GitHubFailure } from './client';
import type { GitHubClient } from './client';
import type { GitHubRun } from './run';

export interface SignedRequest {
  readonly client: GitHubClient;
  readonly run: GitHubRun;
  readonly plans: readonly string[];
  readonly hash: string | undefined;
  readonly remote: string | undefined;
}

/** Exit 5 unless somebody who is not behind this run signed exactly these plans. */
export async function signedApproval(
  io: Io,
  { client, run, plans, hash, remote: named }: SignedRequest,
): Promise<ExitCode> {
  const set = readPlanSet(io.cwd, plans);
  if ('problem' in set || (hash !== undefined && hash !== set.hash)) {
    const problem =
      'problem' in set ? set.problem : `the plans are not those that were asked for: their hash is ${set.hash}`;
    io.stderr(`nothing is applied: ${inertLine(problem)}\n`);
    return EXIT.conflict;
  }
  try {
    const remote = await approvalsRemote(io.cwd, named);
    const kept = await approvalsAt(io.cwd, remote).of(set.hash);
    const authors = kept.length === 0 ? undefined : await authorsOf(io, { client, run, set });
    if (kept.length > 0 && (authors === undefined || authors.includes('')))
      io.stderr(
        'GitHub does not say who wrote all that is deployed: whether that is the approver alone, nobody knows\n',
      );
    const hands: Hands = { starters: [run.actor, run.triggeringActor].filter((name) => name !== ''), authors };
    const signers = await signersAt(io.cwd, set.commit);
    const gate = await gateOf({ set, run, signers, kept, hands, now: io.now() });
    if (gate.kind === 'closed') {
      io.stderr(
        `nothing is applied:\n${gate.why.map((line) => `  ${line}\n`).join('')}${gateHelp({ set, run, hands })}`,
      );
      return EXIT.guard;
    }
    const { statement, fingerprint } = gate.approval;
    const reason = statement.reason === '' ? '' : `: ${statement.reason}`;
    io.stderr(
      `${inertLine(`approved by ${statement.approver}, ${fingerprint}, until ${statement.expires}${reason}`)}\n`,
    );
    return EXIT.ok;
  } catch (error) {
    if (!(error instanceof ApprovalsFailure || error instanceof SshFailure)) throw error;
    io.stderr(`nothing is applied: ${inertLine(error.message)}\n`);
    return EXIT.remote;
  }
}

interface Behind {
  readonly client: GitHubClient;
  readonly run: GitHubRun;
  readonly set: PlanSet;
}

/** Who wrote what came since each target's last deployment; undefined where ledger or GitHub does not say. */
async function authorsOf(io: Io, { client, run, set }: Behind): Promise<readonly string[] | undefined> {
  const config = loadConfig(io);
  const bases = new Set<string | null>();
  // the run itself may have begun already
  const own = new Set(set.targets.map(({ hash }) => hash));
  try {
    for (const { target: name } of set.targets) {
      const target = config.targets.get(name);
      if (target === undefined) return undefined;
      const { entries, problem } = await openLedger(io.cwd, target);
      if (problem !== undefined) return undefined;
      const last = entries.findLast(
        ({ record }) => record.kind === 'begin' && record.commit !== null && !own.has(record.plan),
      );
      bases.add(last?.record.kind === 'begin' ? (last.record.commit?.replace(/-dirty$/, '') ?? null) : null);
    }
    const found = await Promise.all(
      [...bases].map(async (base) => authorsSince(client, { repository: run.repository, base, head: set.commit })),
    );
    return [...new Set(found.flat())];
  } catch (error) {
    if (error instanceof GitHubFailure || error instanceof LedgerFailure) return undefined;
    throw error;
  }
}
