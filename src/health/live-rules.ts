import { objectAt } from '../json';
import { parseDuration } from '../sentinel';
import { autoDisabledOf } from '../state';
import type { DesiredResource, Resource } from '../state';
import type { HealthRule } from './report';

const NRT_SECONDS = 60;

/** The rules of a listing that run queries. `wanted` are those of the repository, by which a file and the service's own words are told. */
export function healthRules(live: readonly Resource[], wanted: readonly DesiredResource[]): readonly HealthRule[] {
  const byId = new Map(wanted.map((one) => [one.id.toLowerCase(), one]));
  return live.flatMap((rule): readonly HealthRule[] => {
    const kind = rule.body['kind'];
    if (rule.type !== 'alertRule' || (kind !== 'Scheduled' && kind !== 'NRT')) return [];
    const properties = objectAt(rule.body, 'properties');
    const desired = byId.get(rule.id.toLowerCase());
    const off = autoDisabledOf(rule, desired);
    const every = properties['queryFrequency'];
    const modified = properties['lastModifiedUtc'];
    return [
      {
        id: rule.id,
        name: off?.name ?? textOf(properties['displayName']) ?? rule.id,
        kind,
        enabled: properties['enabled'] === true,
        everySeconds:
          kind === 'NRT' ? NRT_SECONDS : ((typeof every === 'string' ? parseDuration(every) : undefined) ?? 0),
        ...(off === undefined ? {} : { autoDisabled: off.reason }),
        ...(typeof modified === 'string' ? { modified } : {}),
        ...(desired?.path === undefined ? {} : { path: desired.path }),
      },
    ];
  });
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
