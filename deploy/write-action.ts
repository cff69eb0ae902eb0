import { resourceTypes, sameBody } from '../src/state';
import type { Action, Resource } from '../src/state';
import type { Outcome } from './apply-report';
import type { Limiter } from './limiter';
import { WorkspaceFailure } from './workspace';
import type { Precondition, Workspace } from './workspace';

export interface Writer {
  readonly workspace: Workspace;
  readonly limiter: Pick<Limiter, 'pause' | 'attempts'>;
}

/** In bulk runs about one rule in ten was read back inconsistently (hashicorp/terraform-provider-azurerm#21231). */
const LOOKS_AFTER_CONFLICT = 3;

/**
 * Carries out one action without ever overwriting what the plan did not see. After a conflict or a lost answer it looks
 * before anything else: as wanted is success, as the plan saw it may be tried again, anything else is a conflict.
 */
export async function writeAction(action: Action, writer: Writer): Promise<Outcome> {
  const { workspace, limiter } = writer;
  if (action.action === 'update' && action.blocked !== undefined) return { kind: 'refused', message: action.blocked };
  let condition = await firstCondition(action, workspace);
  for (let attempt = 1; ; attempt++) {
    if (condition === undefined) return conflict('it changed after the plan was made');
    const answer = await attemptWrite(action, workspace, condition);
    if (!(answer instanceof WorkspaceFailure)) return written(action, answer);
    const failure = answer.details;
    if (failure.kind !== 'conflict' && failure.kind !== 'unavailable' && failure.kind !== 'lost') throw answer;
    const current = await look(action, writer, answer);
    if (current !== undefined && sameBody(current, wanted(action))) return { kind: 'already' };
    if (!asSeen(action, current)) return conflict(serviceWords(answer));
    if (failure.kind === 'conflict') {
      // Nothing is there, so nothing can be overwritten: an etag on a rule that does not exist may be what was refused.
      if (condition.kind !== 'absent') return conflict(serviceWords(answer));
      condition = { kind: 'none' };
    } else if (attempt >= limiter.attempts) throw answer;
    else await limiter.pause(attempt);
  }
}

/** Under which condition to write; undefined if what is live is known to be something else. */
async function firstCondition(action: Action, workspace: Workspace): Promise<Precondition | undefined> {
  if (action.action === 'create') return { kind: 'absent' };
  if (action.live.etag !== undefined) return { kind: 'version', etag: action.live.etag };
  return asSeen(action, await workspace.get(action)) ? { kind: 'none' } : undefined;
}

async function attemptWrite(
  action: Action,
  workspace: Workspace,
  condition: Precondition,
): Promise<Resource | WorkspaceFailure> {
  try {
    return await workspace.put(wanted(action), condition);
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
  { workspace, limiter }: Writer,
  write: WorkspaceFailure,
): Promise<Resource | undefined> {
  const looks = write.details.kind === 'conflict' ? LOOKS_AFTER_CONFLICT : 1;
  try {
    for (let count = 1; ; count++) {
      const current = await workspace.get(action);
      if (count >= looks || !asSeen(action, current)) return current;
      await limiter.pause(count);
    }
  } catch (error) {
    // The write's own failure is what people need to know, with what is not known.
    if (!(error instanceof WorkspaceFailure)) throw error;
    const message = `${serviceWords(write)}; whether it was written is not known: looking failed too (${error.message})`;
    throw new WorkspaceFailure({ ...error.details, message });
  }
}

function wanted({ type, id, desired }: Action): Resource {
  return { type, id, body: desired };
}

/** Whether what is live is what the plan saw. */
function asSeen(action: Action, current: Resource | undefined): boolean {
  if (action.action === 'create') return current === undefined;
  if (current === undefined) return false;
  const { type, live } = action;
  if (live.etag !== undefined && current.etag !== live.etag) return false;
  return sameBody(current, { type, id: action.id, body: live.body });
}

/** Compares all that was sent with all that came back. */
function written(action: Action, answer: Resource): Outcome {
  const row = resourceTypes[action.type];
  const lost = row.diff(row.canonical(answer.body), row.canonical(action.desired));
  return { kind: action.action === 'create' ? 'created' : 'updated', lost };
}

function conflict(message: string): Outcome {
  return { kind: 'conflict', message };
}

function serviceWords({ details: { status, code, message } }: WorkspaceFailure): string {
  const prefix = [status, code].filter((part) => part !== undefined).join(' ');
  return prefix === '' ? message : `${prefix}: ${message}`;
}
