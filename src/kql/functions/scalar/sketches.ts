import { columnBuilder } from '../../table/builder';
import { columnOperand, operandReader } from '../../table/operand';
import { compareValues } from '../../values/compare';
import { convert } from '../../values/convert';
import type { Dynamic } from '../../values/dynamic';
import { isArray } from '../../values/dynamic';
import type { KqlType } from '../../values/type';
import { atRank } from '../nearest-rank';
import type { ScalarFunction } from '../scalar-function';
import { fn, fnOfColumns, fnOfMany } from '../scalar-function';
import { digestSketch, digestValues, distinctSketch, distinctValues } from '../sketch';

/** All sketches as one; what is none adds nothing. */
const mergeHll = (...sketches: readonly (Dynamic | null)[]): Dynamic =>
  distinctSketch(sketches.flatMap((sketch) => distinctValues(sketch) ?? []));

const mergeDigests = (...sketches: readonly (Dynamic | null)[]): Dynamic =>
  digestSketch(sketches.flatMap((sketch) => digestValues(sketch) ?? []));

/** How many of the digest's values, by weight, are not above the value. */
function rankIn(digest: Dynamic, value: Dynamic): { readonly rank: number; readonly total: number } | undefined {
  const values = digestValues(digest);
  if (values === undefined || values.length === 0) return undefined;
  let rank = 0;
  let total = 0;
  for (const each of values) {
    total += each.weight;
    if (compareValues('dynamic', each.value, value) <= 0) rank += each.weight;
  }
  return { rank, total };
}

/** `percentile_tdigest(digest, p, typeof(T))`. */
function percentileOfDigest(type: KqlType): ScalarFunction {
  return fnOfColumns(type === 'dynamic' ? 'percentile_tdigest' : `percentile_tdigest:${type}`, (args, rowCount) => {
    const [digest, percent, ...others] = args;
    if (digest?.type !== 'dynamic' || percent === undefined || others.length > 0) return undefined;
    const read = operandReader(digest);
    const readPercent = operandReader(percent);
    const builder = columnBuilder(type);
    for (let row = 0; row < rowCount; row++) {
      const found = atRank(digestValues(read(row) as Dynamic) ?? [], Number(readPercent(row)));
      builder.push(convert(found, 'dynamic', type));
    }
    return columnOperand(builder.finish());
  });
}

const percentilesOfDigest = (digest: Dynamic, percents: readonly Dynamic[]): Dynamic => {
  const values = digestValues(digest);
  if (values === undefined) return null;
  return percents.map((percent) => atRank(values, Number(convert(percent, 'dynamic', 'real'))) as Dynamic);
};

export const sketchFunctions: readonly ScalarFunction[] = [
  fn('dcount_hll', ['dynamic'], 'long', (sketch) => distinctValues(sketch)?.length ?? null),
  fnOfMany('hll_merge', [], 'dynamic', 'dynamic', mergeHll),
  fnOfMany('tdigest_merge', [], 'dynamic', 'dynamic', mergeDigests),
  fnOfMany('merge_tdigest', [], 'dynamic', 'dynamic', mergeDigests),
  ...(['dynamic', 'long', 'int', 'real', 'datetime', 'timespan'] as const).map(percentileOfDigest),
  fnOfMany('percentiles_array_tdigest', ['dynamic'], 'json', 'dynamic', (digest, ...percents) =>
    percentilesOfDigest(
      digest,
      percents.flatMap((percent) => (percent !== null && isArray(percent) ? percent : [percent])),
    ),
  ),
  fn('rank_tdigest', ['dynamic', 'json'], 'real', (digest, value) => rankIn(digest, value)?.rank ?? null),
  fn('percentrank_tdigest', ['dynamic', 'json'], 'real', (digest, value) => {
    const found = rankIn(digest, value);
    return found === undefined ? null : (found.rank * 100) / found.total;
  }),
];
