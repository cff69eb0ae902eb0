import { effectOf, verdictOf } from '../../deploy';
import type { ApplyReport } from '../../deploy';
import { sealEntry } from '../../src/ledger';
import type { Actor, DeploymentEntry, EndRecord, RunReport } from '../../src/ledger';
import type { JsonObject } from '../../src/json';
import type { Action, Plan } from '../../src/state';
import type { Io } from '../command';
import { LedgerFailure } from '../ledger/ledger-failure';
import { readLedger } from '../ledger/open-ledger';
import type { OpenLedger } from '../ledger/open-ledger';
import { liveRef } from './kept-body';

/** What an `end` says of a run, with the bodies that it refers to. */
export interface Ending extends Pick<RunReport, 'result' | 'actions'> {
  readonly bodies: ReadonlyMap<string, JsonObject>;
}

export interface End {
  readonly ledger: Pick<OpenLedger, 'store'>;
  /** The entry that began; the end follows it, or what came after it. */
  readonly begin: Pick<DeploymentEntry, 'target' | 'hash' | 'sequence' | 'record'>;
  readonly last?: DeploymentEntry;
  readonly ending: Ending;
  readonly actor: Actor;
  /** Not by the run that began. */
  readonly recovered?: true;
}

/** Entries that may come between a `begin` and its `end`, such as of a probe, before it is given up. */
const ATTEMPTS = 5;

/**
 * Says in the ledger what became of a deployment, after whatever came in between: an entry that is no end leaves it open.
 * Gives the entry, or `ended` if somebody else has told the end meanwhile.
 */
export async function recordEnd(
  { now }: Pick<Io, 'now'>,
  { ledger: { store }, begin, last, ending, actor, recovered }: End,
): Promise<DeploymentEntry | 'ended'> {
  const { bodies, result, actions } = ending;
  let before: Pick<DeploymentEntry, 'hash' | 'sequence' | 'record'> = last ?? begin;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const record: EndRecord = {
      kind: 'end',
      at: now().toISOString(),
      begin: begin.hash,
      result,
      ...(recovered === undefined ? {} : { recovered }),
      actor,
      actions,
    };
    const entry = sealEntry(record, { target: begin.target, chain: 'deployments', last: before });
    if ((await store.append(entry, bodies)) === 'appended') return entry;
    const { standing, problem } = await readLedger(store, begin.target);
    if (problem !== undefined) throw new LedgerFailure(problem);
    if (standing.open?.hash !== begin.hash) return 'ended';
    before = standing.last ?? begin;
  }
  throw new LedgerFailure(`the end of the deployment could not be written: ${store.place} moved again and again`);
}

/** What became of each write of a plan, as the ledger has it. */
export function endingOf(plan: Plan, report: ApplyReport): Ending {
  const bodies = new Map<string, JsonObject>();
  const tests = new Map(plan.actions.flatMap((action) => testsOf(action)));
  const complete = report.results.every(({ outcome }) => verdictOf(outcome) === 'done');
  return {
    result: complete && report.verification.kind === 'verified' ? 'complete' : 'incomplete',
    actions: report.results.map(({ type, id, action, outcome, live, receipt }) => {
      const hash = tests.get(`${type}/${id}`);
      return {
        type,
        id,
        action,
        outcome: effectOf(outcome),
        ...(live === undefined ? {} : { live: live === null ? null : liveRef(live, bodies) }),
        ...(hash === undefined ? {} : { tests: hash }),
        ...receipt,
        ...('message' in outcome ? { message: outcome.message } : {}),
      };
    }),
    bodies,
  };
}

function testsOf(action: Action): readonly (readonly [string, string])[] {
  return 'tests' in action && action.tests !== undefined ? [[`${action.type}/${action.id}`, action.tests]] : [];
}
