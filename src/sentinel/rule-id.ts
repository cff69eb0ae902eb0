const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/**
 * Whether an id is a GUID. The service takes any name as the id of a rule (azure-rest-api-specs, AlertRules.json: a text
 * without a pattern, read 2026-11-24), and Terraform's users give such; all that this project makes is a GUID.
 */
export function isGuid(id: string): boolean {
  return GUID.test(id);
}

/** As much of a rule's id as tells it apart: the beginning of a GUID, and all of a name that somebody chose. */
export function shortRuleId(id: string): string {
  return /^[0-9a-f]{8}-/i.test(id) ? id.slice(0, 8) : id;
}

/** Whether a text can be the id of a rule here: a GUID, or a name that is the same in paths, file names and YAML. */
export function isRuleId(id: string): boolean {
  return /^[0-9A-Za-z][0-9A-Za-z_.-]{0,127}$/.test(id);
}
