import { isArray, isObject, parseJson } from '../../src/json';
import type { JsonObject, JsonValue } from '../../src/json';
import type { HealthSighting } from '../../src/report';
import { UsageError } from '../command';
import type { Io } from '../command';
import { readText } from './read-text';

/**
 * What `health --format json` said of a workspace, from a file: a report asks no workspace anything itself. Throws a
 * UsageError for a file that is not one of these.
 */
export function readHealth(path: string, io: Pick<Io, 'cwd'>): HealthSighting {
  const value = parseJson(readText(path, io));
  const { target, at, rules, findings } = isObject(value) ? value : {};
  if (typeof target !== 'string' || typeof at !== 'string' || !isArray(rules) || !isArray(findings)) {
    throw new UsageError(`${path} does not say how rules run: write it with health --format json > ${path}`);
  }
  return {
    target,
    at,
    rules: rules.filter(isObject).flatMap((rule) => {
      const { id, runs, failures } = rule;
      if (typeof id !== 'string' || typeof runs !== 'number' || typeof failures !== 'number') return [];
      return [{ id, runs, failures, lastRun: textAt(rule, 'lastRun'), lastStatus: textAt(rule, 'lastStatus') }];
    }),
    findings: findings.filter(isObject).flatMap((finding) => {
      const rule = finding['rule'];
      const id = isObject(rule) ? textAt(rule, 'id') : undefined;
      if (id === undefined) return [];
      return [
        {
          rule: id,
          kind: textAt(finding, 'kind') ?? '',
          message: textAt(finding, 'message') ?? '',
          next: textAt(finding, 'next') ?? '',
        },
      ];
    }),
  };
}

function textAt(of: JsonObject, key: string): string | undefined {
  const value: JsonValue | undefined = of[key];
  return typeof value === 'string' ? value : undefined;
}
