import type { AlertRuleBody } from '../../sentinel';

interface TemplateRule {
  readonly id: string;
  readonly body: AlertRuleBody;
}

/** A deployment template that holds alert rules: deployable with any ARM client, with the workspace as its parameter. */
export interface ArmTemplate {
  readonly $schema: string;
  readonly contentVersion: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly resources: readonly Readonly<Record<string, unknown>>[];
}

/**
 * One template for all rules given, in their order. Extension-style names as the portal's own export has them
 * (`<workspace>/Microsoft.SecurityInsights/<id>`).
 */
export function armTemplate(rules: readonly TemplateRule[], apiVersion: string): ArmTemplate {
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    contentVersion: '1.0.0.0',
    parameters: {
      workspace: {
        type: 'string',
        metadata: { description: 'Name of the Log Analytics workspace with Microsoft Sentinel' },
      },
    },
    resources: rules.map(({ id, body }) => ({
      type: 'Microsoft.OperationalInsights/workspaces/providers/alertRules',
      apiVersion,
      name: `[concat(parameters('workspace'), '/Microsoft.SecurityInsights/${id}')]`,
      kind: body.kind,
      properties: literal(body.properties),
    })),
  };
}

/**
 * ARM evaluates a text from `[` to `]` as an expression; a second `[` in front makes it a text again
 * (Microsoft Learn, template expressions, read 2026-11-24).
 */
function literal(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith('[') && value.endsWith(']') ? `[${value}` : value;
  if (Array.isArray(value)) return value.map(literal);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, literal(item)]));
}
