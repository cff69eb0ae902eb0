import { isObject, sameJson, sortedJson } from '../json';
import type { JsonObject, JsonValue } from '../json';
import { resourceTypes } from '../state';
import type { Change } from '../state';
import type { Reading } from './reading';

type Readable = Exclude<Reading, { kind: 'unreadable' }>;

/** Keys of a rule file that never reach a workspace, and what people call them. The rest is in the body. */
const FILE_FIELDS: Readonly<Record<string, string>> = {
  version: 'version',
  maturity: 'maturity',
  status: 'status',
  owner: 'owner',
  targets: 'targets',
  requiredDataConnectors: 'data connectors',
  references: 'references',
  tags: 'tags',
  metadata: 'metadata',
  ignore: 'accepted findings',
};

/** What differs between two versions of a rule, in the domain's words: the deployed body first, then the file's own keys. */
export function changesBetween(before: Readable, after: Readable): readonly Change[] {
  return [
    ...resourceTypes.alertRule.diff(before.body, after.body),
    ...exclusionChanges(before.file['exclusions'], after.file['exclusions']),
    ...Object.entries(FILE_FIELDS).flatMap(([key, field]) => fileChange(key, field, { before, after })),
  ];
}

function fileChange(
  key: string,
  field: string,
  { before, after }: { readonly before: Readable; readonly after: Readable },
): readonly Change[] {
  const [old, now] = [before.file[key] ?? null, after.file[key] ?? null];
  if (sameJson(old, now)) return [];
  return [{ kind: 'value', field, path: key, impact: 'changes', from: words(old), to: words(now) }];
}

/** Who answers for an exclusion, why it is there and until when: none of it is in the query. */
function exclusionChanges(before: JsonValue | undefined, after: JsonValue | undefined): readonly Change[] {
  const [old, now] = [byName(before), byName(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((name): readonly Change[] => {
    const [was, is] = [old.get(name), now.get(name)];
    if (sameJson(was, is)) return [];
    return [
      {
        kind: 'value',
        field: 'exclusion',
        path: `exclusions.${name}`,
        impact: was === undefined ? 'weakens' : is === undefined ? 'strengthens' : 'changes',
        from: was === undefined ? null : exclusionWords(name, was),
        to: is === undefined ? null : exclusionWords(name, is),
      },
    ];
  });
}

function byName(value: JsonValue | undefined): ReadonlyMap<string, JsonObject> {
  const list: readonly JsonValue[] = Array.isArray(value) ? value : [];
  return new Map(
    list.flatMap((each) => (isObject(each) && typeof each['name'] === 'string' ? [[each['name'], each] as const] : [])),
  );
}

/** `integrity-scan, owner soc-detection, until 2027-12-31: Scheduled scan` */
function exclusionWords(name: string, { owner, expires, scenario }: JsonObject): string {
  const terms = [
    name,
    typeof owner === 'string' ? `owner ${owner}` : 'no owner',
    ...(typeof expires === 'string' ? [`until ${expires}`] : []),
  ];
  return `${terms.join(', ')}: ${typeof scenario === 'string' ? scenario : ''}`;
}

/** Differences of two small YAML values, key by key: for tuning files and tombstones. */
export function keyChanges(before: JsonObject, after: JsonObject): readonly Change[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].sort().flatMap((key): readonly Change[] => {
    const [old, now] = [before[key] ?? null, after[key] ?? null];
    if (sameJson(old, now)) return [];
    return [{ kind: 'value', field: key, path: key, impact: 'changes', from: words(old), to: words(now) }];
  });
}

function words(value: JsonValue): string | null {
  if (value === null) return null;
  return typeof value === 'string' ? value : sortedJson(value);
}
