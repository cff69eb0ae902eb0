import type { Diagnostic, Source } from '../../diagnostics';
import { validate } from '../../schema';
import { parseDuration } from '../../sentinel';
import type { AlertSeverity } from '../../sentinel';
import { parseYaml } from '../../yaml';
import type { YamlDocument } from '../../yaml';
import type { Exclusion, ParameterValue, Rule } from '../rule';
import type { TargetOverrides } from '../compile/overrides';
import { groupingOf } from '../to-rule';

/** A tuning file: what one target changes of one rule. */
export interface Tuning {
  /** The rule's id, in lower case. */
  readonly rule: string;
  readonly reason: string;
  readonly overrides: TargetOverrides;
  readonly document: YamlDocument;
}

/** The keys of `schemas/tuning.schema.json`, as validated. */
interface TuningFile {
  readonly rule: string;
  readonly reason: string;
  readonly enabled?: boolean;
  readonly severity?: AlertSeverity;
  readonly createIncident?: boolean;
  readonly groupingConfiguration?: Parameters<typeof groupingOf>[0] | null;
  readonly queryFrequency?: string;
  readonly queryPeriod?: string;
  readonly triggerThreshold?: number;
  readonly parameters?: Readonly<Record<string, ParameterValue>> | null;
  readonly exclusions?: readonly Exclusion[] | null;
}

/** Reads a tuning file. Without a tuning in the result, the diagnostics say why. */
export function loadTuning(source: Source): { readonly tuning?: Tuning; readonly diagnostics: readonly Diagnostic[] } {
  const { document, diagnostics } = parseYaml(source);
  if (document === undefined) return { diagnostics };
  const found = [...diagnostics, ...validate('tuning', document)];
  if (found.some(({ severity }) => severity === 'error')) return { diagnostics: found };
  const file = document.value as TuningFile;
  return {
    tuning: { rule: file.rule.toLowerCase(), reason: file.reason, overrides: overridesOf(file), document },
    diagnostics: found,
  };
}

function overridesOf(file: TuningFile): TargetOverrides {
  const { enabled, severity, createIncident, groupingConfiguration: grouping, triggerThreshold } = file;
  const queryFrequencySeconds = secondsOf(file.queryFrequency);
  const queryPeriodSeconds = secondsOf(file.queryPeriod);
  return {
    ...(enabled === undefined ? {} : { enabled }),
    ...(severity === undefined ? {} : { severity }),
    ...(createIncident === undefined ? {} : { createIncident }),
    ...(grouping === undefined || grouping === null ? {} : { grouping: groupingOf(grouping) }),
    ...(queryFrequencySeconds === undefined ? {} : { queryFrequencySeconds }),
    ...(queryPeriodSeconds === undefined ? {} : { queryPeriodSeconds }),
    ...(triggerThreshold === undefined ? {} : { triggerThreshold }),
    parameters: file.parameters ?? {},
    exclusions: file.exclusions ?? [],
  };
}

function secondsOf(duration: string | undefined): number | undefined {
  return duration === undefined ? undefined : parseDuration(duration);
}

/** What cannot be said by a schema: the rule exists, and has what is tuned. `rule` is undefined where no file has that id. */
export function checkTuning(tuning: Tuning, rule: Rule | undefined): readonly Diagnostic[] {
  const { document, overrides } = tuning;
  const at = (path: readonly (string | number)[], code: string, message: string, help: string): Diagnostic => ({
    code,
    severity: 'error',
    message,
    help,
    source: document.source,
    span: document.spanOf(path, path.length === 1 && path[0] !== 'rule' ? 'key' : 'value'),
  });
  if (rule === undefined) {
    return [
      at(
        ['rule'],
        'tuning-rule-unknown',
        `no rule has the id ${tuning.rule}`,
        'use the id of a file under detections/',
      ),
    ];
  }
  const found: Diagnostic[] = [];
  if (rule.kind === 'NRT') {
    for (const key of ['queryFrequency', 'queryPeriod', 'triggerThreshold']) {
      if (document.nodeAt([key]) === undefined) continue;
      found.push(
        at([key], 'tuning-nrt-schedule', `an NRT rule has no ${key}`, 'remove the line: NRT rules run every minute'),
      );
    }
  }
  const own = new Set(rule.exclusions.map(({ name }) => name));
  (overrides.exclusions ?? []).forEach(({ name }, index) => {
    if (!own.has(name)) return;
    const path = ['exclusions', index, 'name'];
    found.push(
      at(path, 'tuning-exclusion-duplicate', `the rule has an exclusion named ${name} already`, 'choose another name'),
    );
  });
  return found;
}
