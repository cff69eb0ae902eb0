import { alertRuleResource } from '../src/state';
import { WorkspaceFailure } from './workspace';
import type { Workspace } from './workspace';

/** The rule on which it is tried out: disabled, of a table that every workspace has, and deleted at the end. */
const CANARY = '5e171e1c-0000-4000-8000-00000000cafe';

/** What a workspace does with a write over a stale version. `unproven` where it could not be tried. */
export type EtagProbe =
  { readonly etags: 'honoured' | 'ignored' } | { readonly etags: 'unproven'; readonly message: string };

/**
 * Tries out whether a workspace refuses a write that carries the version before the last. Writes a disabled rule twice,
 * then once more with the first version, and deletes it.
 */
export async function probeEtags(workspace: Workspace): Promise<EtagProbe> {
  const rule = (words: string) =>
    alertRuleResource(CANARY, {
      kind: 'Scheduled',
      properties: {
        displayName: 'sentinel-rules canary (disabled)',
        description: `Tries out whether stale versions are refused. ${words}`,
        severity: 'Informational',
        enabled: false,
        query: 'Heartbeat\n| where false',
        queryFrequency: 'P1D',
        queryPeriod: 'P1D',
        triggerOperator: 'GreaterThan',
        triggerThreshold: 0,
        suppressionEnabled: false,
        suppressionDuration: 'PT5H',
      },
    });
  try {
    const { resource: first } = await workspace.put(rule('First.'), { kind: 'none' });
    await workspace.put(rule('Second.'), { kind: 'none' });
    if (first.etag === undefined) return { etags: 'unproven', message: 'the service gave the rule no version' };
    return { etags: await staleWrite(workspace, { etag: first.etag, rule: rule('Stale.') }) };
  } catch (error) {
    if (error instanceof WorkspaceFailure) return { etags: 'unproven', message: error.message };
    throw error;
  } finally {
    await workspace.delete({ type: 'alertRule', id: CANARY }, { kind: 'none' }).catch(() => undefined);
  }
}

async function staleWrite(
  workspace: Workspace,
  { etag, rule }: { readonly etag: string; readonly rule: ReturnType<typeof alertRuleResource> },
): Promise<'honoured' | 'ignored'> {
  try {
    await workspace.put(rule, { kind: 'version', etag });
    return 'ignored';
  } catch (error) {
    if (error instanceof WorkspaceFailure && error.details.kind === 'conflict') return 'honoured';
    throw error;
  }
}
