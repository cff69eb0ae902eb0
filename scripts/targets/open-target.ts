import {
  CLOUDS,
  createLimiter,
  LIMITS,
  machineClock,
  namedCredential,
  openArmWorkspace,
  readWorkspaceSchema,
  WorkspaceFailure,
} from '../../deploy';
import type { ArmWorkspaceOptions, Limiter, Workspace } from '../../deploy';
import type { PulledSchema } from '../../src/rules';
import type { QueryValidator } from '../../src/emulator';
import { inertLine } from '../../src/state';
import { UsageError } from '../command';
import type { Io } from '../command';
import { DataFolderError, startEmulator } from '../emulate';
import type { EmulatorTarget, Target } from './target';

export interface OpenTarget {
  readonly workspace: Workspace;
  readonly limiter: Limiter;
  /** Its tables and functions, as its query API tells them. */
  schema(): Promise<PulledSchema>;
  close(): Promise<void>;
}

const WAIT_WORTH_TELLING_MS = 1000;

/**
 * Connects to a target; an emulator without an endpoint is started in this process, and reads the queries of rules with
 * `queries`. Nothing is sent yet.
 */
export async function openTarget(target: Target, io: Pick<Io, 'stderr'>, queries: QueryValidator): Promise<OpenTarget> {
  const { close, ...place } = await reach(target, queries);
  const limiter = createLimiter({
    ...LIMITS,
    clock: machineClock,
    onWait: (milliseconds, { message }) => {
      if (milliseconds >= WAIT_WORTH_TELLING_MS) {
        io.stderr(`waiting ${Math.round(milliseconds / 1000)} s for ${target.name}: ${inertLine(message)}\n`);
      }
    },
  });
  const workspace = await openArmWorkspace({
    id: target,
    apiVersion: target.apiVersion,
    limiter,
    ...place,
  });
  const schema = async (): Promise<PulledSchema> => {
    const { workspaceGuid } = await workspace.identify();
    if (workspaceGuid === null) throw new WorkspaceFailure({ kind: 'denied', message: 'its GUID may not be read' });
    return readWorkspaceSchema({ customerId: workspaceGuid, limiter, ...place });
  };
  return { workspace, limiter, schema, close };
}

interface Reached extends Pick<ArmWorkspaceOptions, 'endpoint' | 'credential'> {
  close(): Promise<void>;
}

async function reach(target: Target, queries: QueryValidator): Promise<Reached> {
  const close = (): Promise<void> => Promise.resolve();
  if (target.kind === 'emulator') {
    return target.endpoint === undefined ? embed(target, queries) : { endpoint: target.endpoint, close };
  }
  const { cloud, credential: name, tenant, clientId, endpoint = CLOUDS[cloud].management } = target;
  const credential = namedCredential({
    name,
    cloud,
    ...(tenant === undefined ? {} : { tenant }),
    ...(clientId === undefined ? {} : { clientId }),
  });
  return { endpoint, credential, close };
}

async function embed({ name, data }: EmulatorTarget, validateQuery: QueryValidator): Promise<Reached> {
  try {
    const { url, close } = await startEmulator({ dataDir: data, validateQuery });
    return { endpoint: url, close };
  } catch (error) {
    if (error instanceof DataFolderError) throw new UsageError(`target ${name}: ${error.message}`);
    throw error;
  }
}
