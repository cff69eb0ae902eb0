import type { EmbeddedSource } from '../diagnostics';
import type { YamlDocument } from '../yaml';
import type {
  AlertDetailsOverride,
  AlertSeverity,
  EntityMapping,
  IncidentConfiguration,
  EventGroupingSettings,
  SentinelEntityMapping,
  TriggerOperator,
} from '../sentinel';

export type Maturity = 'experimental' | 'production' | 'deprecated';

/** A documented false positive that the compiled query leaves out. Data, not an edit of the query. */
export interface Exclusion {
  readonly name: string;
  /** Name of the `// @exclusions NAME` line where it goes; undefined is the unnamed marker. */
  readonly at?: string;
  readonly scenario: string;
  /** One complete scalar KQL expression; rows for which it is true are left out. */
  readonly where: string;
  readonly owner?: string;
  /** Calendar date (`YYYY-MM-DD`) after which the exclusion is a finding. Never changes the payload. */
  readonly expires?: string;
}

/** What tuning may give a parameter. The kind of the literal in the query decides how it is written as KQL. */
export type ParameterValue = string | number | boolean | readonly (string | number | boolean)[];

interface QueryRule {
  /** The resource id in lower case, nothing else: a GUID, but for rules that are live under a name of their own. */
  readonly id: string;
  readonly name: string;
  readonly version?: string;
  readonly description: string;
  readonly severity: AlertSeverity;
  readonly enabled: boolean;
  readonly maturity: Maturity;
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly subTechniques: readonly string[];
  readonly template?: { readonly id: string; readonly version?: string };
  readonly query: string;
  readonly exclusions: readonly Exclusion[];
  /** Values for the query's `let NAME = ...; // @parameter` lines, by name. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly entityMappings: readonly EntityMapping[];
  readonly sentinelEntitiesMappings: readonly SentinelEntityMapping[];
  readonly customDetails: Readonly<Record<string, string>>;
  readonly alertDetailsOverride?: AlertDetailsOverride;
  readonly eventGroupingSettings?: EventGroupingSettings;
  /** Durations inside are ISO 8601. */
  readonly incidentConfiguration?: IncidentConfiguration;
  readonly suppressionEnabled: boolean;
  readonly suppressionSeconds: number;
  /** Which targets get the rule: those with one of the tags, less those named. Without tags: all that have its tables. */
  readonly targets?: { readonly tags?: readonly string[]; readonly except?: readonly string[] };
  /** Who answers for it: a role. */
  readonly owner?: string;
}

export interface ScheduledRule extends QueryRule {
  readonly kind: 'Scheduled';
  readonly queryFrequencySeconds: number;
  readonly queryPeriodSeconds: number;
  readonly triggerOperator: TriggerOperator;
  readonly triggerThreshold: number;
  readonly startTimeUtc?: string;
}

export interface NrtRule extends QueryRule {
  readonly kind: 'NRT';
}

/** A rule that passed the schema: inside the library nothing re-checks its shape. */
export type Rule = ScheduledRule | NrtRule;

/** A rule with the file it came from. */
export interface LoadedRule {
  readonly rule: Rule;
  /** Path of the file, relative to the project, forward slashes. */
  readonly path: string;
  /** The query where it stands in the file. */
  readonly query: EmbeddedSource;
  /** The file: the way from any part of the rule to its line and column. */
  readonly document: YamlDocument;
}
