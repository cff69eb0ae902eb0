import type { Rule } from '../../rules';
import type { Alert, ResultRow } from './alert';
import { cutTo, MOST_DESCRIPTION_BYTES, MOST_TITLE_BYTES } from './limits';
import { valuesOf } from './values';

const SEVERITIES = ['High', 'Medium', 'Low', 'Informational'] as const;
const TACTICS: ReadonlySet<string> = new Set(
  (
    'Reconnaissance ResourceDevelopment InitialAccess Execution Persistence PrivilegeEscalation DefenseEvasion ' +
    'CredentialAccess Discovery LateralMovement Collection Exfiltration CommandAndControl Impact PreAttack ' +
    'ImpairProcessControl InhibitResponseFunction'
  ).split(' '),
);
const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

type Overridden = Pick<Alert, 'severity' | 'title' | 'description' | 'tactics' | 'techniques' | 'properties'>;

/**
 * What the rule says, where a column or a format of the rule does not say something else. An empty or impossible value
 * of a column leaves the rule's own (Microsoft Learn, customize alert details, read 2026-11-24).
 */
export function overridesOf(rule: Rule, rows: readonly ResultRow[]): Overridden {
  const override = rule.alertDetailsOverride;
  const values = (column: string | null | undefined): readonly string[] =>
    column === null || column === undefined || column === '' ? [] : valuesOf(rows, column);
  const properties = Object.fromEntries(
    (override?.alertDynamicProperties ?? []).flatMap(({ alertProperty, value }) => {
      const text = values(value).join(', ');
      return text === '' ? [] : [[alertProperty, cutTo(text, MOST_TITLE_BYTES)] as const];
    }),
  );
  return {
    severity: severityOf(values(override?.alertSeverityColumnName)) ?? rule.severity,
    title: cutTo(filled(override?.alertDisplayNameFormat, rows) ?? rule.name, MOST_TITLE_BYTES),
    description: cutTo(filled(override?.alertDescriptionFormat, rows) ?? rule.description, MOST_DESCRIPTION_BYTES),
    tactics: tacticsOf(values(override?.alertTacticsColumnName)) ?? rule.tactics,
    techniques: [...rule.techniques, ...rule.subTechniques],
    properties,
  };
}

function filled(format: string | null | undefined, rows: readonly ResultRow[]): string | undefined {
  if (format === null || format === undefined || format === '') return undefined;
  const text = format.replace(PLACEHOLDER, (_, column: string) => valuesOf(rows, column.trim()).join(', '));
  return text.trim() === '' ? undefined : text;
}

function severityOf([stated]: readonly string[]): string | undefined {
  return SEVERITIES.find((severity) => severity.toLowerCase() === stated?.toLowerCase());
}

/** A column of tactics holds one, several with commas between, or a list. */
function tacticsOf(values: readonly string[]): readonly string[] | undefined {
  const named = values.flatMap((text) => text.match(/\w+/g) ?? []).filter((word) => TACTICS.has(word));
  return named.length === 0 ? undefined : [...new Set(named)];
}
