import { createHash } from 'node:crypto';

/** A rule as a workspace holds it: its name in the Resource Manager, and the body of its PUT. */
export interface PortalRule {
  readonly id: string;
  readonly body: { readonly kind: string; readonly properties: object };
}

/** What people filled in. */
export interface PortalText {
  readonly name: string;
  readonly description: string | null;
  readonly severity: string;
  readonly frequency: string;
  readonly period: string;
  readonly query: string;
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly entities: readonly (readonly [type: string, identifier: string, column: string])[];
}

/** A GUID like any other, the same each time. */
export function idOf(...words: readonly (string | number)[]): string {
  const hash = createHash('sha256').update(words.join(' ')).digest('hex');
  return `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
}

const every = (index: number, nth: number): boolean => index % nth === nth - 1;

/** The nth rule: what a portal sends, with everything that nobody chose. Every so-manyth is special in some way. */
export function portalRule(text: PortalText, index: number): PortalRule {
  const nrt = every(index, 19);
  const fromTemplate = every(index, 7);
  return {
    id: idOf('rule', index),
    body: {
      kind: nrt ? 'NRT' : 'Scheduled',
      properties: {
        displayName: text.name,
        description: every(index, 9) ? '' : text.description,
        severity: text.severity,
        enabled: !every(index, 11),
        query: every(index, 5) ? text.query.replaceAll('\n', '\r\n') : text.query,
        ...(nrt
          ? {}
          : {
              queryFrequency: text.frequency,
              queryPeriod: text.period,
              triggerOperator: 'GreaterThan',
              triggerThreshold: every(index, 23) ? 5 : 0,
              startTimeUtc: null,
            }),
        suppressionDuration: 'PT5H',
        suppressionEnabled: every(index, 29),
        tactics: every(index, 17) ? [] : text.tactics,
        techniques: every(index, 17) ? [] : text.techniques,
        subTechniques: [],
        alertRuleTemplateName: fromTemplate ? idOf('template', index) : null,
        templateVersion: fromTemplate ? `1.${index % 10}.0` : null,
        entityMappings: every(index, 8)
          ? null
          : text.entities.map(([entityType, identifier, columnName]) => ({
              entityType,
              fieldMappings: [{ identifier, columnName }],
            })),
        sentinelEntitiesMappings: null,
        customDetails: null,
        alertDetailsOverride: null,
        eventGroupingSettings: { aggregationKind: every(index, 6) ? 'AlertPerResult' : 'SingleAlert' },
        incidentConfiguration: {
          createIncident: !every(index, 31),
          groupingConfiguration: {
            enabled: every(index, 4),
            reopenClosedIncident: false,
            lookbackDuration: 'PT5H',
            matchingMethod: 'AllEntities',
            groupByEntities: [],
            groupByAlertDetails: [],
            groupByCustomDetails: [],
          },
        },
      },
    },
  };
}

/** The metadata of an instance of a Content Hub template: the portal writes it when a rule is made from one. */
export function contentHubMark({ body }: PortalRule, parentId: string): object | undefined {
  const { alertRuleTemplateName: template, templateVersion: version } = body.properties as Readonly<
    Record<string, unknown>
  >;
  if (typeof template !== 'string' || body.kind === 'Fusion') return undefined;
  return {
    properties: {
      parentId,
      contentId: template,
      kind: 'AnalyticsRule',
      version,
      source: { kind: 'Solution', name: 'Endpoint Basics', sourceId: 'contoso.endpoint-basics' },
      author: { name: 'Contoso' },
      support: { tier: 'Partner', name: 'Contoso' },
    },
  };
}
