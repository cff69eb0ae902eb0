import { APPROVAL_NAMESPACE, statementText } from '../../src/approval';
import { parseDuration } from '../../src/sentinel';
import { inertLine, planWeakens, renderPlan } from '../../src/state';
import { ApprovalsFailure, approvalsAt, approvalsRemote } from '../approvals/approvals-ref';
import { fetchedSigners } from '../approvals/fetched-signers';
import { ownKey } from '../approvals/own-key';
import { readPlanSet } from '../approvals/plan-set';
import type { PlanSet } from '../approvals/plan-set';
import { repositoryName } from '../approvals/repository-name';
import { signText, SshFailure } from '../approvals/ssh-keygen';
import { verifiedApproval } from '../approvals/verified';
import { defineCommand, UsageError } from '../command';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';

const MOST_REASON = 1000;

export const approve = defineCommand({
  name: 'approve',
  positionals: {
    plan: { describe: 'files that `plan --out` wrote, or their folder', required: true, many: true },
  },
  options: {
    key: { type: 'string', describe: 'SSH key: a private one, or a public one whose private half an agent has' },
    as: { type: 'string', describe: 'your login, where .github/allowed_signers has several for the key' },
    hash: { type: 'string', describe: 'the full hash that the plans must have: the run that waits prints it' },
    reason: { type: 'string', describe: 'why, for whoever reads the record', default: '' },
    expires: { type: 'string', describe: 'how long it holds, such as 4h', default: '24h' },
    repository: { type: 'string', describe: 'owner/name on GitHub (default: what the remote says)' },
    remote: { type: 'string', describe: 'where the approval goes (default: origin); `.` keeps it in this clone' },
    yes: { type: 'boolean', alias: 'y', describe: 'sign without asking' },
  },
  examples: [
    ['approve plans --hash 3f9a...', 'show the plans of a run that waits, ask, sign, push'],
    ['approve plans --key ~/.ssh/id_ed25519_sk --reason "CHG-7"', 'with a key in hardware, and why'],
  ],
  async run({ plan: paths, key, as, hash, reason, expires, repository: named, remote: told, yes }, io) {
    const lasts = parseDuration(expires);
    if (lasts === undefined || lasts <= 0)
      throw new UsageError(`--expires takes how long it holds, such as 4h or P1D; found ${JSON.stringify(expires)}`);
    if (reason.length > MOST_REASON) throw new UsageError(`--reason takes ${MOST_REASON} characters at most`);
    const set = readPlanSet(io.cwd, paths);
    const problem = 'problem' in set ? set.problem : staleness(io, set, hash);
    if ('problem' in set || problem !== undefined) {
      io.stderr(`nothing was approved: ${inertLine(problem ?? '')}\n`);
      return EXIT.conflict;
    }
    try {
      return await approved(io, set, { key, as, reason, named, told, yes, lasts });
    } catch (error) {
      if (!(error instanceof SshFailure || error instanceof ApprovalsFailure)) throw error;
      io.stderr(`nothing was approved: ${inertLine(error.message)}\n`);
      return error instanceof SshFailure ? EXIT.usage : EXIT.remote;
    }
  },
});

interface How {
  readonly key: string | undefined;
  readonly as: string | undefined;
  readonly reason: string;
  readonly named: string | undefined;
  readonly told: string | undefined;
  readonly yes: boolean;
  /** Seconds. */
  readonly lasts: number;
}

async function approved(io: Io, set: PlanSet, how: How): Promise<ExitCode> {
  const { ask } = io;
  if (!how.yes && ask === undefined)
    throw new UsageError('nobody can be asked here: give --yes after you have read the plans');
  const remote = await approvalsRemote(io.cwd, how.told);
  const signers = await fetchedSigners(io.cwd, set.commit, remote);
  const { path, approver } = await ownKey(io, { key: how.key, as: how.as, signers });
  const plans = set.plans[0]?.owner.repository ?? '';
  const repository = await repositoryName(io.cwd, { named: how.named, remote, plans });
  if (repository === undefined)
    throw new UsageError('say which repository on GitHub the plans are of: --repository owner/name');
  const now = io.now();
  const expires = new Date(now.getTime() + how.lasts * 1000).toISOString();
  for (const plan of set.plans) io.stdout(`${renderPlan(plan, { color: io.color })}\n`);
  io.stdout(
    `hash        ${set.hash}\nrepository  ${inertLine(repository)}\ncommit      ${set.commit}\napprover    ${approver}, until ${expires}\n`,
  );
  if (!how.yes && ask !== undefined) {
    const danger = set.plans.some(planWeakens) ? ' Some of it weakens detection.' : '';
    const answer = await ask(`Approve this as ${approver}?${danger} [y/N] `);
    if (!/^y(es)?$/i.test(answer.trim())) {
      io.stderr('Nothing was approved.\n');
      return EXIT.ok;
    }
  }
  const statement = statementText({
    repository,
    plan: set.hash,
    targets: set.targets,
    commit: set.commit,
    approver,
    reason: how.reason,
    issued: now.toISOString(),
    expires,
  });
  const signature = await signText({
    key: path,
    namespace: APPROVAL_NAMESPACE,
    text: statement,
    onWords: (text) => io.stderr(text.replace(/^Signing data on standard input\n/m, '')),
  });
  const name = `${approver}-${now.toISOString().replace(/\.\d+|[-:]/g, '')}`;
  const kept = { name, statement, signature };
  const verified = await verifiedApproval(kept, { signers, at: now });
  if (verified.kind === 'unverified') throw new SshFailure(verified.why);
  const approvals = approvalsAt(io.cwd, remote);
  await approvals.add(set.hash, kept);
  io.stderr(
    `approved by ${approver} with ${verified.fingerprint}, kept in ${inertLine(approvals.place)}\n` +
      (remote === undefined
        ? 'It is in this clone alone: name a remote with --remote where a run is to see it.\n'
        : 'Whoever started the run, not you, now re-runs its failed jobs: it goes on from there.\n'),
  );
  return EXIT.ok;
}

/** Why plans that can be read are not to be approved now. */
function staleness(io: Io, set: PlanSet, hash: string | undefined): string | undefined {
  if (hash !== undefined && hash !== set.hash) return `they are not what was asked for: their hash is ${set.hash}`;
  const expired = set.plans.find(({ expires }) => io.now().getTime() >= Date.parse(expires));
  return expired === undefined ? undefined : `the plan for ${expired.target.name} expired at ${expired.expires}`;
}
