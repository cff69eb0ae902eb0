import type { WorkspaceFailure } from '../../deploy';
import { inertLine } from '../../src/state';
import { CONFIG_FILE } from '../targets/read-config';
import type { Target } from '../targets/target';

/** What a person reads when a workspace could not be read: what happened, where, what to do. */
export function failureWords({ details }: WorkspaceFailure, { name, workspace, kind }: Target): string {
  const { status, code, message } = details;
  const said = [status, code].filter((part) => part !== undefined).join(' ');
  const head = `the rules of ${name} (workspace ${workspace}) could not be read`;
  return `${head}: ${inertLine(said === '' ? message : `${said}: ${message}`)}\n${hint(details, kind)}\n`;
}

function hint({ kind, status }: WorkspaceFailure['details'], target: Target['kind']): string {
  switch (kind) {
    case 'denied':
      return 'Sign in (`az login`, or azure/login in a workflow). Planning needs Microsoft Sentinel Reader, deploying Microsoft Sentinel Contributor, on the workspace.';
    case 'lost':
      return target === 'emulator'
        ? 'Is the emulator running at the endpoint of this target? `sentinel-rules emulate` starts one.'
        : 'Is the network there, and is the endpoint of this target right?';
    case 'refused':
      return status === 404
        ? `Look at subscription, resourceGroup and workspace of this target in ${CONFIG_FILE}.`
        : `Look at apiVersion and endpoint of this target in ${CONFIG_FILE}.`;
    case 'throttled':
    case 'unavailable':
    case 'conflict':
    case 'stopped':
      return 'Nothing was written. Try again later.';
  }
}
