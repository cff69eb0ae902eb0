import { printYaml } from '../../yaml';
import { areas } from './area';
import type { Area, AreaName } from './area';

export interface NewRule {
  /** A GUID that no rule has yet. */
  readonly id: string;
  readonly name: string;
  readonly area: AreaName;
  readonly kind: 'Scheduled' | 'NRT';
  readonly severity: 'High' | 'Medium' | 'Low' | 'Informational';
  /** Of both none: those of the area. */
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  /** Folder of the JSON Schemas from where the files will be; editors read it. */
  readonly schemas?: string;
}

export interface NewRuleFiles {
  readonly rule: string;
  readonly test: string;
}

/**
 * A rule and its tests to start from, in house style: it checks, and its tests pass, before anything is changed. What is
 * to be replaced says so in comments.
 */
export function newRule(wanted: NewRule): NewRuleFiles {
  const area: Area = areas[wanted.area];
  return { rule: ruleText(wanted, area), test: testText(wanted, area) };
}

function ruleText({ id, name, kind, severity, tactics, techniques, schemas }: NewRule, area: Area): string {
  const own = tactics.length + techniques.length > 0;
  const query = [area.table, ...area.query.map((pipe) => `| ${pipe}`)];
  const value = {
    id,
    name,
    version: '1.0.0',
    kind,
    maturity: 'experimental',
    description: 'What happened when this alerts, why it matters, and what to look at first.\n',
    severity,
    requiredDataConnectors: [{ connectorId: area.connector, dataTypes: [area.table] }],
    ...(kind === 'NRT' ? {} : { queryFrequency: '1h', queryPeriod: '1h', triggerOperator: 'gt', triggerThreshold: 0 }),
    tactics: own ? tactics : area.tactics,
    relevantTechniques: own ? techniques : area.techniques,
    query: `${['// Replace this by what you look for; `sentinel-rules test --watch` runs the tests as you write.', ...query].join('\n')}\n`,
    entityMappings: area.entities.map(({ type, identifier, column }) => ({
      entityType: type,
      fieldMappings: [{ identifier, columnName: column }],
    })),
  };
  return `${header(schemas, 'rule')}${printYaml(value)}`;
}

function testText({ schemas }: NewRule, area: Area): string {
  // Three of each: enough for a query that counts.
  const given = (row: string): readonly string[] => [row, row, row];
  const value = {
    defaults: { now: '2026-01-10T00:00:00Z', at: '-20m', ingested: '+3m' },
    rows: { bad: { [area.table]: area.fires }, good: { [area.table]: area.silent } },
    cases: [
      { name: 'fires on what it looks for', given: given('bad'), expect: 'fires' },
      { name: 'is silent about what is normal', given: given('good'), expect: 'silent' },
    ],
  };
  return `${header(schemas, 'rule-test')}${printYaml(value)}`;
}

function header(schemas: string | undefined, name: string): string {
  return schemas === undefined ? '' : `# yaml-language-server: $schema=${schemas}/${name}.schema.json\n`;
}
