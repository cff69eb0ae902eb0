import { resourceTypes } from '../src/state';
import type { Action, Plan, Resource } from '../src/state';
import type { Outcome } from './apply-report';
import { asSeen, asWanted, underWay } from './as-seen';
import type { Limiter } from './limiter';
import { obstacleWords, serviceWords } from './obstacle';
import { WorkspaceFailure } from './workspace';
import type { Gate, Precondition, Receipt, Workspace } from './workspace';

export interface Writer {
  readonly workspace: Workspace;
  readonly limiter: Pick<Limiter, 'pause' | 'attempts'>;
  /** Ends pauses between tries. */
  readonly gate: Gate;
  /** Whether the service refuses stale versions: then an update need not look first. */
  readonly etags: Plan['etags'];
}

/** How one action went, with what was seen last. */
export interface Attempted {
  readonly outcome: Outcome;
  readonly live?: Resource | null;
  readonly receipt?: Receipt;
  /** Whether every other write would meet the same. */
  readonly fatal?: true;
}

/** In bulk runs about one rule in ten was read back inconsistently (hashicorp/terraform-provider-azurerm#21231). */
const LOOKS_AFTER_CONFLICT = 3;

/**
 * Carries out one action without ever overwriting what the plan did not see. It looks before a create (a list may have
 * lost a page), before a delete, and before an update while stale versions may be accepted. After a conflict or a lost
 * answer it looks before anything else: as wanted is success, as the plan saw it may be tried again, anything else is a
 * conflict. What it does not know it calls unknown.
 */
export async function writeAction(action: Action, writer: Writer): Promise<Attempted> {
  if ('blocked' in action && action.blocked !== undefined) {
    return { outcome: { kind: 'refused', message: action.blocked } };
  }
  try {
    return (await lookFirst(action, writer)) ?? (await write(action, writer));
  } catch (error) {
    if (!(error instanceof WorkspaceFailure)) throw error;
    return failed(error, 'none');
  }
}

/** An outcome without a write, or undefined if a write is to be tried. */
async function lookFirst(action: Action, { workspace, etags }: Writer): Promise<Attempted | undefined> {
  const records = action.action === 'update' && action.changes.length === 0;
  if (action.action === 'update' && action.live.etag !== undefined && etags === 'honoured' && !records)
    return undefined;
  const current = await workspace.get(action);
  const live = current ?? null;
  if (asWanted(action, current)) return { outcome: { kind: 'already' }, live };
  if (asSeen(action, current) && !records) return undefined;
  return { outcome: conflict('it changed after the plan was made'), live };
}

async function write(action: Action, writer: Writer): Promise<Attempted> {
  const { limiter, gate } = writer;
  let condition = firstCondition(action);
  for (let attempt = 1; ; attempt++) {
    const answer = await send(action, { workspace: writer.workspace, condition });
    if (!(answer instanceof WorkspaceFailure)) return answer;
    const { kind } = answer.details;
    const partly = answer.details.partial === true;
    if (kind === 'refused' && !partly) return { outcome: { kind: 'refused', message: serviceWords(answer) } };
    if (kind !== 'conflict' && kind !== 'unavailable' && kind !== 'lost') {
      return failed(answer, partly ? 'unknown' : 'none');
    }
    const current = await look(action, writer, answer);
    if (current instanceof WorkspaceFailure) return failed(current, 'unknown');
    const live = current.resource ?? null;
    if (asWanted(action, current.resource)) return { outcome: { kind: 'already' }, live };
    const onItsWay = !asSeen(action, current.resource) && underWay(action, current.resource);
    if (!asSeen(action, current.resource) && !onItsWay) return { outcome: conflict(serviceWords(answer)), live };
    if (onItsWay && attempt >= limiter.attempts) return { ...failed(answer, 'unknown'), live };
    if (onItsWay) condition = conditionOver(action, current.resource);
    if (attempt >= limiter.attempts) {
      return kind === 'conflict'
        ? { outcome: { kind: 'refused', message: obstacleWords(answer) }, live }
        : failed(answer, 'none');
    }
    // Nothing is there, so nothing can be overwritten: an etag on a rule that does not exist may be what was refused.
    if (kind === 'conflict' && condition.kind === 'absent') condition = { kind: 'none' };
    else await limiter.pause(attempt, { askedMs: answer.details.retryAfterMs, gate });
  }
}

function firstCondition(action: Action): Precondition {
  if (action.action === 'create') return { kind: 'absent' };
  const { etag, body: seen } = action.live;
  return etag === undefined ? { kind: 'none', seen } : { kind: 'version', etag, seen };
}

/** What may be written over once some of it is done: the version that was found on the way. */
function conditionOver(action: Action, current: Resource | undefined): Precondition {
  const seen = action.action === 'create' ? {} : { seen: action.live.body };
  return current?.etag === undefined ? { kind: 'none', ...seen } : { kind: 'version', etag: current.etag, ...seen };
}

async function send(
  action: Action,
  { workspace, condition }: { readonly workspace: Workspace; readonly condition: Precondition },
): Promise<Attempted | WorkspaceFailure> {
  try {
    if (action.action === 'delete') {
      const receipt = await workspace.delete(action, condition);
      return { outcome: { kind: 'deleted' }, live: null, receipt };
    }
    const { type, id, desired } = action;
    const { resource, ...receipt } = await workspace.put({ type, id, body: desired }, condition);
    return { outcome: written(action, resource), live: resource, receipt };
  } catch (error) {
    if (error instanceof WorkspaceFailure) return error;
    throw error;
  }
}

/**
 * What is live after a write that did not succeed. A conflict with something that looks as the plan saw it contradicts
 * itself: a read may lag behind a write, so it is repeated before it is believed.
 */
async function look(
  action: Action,
  { workspace, limiter, gate }: Writer,
  failure: WorkspaceFailure,
): Promise<{ readonly resource: Resource | undefined } | WorkspaceFailure> {
  const looks = failure.details.kind === 'conflict' ? LOOKS_AFTER_CONFLICT : 1;
  try {
    for (let count = 1; ; count++) {
      const resource = await workspace.get(action);
      if (count >= looks || !asSeen(action, resource) || gate.reason !== undefined) return { resource };
      await limiter.pause(count, { gate });
    }
  } catch (error) {
    // The write's own failure is what people need to know, with what is not known.
    if (!(error instanceof WorkspaceFailure)) throw error;
    const message = `${serviceWords(failure)}; whether it was written is not known: looking failed too (${error.message})`;
    return new WorkspaceFailure({ ...error.details, message });
  }
}

/** Compares all that was sent with all that came back. */
function written(action: Exclude<Action, { action: 'delete' }>, answer: Resource): Outcome {
  const row = resourceTypes[action.type];
  const lost = row.diff(row.canonical(answer.body), row.canonical(action.desired));
  const kind = { create: 'created', update: 'updated', quarantine: 'disabled' } as const;
  return { kind: kind[action.action], lost };
}

function failed(failure: WorkspaceFailure, effect: 'none' | 'unknown'): Attempted {
  const { kind } = failure.details;
  const message = serviceWords(failure);
  if (kind === 'stopped' && effect === 'none') return { outcome: { kind: 'skipped', message } };
  if (kind === 'refused' && effect === 'none') return { outcome: { kind: 'refused', message } };
  const outcome = { kind: 'failed', message, effect } as const;
  // One rule's 5xx may be its own; no answer and no permission are everybody's.
  return kind === 'denied' || kind === 'lost' || kind === 'throttled' ? { outcome, fatal: true } : { outcome };
}

function conflict(message: string): Outcome {
  return { kind: 'conflict', message };
}
