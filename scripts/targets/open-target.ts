import { CLOUDS, openArmWorkspace, readWorkspaceSchema, WorkspaceFailure } from '../../deploy';
import type { ArmWorkspaceOptions, Limiter, Workspace } from '../../deploy';
import type { PulledSchema } from '../../src/rules';
import type { QueryValidator } from '../../src/emulator';
import { UsageError } from '../command';
import { DataFolderError, startEmulator } from '../emulate';
import type { Access } from './access';
import type { EmulatorTarget, Target } from './target';

export interface OpenTarget {
  readonly workspace: Workspace;
  readonly limiter: Limiter;
  /** Its tables and functions, as its query API tells them. */
  schema(): Promise<PulledSchema>;
  close(): Promise<void>;
}

/**
 * Connects to a target; an emulator without an endpoint is started in this process, and reads the queries of rules with
 * `queries`. Nothing is sent yet.
 */
export async function openTarget(target: Target, access: Access, queries: QueryValidator): Promise<OpenTarget> {
  const { close, ...place } = await reach(target, access, queries);
  const limiter = access.limiterFor(target, place.endpoint);
  const workspace = await openArmWorkspace({ id: target, apiVersion: target.apiVersion, limiter, ...place });
  const schema = async (): Promise<PulledSchema> => {
    const { workspaceGuid } = await workspace.identify();
    if (workspaceGuid === null) throw new WorkspaceFailure({ kind: 'denied', message: 'its GUID may not be read' });
    return readWorkspaceSchema({ customerId: workspaceGuid, limiter, ...place });
  };
  return { workspace, limiter, schema, close };
}

interface Reached extends Pick<ArmWorkspaceOptions, 'credential'> {
  readonly endpoint: string;
  close(): Promise<void>;
}

async function reach(target: Target, access: Access, queries: QueryValidator): Promise<Reached> {
  const close = (): Promise<void> => Promise.resolve();
  if (target.kind === 'emulator') {
    return target.endpoint === undefined ? embed(target, queries) : { endpoint: target.endpoint, close };
  }
  const { endpoint = CLOUDS[target.cloud].management } = target;
  return { endpoint, credential: access.credentialFor(target), close };
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
