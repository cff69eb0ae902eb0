import type { Diagnostic, Severity } from '../diagnostics';
import { suggest } from '../diagnostics';
import type { YamlDocument } from '../yaml';
import { checks, projectChecks } from './checks';
import { ruleDuration } from './rule-duration';

/** What a project's config says about checks: the key `checks` of `schemas/config.schema.json`. */
export interface CheckSettings {
  readonly strict?: boolean;
  readonly severity?: Readonly<Record<string, Severity | 'off'>>;
  /** How late events may arrive, by table, as durations. */
  readonly latency?: Readonly<Record<string, string>>;
}

/** Codes of names that nobody here knows: errors for a project that is strict. */
const STRICT: ReadonlySet<string> = new Set(['unknown-table', 'unknown-function']);

/** The findings of checks with the severities that the project wants; those it has turned off are left out. */
export function withSeverities(found: readonly Diagnostic[], settings: CheckSettings): readonly Diagnostic[] {
  return found.flatMap((each) => {
    const wanted =
      settings.severity?.[each.code] ?? (settings.strict === true && STRICT.has(each.code) ? 'error' : each.severity);
    if (wanted === 'off') return [];
    return [wanted === each.severity ? each : { ...each, severity: wanted }];
  });
}

export function latencySeconds({ latency }: CheckSettings, table: string): number | undefined {
  return latency !== undefined && Object.hasOwn(latency, table) ? ruleDuration(latency[table]) : undefined;
}

/** Mistakes in the settings that a schema cannot see: codes that no check has. */
export function checkSettings({ severity = {} }: CheckSettings, document: YamlDocument): readonly Diagnostic[] {
  const known = [...checks, ...projectChecks].map(({ code }) => code);
  return Object.keys(severity).flatMap((code): readonly Diagnostic[] => {
    if (known.includes(code)) return [];
    const near = suggest(code, known);
    return [
      {
        code: 'config-check',
        severity: 'error',
        source: document.source,
        span: document.spanOf(['checks', 'severity', code], 'key'),
        message: `no check has the code ${JSON.stringify(code)}, or its severity cannot be changed`,
        help: near === undefined ? '`docs/checks.md` lists the checks' : `did you mean ${JSON.stringify(near)}?`,
      },
    ];
  });
}
