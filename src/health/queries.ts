/** The two questions to a workspace: how the runs of each rule went, and what went wrong in which words. */
export interface HealthQueries {
  readonly runs: string;
  readonly problems: string;
}

/** Where runs are recorded, in the order to try: the function stays the same when the table changes (Microsoft Learn, health table reference, read 2026-11-24). */
export const HEALTH_SOURCES = ['_SentinelHealth()', 'SentinelHealth'] as const;

/**
 * The type of the resource is spelt in several ways in the documentation, the id is in the details or at the end of the
 * resource's id. Problems that lose no run (delays, entities that were dropped) are recorded as failures too: they do not
 * count towards the retries of a window.
 */
const runsOf = (source: string): string => `${source}
| where SentinelResourceType in~ ("Analytics rule", "Analytic rule")
| extend Details = todynamic(ExtendedProperties)
| extend RuleId = tolower(extract(@"([^/]+)/?$", 1, coalesce(tostring(Details.RuleId), SentinelResourceId)))
| extend Failed = Status != "Success", Late = tostring(Details.Issues) contains "delay" or Description has "delayed"
| extend Hard = Failed and not(Description has_any ("delayed", "enriched", "dropped", "exceeds"))`;

export function healthQueries(source: string): HealthQueries {
  const base = runsOf(source);
  return {
    // a window that failed is tried again with the same start: its failures are counted together
    runs: `${base}
| extend Start = todatetime(Details.QueryStartTimeUTC), End = todatetime(Details.QueryEndTimeUTC)
| summarize Runs = count(), Hards = countif(Hard), Lates = countif(Late), Minutes = max(datetime_diff("minute", End, Start)), arg_max(TimeGenerated, Status, Description, Reason, Hard) by RuleId, Start
| summarize Runs = sum(Runs), Hards = sum(Hards), Lates = sum(Lates), Lost6 = countif(Hards >= 6), Lost60 = countif(Hards >= 60), LostFrom = minif(Start, Hards >= 6), Minutes = max(Minutes), arg_max(TimeGenerated, Status, Description, Reason, Hard, LastHards = Hards) by RuleId`,
    problems: `${base}
| where Failed
| extend Class = replace_regex(Description, @"\\d+", "0")
| summarize Count = count(), First = min(TimeGenerated), arg_max(TimeGenerated, Description, Reason, Status, Hard) by RuleId, Class
| top 5000 by TimeGenerated`,
  };
}
