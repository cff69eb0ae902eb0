import type { Rule } from '../../rules';
import { parseDuration } from '../../sentinel';
import type { GroupingConfiguration } from '../../sentinel';
import type { Alert } from '../alerts/alert';
import { entityKey } from '../alerts/entities';
import { MOST_ALERTS_OF_INCIDENT } from '../alerts/limits';

/** Alerts that an analyst works on together. */
export interface Incident {
  readonly alerts: readonly Alert[];
}

/**
 * The incidents that the Azure portal's own grouping makes of a rule's alerts (Microsoft Learn, scheduled rules overview,
 * read 2026-11-24). Nobody closes one meanwhile. The Defender portal groups by rules of its own: there is no telling.
 */
export function incidentsOf({ incidentConfiguration }: Rule, alerts: readonly Alert[]): readonly Incident[] {
  const { createIncident = true, groupingConfiguration: grouping } = incidentConfiguration ?? {};
  if (!createIncident) return [];
  if (grouping?.enabled !== true) return alerts.map((alert) => ({ alerts: [alert] }));
  const lookback = (parseDuration(grouping.lookbackDuration) ?? 0) * 1000;
  const open: { readonly key: string; readonly created: number; readonly alerts: Alert[] }[] = [];
  for (const alert of alerts) {
    const key = groupingKey(grouping, alert);
    const home = open.findLast(
      (incident) =>
        incident.key === key &&
        alert.time - incident.created <= lookback &&
        incident.alerts.length < MOST_ALERTS_OF_INCIDENT,
    );
    if (home === undefined) open.push({ key, created: alert.time, alerts: [alert] });
    else home.alerts.push(alert);
  }
  return open;
}

/** Alerts with one key belong together. */
function groupingKey(grouping: GroupingConfiguration, alert: Alert): string {
  switch (grouping.matchingMethod) {
    case 'AnyAlert':
      return '';
    case 'AllEntities':
      return entitiesKey(alert, undefined);
    case 'Selected': {
      const details = grouping.groupByAlertDetails ?? [];
      return JSON.stringify([
        entitiesKey(alert, grouping.groupByEntities ?? []),
        details.includes('DisplayName') ? alert.title : '',
        details.includes('Severity') ? alert.severity : '',
        (grouping.groupByCustomDetails ?? []).map((key) => [...(alert.customDetails[key] ?? [])].toSorted()),
      ]);
    }
  }
}

function entitiesKey({ entities }: Alert, types: readonly string[] | undefined): string {
  const texts = entities.filter(({ type }) => types === undefined || types.includes(type)).map(entityKey);
  return JSON.stringify(texts.toSorted());
}
