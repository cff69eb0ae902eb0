import { unsupported } from '../../kql-error';
import { closedPatterns } from '../patterns/closed-patterns';
import { patternArguments } from './pattern-rows';
import type { Plugin } from './plugin';

/** The smallest share that the page allows. Rules in use give less; what the service then does, nobody says. */
const LEAST_SHARE = 0.015;

/**
 * Every frequent pattern of the columns, with its share of the rows (source: Microsoft Learn, basket-plugin, read
 * 2026-11-24). Of patterns that the same rows fit the fullest is kept, as the answer shown there does. The order is not
 * published: most rows first. The service finds candidates in a sample, so near the threshold its answers vary; ours do not.
 */
export const basket: Plugin = (input) => {
  const { table, span } = input;
  const { first: threshold = 0.05, second: most = 5, columns, answer } = patternArguments(input);
  const found = closedPatterns(columns, Math.max(1, threshold * table.rowCount));
  if (found === undefined) throw unsupported('more patterns than can be found in reasonable time', span);
  if (threshold < LEAST_SHARE && found.some(({ count }) => count < LEAST_SHARE * table.rowCount)) {
    throw unsupported(`patterns of less than ${LEAST_SHARE} of the rows`, span, 'the page allows no smaller threshold');
  }
  if (found.some(({ pattern }) => pattern.filter((code) => code !== undefined).length > most)) {
    throw unsupported(
      `patterns of more than ${most} columns`,
      span,
      'which columns count as correlated is not published: give a greater third argument, or project fewer columns',
    );
  }
  return answer([...found].sort((a, b) => b.count - a.count));
};
