import { createHttpHeaders, createPipelineRequest } from '@azure/core-rest-pipeline';
import type { SecurityInsights } from '@azure/arm-securityinsight';
import { isJsonObject } from '../../src/state';
import type { Calling } from '../calls';
import { parseWire } from '../wire';
import { WorkspaceFailure } from '../workspace';
import type { Gate } from '../workspace';

/** Work takes seconds to minutes; after so many looks it is somebody's turn to look. */
const MOST_LOOKS = 40;
/** The wait between looks grows up to this try of the limiter's: about eight seconds. */
const LONGEST_TRY = 5;

export interface Work {
  /** Where the service says how far it is: its header `Azure-AsyncOperation`. */
  readonly url: string;
  /** Whether its end can be seen otherwise. */
  readonly isOver: () => Promise<boolean>;
  /** In words, for the failure. */
  readonly what: string;
  readonly gate?: Gate | undefined;
}

/**
 * Waits until the service has done what it took on. The status of a deletion may stay `Deleting` at 100 percent for ever
 * (Azure/azure-sdk-for-go#26937, read 2026-11-24): 100 percent is the end, whatever the status says.
 */
export async function workDone(
  client: SecurityInsights,
  { limiter, timeLimit }: Calling,
  { url, isOver, what, gate }: Work,
): Promise<void> {
  for (let look = 1; ; look++) {
    const { status, percent } = await limiter.run('read', async () => {
      const headers = createHttpHeaders({ accept: 'application/json' });
      const insecure = url.startsWith('http:') ? { allowInsecureConnection: true } : {};
      const request = createPipelineRequest({ url, headers, ...timeLimit(), ...insecure });
      const answer = await client.sendRequest(request);
      // the record of the work may go with what it was about
      return answer.status === 404 ? { status: 'Succeeded', percent: 100 } : progressIn(answer.bodyAsText);
    });
    if (status === 'Failed' || status === 'Canceled') {
      throw new WorkspaceFailure({ kind: 'refused', message: `the service gave up ${what}: ${status}` });
    }
    if (status === 'Succeeded' || (percent ?? 0) >= 100 || (await isOver())) return;
    if (look >= MOST_LOOKS) {
      throw new WorkspaceFailure({ kind: 'unavailable', message: `the service is still at it: ${what} (${status})` });
    }
    await limiter.pause(Math.min(look, LONGEST_TRY), gate === undefined ? {} : { gate });
  }
}

function progressIn(text: string | null | undefined): { readonly status: string; readonly percent?: number } {
  const value = parseWire(text);
  if (!isJsonObject(value)) return { status: 'Unknown' };
  const { status, percentComplete } = value;
  return {
    status: typeof status === 'string' ? status : 'Unknown',
    ...(typeof percentComplete === 'number' ? { percent: percentComplete } : {}),
  };
}
