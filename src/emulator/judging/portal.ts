import { resourceId, workspaceAddressOf } from '../contract/routes';
import type { EmulatorRequest } from '../exchange';
import { without } from '../json';
import type { JsonObject } from '../json';
import { lookup, workspaceOf } from '../state/state';
import type { EmulatorState } from '../state/state';

export interface PortalEdit {
  /** Path of the workspace. */
  readonly workspace: string;
  readonly ruleId: string;
  /** Properties that change; null removes one. */
  readonly properties: JsonObject;
  /** Who edits; `portal` if absent. */
  readonly principal?: string;
}

const API_VERSION = '2025-07-01-preview';

/**
 * The request by which a person in the portal saves a rule with some properties changed: a whole rule, with the etag of
 * the version that the person sees. Throws if the rule is not there: a test that edits nothing tests nothing.
 */
export function portalEdit(
  state: EmulatorState,
  { workspace, ruleId, properties, principal = 'portal' }: PortalEdit,
): EmulatorRequest {
  const rule = lookup(workspaceOf(state, workspace).collections.alertRules, ruleId);
  if (rule === undefined) throw new Error(`${workspace} has no rule ${ruleId} to edit`);
  let edited: JsonObject = { ...rule.properties, ...properties };
  for (const [name, value] of Object.entries(properties)) if (value === null) edited = without(edited, name);
  const path = resourceId(workspaceAddressOf(workspace), 'alertRules', encodeURIComponent(rule.name));
  return {
    method: 'PUT',
    url: `http://portal.invalid${path}?api-version=${API_VERSION}`,
    headers: {},
    body: JSON.stringify({ kind: rule.kind, etag: rule.etag, properties: edited }),
    principal,
  };
}
