import type { Override } from '../../src/ledger';
import { inertLine } from '../../src/state';
import { planSetHash } from '../../src/targets';
import type { Io } from '../command';
import { EXIT } from '../exit-codes';
import type { ExitCode } from '../exit-codes';
import { openLedger } from '../ledger/open-ledger';
import type { Config } from '../targets/read-config';
import { signedApprovals } from '../approvals/signed-approvals';
import { platformOf } from '../platform/read-platform';
import { actorOf } from './actor';
import { recordBegin } from './begin-record';
import { readSavedPlan } from './read-plan';
import { guarded, runningWords } from './write-plan';

export interface BeginSaved {
  readonly config: Config;
  readonly asked: { readonly path: string; readonly target?: string; readonly hash?: string };
  readonly override?: Override;
  /** Hash over all plans that begin together, under which their approvals are kept; absent, the plan's own. */
  readonly together?: string;
}

/** Records the beginnings of several plans, if together they are what was agreed to; the first that cannot begin ends it. */
export async function beginAll(
  io: Io,
  {
    config,
    paths,
    hash,
    ...rest
  }: Omit<BeginSaved, 'asked'> & { readonly paths: readonly string[]; readonly hash?: string },
): Promise<ExitCode> {
  const plans = paths.map((path) => ({ path, saved: readSavedPlan(io, config, { path }) }));
  const set = planSetHash(
    plans.flatMap(({ saved }) =>
      saved.kind === 'usable' ? [{ target: saved.target.name, hash: saved.plan.hash }] : [],
    ),
  );
  if (hash !== undefined && hash !== set) {
    io.stderr(`none of the plans begins: together they are not what was agreed to: their hash is ${set}\n`);
    return EXIT.conflict;
  }
  for (const { path } of plans) {
    const exit = await beginSaved(io, { config, asked: { path }, ...rest, together: set });
    if (exit !== EXIT.ok) return exit;
  }
  return EXIT.ok;
}

/**
 * Records that a saved plan is about to be carried out, by a job that may write the ledger and need not reach the
 * workspace. Whoever carries it out makes it again, and holds it against this: a plan that nobody can make is never begun
 * in earnest. The same plan twice is one beginning, since the answer of the first may have been lost.
 */
export async function beginSaved(io: Io, { config, asked, override, together }: BeginSaved): Promise<ExitCode> {
  const refuse = (problem: string): ExitCode => {
    io.stderr(`the plan ${asked.path} does not begin: ${inertLine(problem)}\n`);
    return EXIT.conflict;
  };
  const saved = readSavedPlan(io, config, asked);
  if (saved.kind === 'stale') return refuse(saved.problem);
  const { plan, target } = saved;
  if (plan.actions.length === 0) {
    io.stderr('there is nothing to carry out: no `begin` is needed\n');
    return EXIT.ok;
  }
  const guard = guarded(io, plan, override);
  if (guard !== undefined) return guard;
  const ledger = await openLedger(io.cwd, target);
  if (ledger.problem !== undefined) {
    io.stderr(`the ledger cannot be built upon: ${ledger.problem}\n`);
    return EXIT.guard;
  }
  const { open, used, head } = ledger.standing;
  if (open?.begin.plan === plan.hash) {
    io.stdout(`${open.hash}\n`);
    io.stderr(`${inertLine(target.name)}: this plan has begun already, at ${open.begin.at}\n`);
    return EXIT.ok;
  }
  if (open !== undefined) {
    io.stderr(runningWords(open.begin));
    return EXIT.conflict;
  }
  if (used.has(plan.hash)) return refuse('it was carried out already');
  if (plan.ledger !== head) return refuse('something was deployed since it was made');
  const entry = await recordBegin(io, {
    plan,
    ledger,
    actor: actorOf(io.env),
    ...(await platformOf(io, { plan, ledger })),
    signed: await signedApprovals(io, { plan, target, together: together ?? plan.hash }),
    ...(override === undefined ? {} : { override }),
  });
  if (entry === 'moved') return refuse('another deployment began first');
  io.stdout(`${entry.hash}\n`);
  io.stderr(`${inertLine(target.name)}: begun, until ${plan.expires}\n`);
  return EXIT.ok;
}
