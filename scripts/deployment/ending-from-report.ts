import { keyOf } from '../../src/ledger';
import type { BegunAction, LedgerStore, ObservedResource, RunReport, Standing, WrittenAction } from '../../src/ledger';
import type { JsonObject } from '../../src/json';
import { liveHash, RESOURCE_TYPES } from '../../src/state';
import type { Resource } from '../../src/state';
import type { OpenLedger } from '../ledger/open-ledger';
import type { Ending } from './end-record';
import { isAsWanted } from './kept-body';
import { bodiesIn } from './observe';

export type ReportedEnding =
  | { readonly kind: 'ending'; readonly ending: Ending; readonly seen: Seen | undefined }
  | { readonly kind: 'refused'; readonly problem: string };

/** The list that a report tells of, with the bodies that the ledger does not hold yet. */
export interface Seen {
  readonly resources: readonly ObservedResource[];
  readonly bodies: ReadonlyMap<string, JsonObject>;
}

export interface ReportFor {
  readonly target: string;
  readonly open: NonNullable<Standing['open']>;
  readonly ledger: OpenLedger;
}

/**
 * The end that a report tells, if it is one of the deployment that is open: of its plan, of each of its writes exactly
 * once, with bodies that are what it says of them. A report is a file that others may have had in their hands.
 */
export async function endingFrom(report: RunReport, { target, open, ledger }: ReportFor): Promise<ReportedEnding> {
  if (report.target !== target) return refused(`it is of the target ${JSON.stringify(report.target)}`);
  if (report.begin !== open.hash || report.plan !== open.begin.plan) {
    return refused(`it is of another deployment, ${report.begin.slice(0, 12)}, and ${open.hash.slice(0, 12)} is open`);
  }
  const begun = new Map(open.begin.actions.map((action) => [keyOf(action), action]));
  const bodies = new Map<string, JsonObject>();
  let complete = true;
  for (const written of report.actions) {
    const action = begun.get(keyOf(written));
    begun.delete(keyOf(written));
    if (action?.action !== written.action) return refused(`it tells of ${written.id} what was not begun`);
    const live = liveIn(report, written);
    if (typeof live === 'string') return refused(live);
    if (live !== null && written.live) bodies.set(written.live.body, live.body);
    complete &&= written.outcome === 'applied' && (await isDone(action, live, ledger.store));
  }
  const [missing] = begun.values();
  if (missing !== undefined) return refused(`it does not tell what became of ${missing.id}`);
  if (report.result === 'complete' && !complete) return refused('it calls complete what by its own words is not');
  const seen = seenIn(report, ledger);
  if (typeof seen === 'string') return refused(seen);
  return { kind: 'ending', ending: { result: report.result, actions: report.actions, bodies }, seen };
}

/** What a report says is live; null if nothing is, or if it does not say. A text says what is wrong. */
function liveIn({ bodies }: RunReport, { type: name, id, outcome, live }: WrittenAction): Resource | null | string {
  if (live === undefined) return outcome === 'applied' ? `it does not tell what is live of ${id}` : null;
  if (live === null) return null;
  const type = RESOURCE_TYPES.find((one) => one === name);
  const body = bodies[live.body];
  if (type === undefined || body === undefined) return `it does not hold the body of ${id}`;
  return liveHash({ type, body }) === live.hash ? { type, id, body } : `the body of ${id} is not what it says of it`;
}

async function isDone(action: BegunAction, live: Resource | null, store: LedgerStore): Promise<boolean> {
  if (action.desired === null) return live === null;
  return live !== null && isAsWanted(live, action.desired, store);
}

/** The list of a report, if it holds each body that the ledger does not; a text says what is wrong. */
function seenIn({ observed, bodies }: RunReport, ledger: OpenLedger): Seen | string | undefined {
  if (observed === null) return undefined;
  const isKept = bodiesIn(ledger);
  const held = new Map<string, JsonObject>();
  for (const { type: name, id, hash, body: kept } of observed) {
    if (kept === undefined) continue;
    if (isKept({ type: name, id }, hash, kept)) continue;
    const type = RESOURCE_TYPES.find((one) => one === name);
    const body = bodies[kept];
    if (type === undefined || body === undefined) return `it does not hold the body of ${id}, which it lists`;
    if (liveHash({ type, body }) !== hash) return `the body of ${id} is not what it lists`;
    held.set(kept, body);
  }
  return { resources: observed, bodies: held };
}

function refused(problem: string): ReportedEnding {
  return { kind: 'refused', problem };
}
