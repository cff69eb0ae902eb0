import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileRule, loadRuleFile } from '../../../src/rules';
import { oddRules } from './odd-rules';
import { idOf, portalRule } from './portal-rule';
import type { PortalRule, PortalText } from './portal-rule';

/** A kind of rule that a SOC has made in a portal several times; `{0}`, `{1}` are what its copies differ in. */
interface Theme {
  readonly name: string;
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly entities: readonly (readonly [type: string, identifier: string, column: string])[];
  readonly values: readonly (readonly [string, string])[];
  readonly query: readonly string[];
  readonly frequency?: string;
  readonly period?: string;
}

export const DETECTIONS = join(__dirname, '..', '..', '..', 'detections');
const UNITS = ['Retail', 'Logistics', 'Finance', 'Plant 4'];
const SCHEDULES = [
  ['PT5H', 'PT5H'],
  ['PT1H', 'PT1H'],
  ['PT5M', 'PT5M'],
  ['PT15M', 'PT30M'],
  ['P1D', 'P1D'],
  ['PT1H', 'P1D'],
] as const;
const SEVERITIES = ['Medium', 'Low', 'High', 'Medium', 'Informational'] as const;

/**
 * The analytics rules of a workspace that people have worked in for years, with the full bodies that a portal sends: the
 * same ones each time. Disabled ones, near-real-time ones, instances of Content Hub templates, kinds that are Microsoft's,
 * CR LF in queries, missing descriptions, and the odd ones of `odd-rules.ts`.
 */
export function portalRules(count: number): readonly PortalRule[] {
  const odd = oddRules();
  const own = ownRules();
  const texts = [...themed(), ...themed().map(copied)].slice(0, count - odd.length - own.length);
  return [...texts.map((text, index) => portalRule(text, index)), ...own, ...odd];
}

function themed(): readonly PortalText[] {
  const themes = JSON.parse(readFileSync(join(__dirname, 'themes.json'), 'utf8')) as readonly Theme[];
  const most = Math.max(...themes.map(({ values }) => values.length));
  // one of each theme after the other, so that whatever every nth rule has falls on all of them
  const turns = Array.from({ length: most }, (_, turn) =>
    themes.flatMap((theme) => {
      const value = theme.values[turn];
      return value === undefined ? [] : [textOf(theme, value)];
    }),
  );
  return turns.flat().map((text, index) => ({
    ...text,
    severity: SEVERITIES[index % SEVERITIES.length] ?? 'Medium',
    ...(text.frequency === '' ? scheduleOf(index) : {}),
  }));
}

function scheduleOf(index: number): Pick<PortalText, 'frequency' | 'period'> {
  const [frequency, period] = SCHEDULES[index % SCHEDULES.length] ?? ['PT5H', 'PT5H'];
  return { frequency, period };
}

function textOf(theme: Theme, values: readonly [string, string]): PortalText {
  const filled = (text: string): string =>
    text.replaceAll(/\{([01])\}/g, (_, place: string) => values[Number(place)] ?? '');
  const { tactics, techniques, entities, frequency = '', period = '' } = theme;
  const name = filled(theme.name);
  return {
    name,
    description: `${name}: look at who did it and from where, then ask them.`,
    severity: 'Medium',
    frequency,
    period,
    query: theme.query.map(filled).join('\n'),
    tactics,
    techniques,
    entities,
  };
}

/** A business unit's own copy of a rule. */
function copied(text: PortalText, index: number): PortalText {
  const unit = UNITS[index % UNITS.length] ?? '';
  return { ...text, name: `${text.name} - ${unit}`, query: `// ${unit}: same as the group's\n${text.query}` };
}

/** The detections of this project, as they would be in a workspace. */
function ownRules(): readonly PortalRule[] {
  const paths = readdirSync(DETECTIONS, { recursive: true, encoding: 'utf8' })
    .filter((path) => /^[^_][^/]*\/[^/]*(?<!\.test)\.yaml$/.test(path))
    .toSorted();
  return paths.map((path, index) => {
    const { loaded } = loadRuleFile({ path, text: readFileSync(join(DETECTIONS, path), 'utf8') });
    if (loaded === undefined) throw new Error(`${path} is no rule`);
    const query = loaded.rule.query.replaceAll(/^.*\/\/ @exclusions.*\n/gm, '');
    return { id: idOf('own', index), body: compileRule({ ...loaded.rule, exclusions: [], query }, {}).body };
  });
}
