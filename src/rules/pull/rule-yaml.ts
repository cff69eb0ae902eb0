import { isGuid, parseDuration } from '../../sentinel';
import { printYaml } from '../../yaml';
import { OPERATORS } from '../rule-file';

type Body = Readonly<Record<string, unknown>>;

const HEADER = '# yaml-language-server: $schema=';

export interface RuleYamlOptions {
  readonly id: string;
  /** Path of the rule's schema from where the file will be. */
  readonly schema?: string;
}

/**
 * A live Scheduled or NRT rule as a rule file in house style. What the service fills in by itself and nobody chose is left
 * out. Whether the file says all that the rule says is for the caller to compare: see `compileRule`.
 */
export function ruleYaml(body: Body, { id, schema }: RuleYamlOptions): string {
  const { kind } = body;
  const properties = objectOf(body['properties']);
  const scheduled = kind === 'Scheduled';
  const template = text(properties['alertRuleTemplateName']);
  const version = text(properties['templateVersion']);
  const file: Body = {
    id: id.toLowerCase(),
    name: properties['displayName'],
    version: '1.0.0',
    kind,
    ...(properties['enabled'] === false ? { enabled: false } : {}),
    description: block(text(properties['description']) ?? ''),
    severity: properties['severity'],
    ...(scheduled
      ? {
          queryFrequency: short(properties['queryFrequency']),
          queryPeriod: short(properties['queryPeriod']),
          triggerOperator: operator(properties['triggerOperator']),
          triggerThreshold: properties['triggerThreshold'],
        }
      : {}),
    tactics: properties['tactics'] ?? [],
    relevantTechniques: techniques(properties),
    query: block(text(properties['query']) ?? ''),
    ...(template === undefined ? {} : { template: { id: template, ...(version === undefined ? {} : { version }) } }),
    ...given('entityMappings', properties),
    ...given('sentinelEntitiesMappings', properties),
    ...given('customDetails', properties),
    ...given('alertDetailsOverride', properties),
    ...given('eventGroupingSettings', properties),
    ...incident(properties),
    ...(properties['suppressionEnabled'] === true
      ? { suppressionEnabled: true, suppressionDuration: short(properties['suppressionDuration']) }
      : {}),
    ...(text(properties['startTimeUtc']) === undefined ? {} : { startTimeUtc: properties['startTimeUtc'] }),
  };
  return `${schema === undefined ? '' : `${HEADER}${schema}\n`}${idNote(id)}${printYaml(file)}`;
}

/** What stands above an id that is no GUID, so that `check` knows it for no slip; nothing above others. */
export function idNote(id: string): string {
  return isGuid(id) ? '' : '# sentinel-ignore id-not-guid: the rule is live under this name\n';
}

/** A text that ends with a line break is written as a block, which is how people read queries. */
function block(value: string): string {
  const lines = value.replace(/\r\n/g, '\n').trimEnd();
  return lines === '' ? '' : `${lines}\n`;
}

/** `PT1H` as `1h`, where one unit says it all. */
function short(value: unknown): unknown {
  const seconds = typeof value === 'string' ? parseDuration(value) : undefined;
  if (seconds === undefined || seconds <= 0) return value;
  for (const [unit, size] of [
    ['d', 86_400],
    ['h', 3600],
    ['m', 60],
  ] as const) {
    if (seconds % size === 0) return `${seconds / size}${unit}`;
  }
  return value;
}

function operator(value: unknown): unknown {
  const [name] = Object.entries(OPERATORS).find(([, wire]) => wire === value) ?? [];
  return name ?? value;
}

/** Sub-techniques bring their technique with them. */
function techniques(properties: Body): readonly unknown[] {
  const own = listOf(properties['techniques']);
  const below = listOf(properties['subTechniques']);
  const brought = new Set(below.map((id) => String(id).split('.')[0]));
  return [...own.filter((id) => !brought.has(String(id))), ...below];
}

function given(key: string, properties: Body): Body {
  const value = withoutNull(properties[key]);
  return isEmpty(value) ? {} : { [key]: value };
}

function incident(properties: Body): Body {
  const value = objectOf(withoutNull(properties['incidentConfiguration']));
  if (Object.keys(value).length === 0) return {};
  const grouping = objectOf(value['groupingConfiguration']);
  if (Object.keys(grouping).length === 0) return { incidentConfiguration: value };
  const lookbackDuration = short(grouping['lookbackDuration']);
  return { incidentConfiguration: { ...value, groupingConfiguration: { ...grouping, lookbackDuration } } };
}

function withoutNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNull);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, member]) => [key, withoutNull(member)] as const)
      .filter(
        ([, member]) => member !== null && member !== undefined && !(Array.isArray(member) && member.length === 0),
      ),
  );
}

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  return typeof value === 'object' && Object.keys(value).length === 0;
}

function objectOf(value: unknown): Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : {};
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
