/** What tests say of a rule that they write; the rest is the same for all. */
export interface RuleText {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly severity: string;
  readonly kind?: 'Scheduled' | 'NRT';
  readonly description?: string;
  readonly period?: string;
  readonly threshold?: number;
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly query: readonly string[];
  readonly exclusions?: readonly {
    readonly name: string;
    readonly scenario: string;
    readonly where: string;
    readonly owner: string;
  }[];
  /** Columns of the result that are the host, by default `DeviceName`. */
  readonly host?: string;
}

/** A rule file in the project's own format. */
export function ruleText(rule: RuleText): string {
  const { kind = 'Scheduled', exclusions = [], host = 'DeviceName' } = rule;
  const schedule = [
    'queryFrequency: 1h',
    `queryPeriod: ${rule.period ?? '1h'}`,
    'triggerOperator: gt',
    `triggerThreshold: ${rule.threshold ?? 0}`,
  ];
  const lines = [
    `id: ${rule.id}`,
    `name: ${rule.name}`,
    `version: ${rule.version}`,
    `kind: ${kind}`,
    'description: |',
    `  ${rule.description ?? `Finds what ${rule.name.toLowerCase()} leaves behind.`}`,
    `severity: ${rule.severity}`,
    ...(kind === 'NRT' ? [] : schedule),
    `tactics: [${rule.tactics.join(', ')}]`,
    `relevantTechniques: [${rule.techniques.join(', ')}]`,
    'query: |',
    ...rule.query.map((line) => `  ${line}`),
    ...(exclusions.length === 0 ? [] : ['exclusions:']),
    ...exclusions.flatMap(({ name, scenario, where, owner }) => [
      `  - name: ${name}`,
      `    scenario: ${scenario}`,
      `    where: ${where}`,
      `    owner: ${owner}`,
    ]),
    'entityMappings:',
    '  - entityType: Host',
    '    fieldMappings:',
    '      - identifier: HostName',
    `        columnName: ${host}`,
    '',
  ];
  return lines.join('\n');
}
