import { CLOUDS, openArmWorkspace, queryLogs, readWorkspaceSchema, WorkspaceFailure } from '../../deploy';
import type { ArmWorkspaceOptions, Limiter, LogAnswer, Workspace } from '../../deploy';
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
  /** What a query over its tables gives; `duration` is ISO 8601 and bounds TimeGenerated. */
  logs(query: string, duration: string): Promise<LogAnswer>;
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
  let guid: Promise<string> | undefined;
  const customerId = (): Promise<string> => (guid ??= guidOf(workspace));
  return {
    workspace,
    limiter,
    schema: async () => readWorkspaceSchema({ customerId: await customerId(), limiter, ...place }),
    logs: async (query, duration) => queryLogs({ customerId: await customerId(), limiter, ...place }, query, duration),
    close,
  };
}

async function guidOf(workspace: Workspace): Promise<string> {
  const { workspaceGuid } = await workspace.identify();
  if (workspaceGuid === null) throw new WorkspaceFailure({ kind: 'denied', message: 'its GUID may not be read' });
  return workspaceGuid;
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
