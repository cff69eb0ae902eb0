import { isArray, isObject, parseJson } from '../../src/json';
import type { JsonValue } from '../../src/json';
import type { ReportCase } from '../../src/report';
import { UsageError } from '../command';
import type { Io } from '../command';
import { rulePathOf } from '../testing/test-paths';
import { readText } from './read-text';

/**
 * Results that `test --format json=FILE` wrote, by the rule's path: a pipeline that has run the tests need not run them
 * twice. Throws a UsageError for a file that is not one of these.
 */
export function readResults(path: string, io: Pick<Io, 'cwd'>): ReadonlyMap<string, readonly ReportCase[]> {
  const value = parseJson(readText(path, io));
  const files = isObject(value) ? value['files'] : undefined;
  if (!isArray(files)) throw new UsageError(`${path} holds no results: write them with test --format json=${path}`);
  return new Map(
    files.map((file) => {
      const { file: test, cases } = isObject(file) ? file : {};
      if (typeof test !== 'string' || !isArray(cases)) throw new UsageError(`${path} holds a file without cases`);
      return [rulePathOf(io.cwd, test), cases.map(caseOf)];
    }),
  );
}

function caseOf(value: JsonValue): ReportCase {
  const { name, passed, problems, alerts } = isObject(value) ? value : {};
  return {
    name: typeof name === 'string' ? name : '',
    passed: passed === true,
    problems: isArray(problems) ? problems.filter((each) => typeof each === 'string') : [],
    alerts: isArray(alerts) ? alerts.length : undefined,
  };
}
