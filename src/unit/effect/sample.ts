import { valueOf } from '../../yaml';
import type { YamlNode } from '../../yaml';
import type { TestCase } from '../test-file/model';

/**
 * What a case gives a rule, as one text: two cases with the same text are the same sample, whatever they expect and wherever
 * they stand. Rows of a fixture are named, not read.
 */
export function sampleOf(testCase: TestCase): string {
  const { name: _name, expect: _expect, ...given } = testCase;
  return JSON.stringify(given, (key, value: unknown) => {
    if (key === 'span') return undefined;
    if (key === 'node') return valueOf(value as YamlNode);
    return value instanceof Map ? [...value] : value;
  });
}
