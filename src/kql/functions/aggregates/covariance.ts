import { columnOf } from '../../table/builder';
import type { KqlType } from '../../values/type';
import type { AggregateFunction, AggregateInput } from '../aggregate-function';
import { onlyIf, readerFor } from '../aggregate-function';

const NUMERIC: ReadonlySet<KqlType> = new Set<KqlType>(['int', 'long', 'real']);

/** Of the rows in which both values are there. The sample form divides by n - 1 and is 0 for one row. */
function covarianceOf({ args, argNames, ids, groupCount }: AggregateInput, name: string, freedom: 0 | 1) {
  const [first, second] = args;
  if (first === undefined || second === undefined || args.length > 2) return undefined;
  if (!NUMERIC.has(first.type) || !NUMERIC.has(second.type)) return undefined;
  const readX = readerFor(first, ids.length);
  const readY = readerFor(second, ids.length);
  const states = Array.from({ length: groupCount }, () => ({ count: 0, meanX: 0, meanY: 0, product: 0 }));
  for (let row = 0; row < ids.length; row++) {
    const x = readX(row);
    const y = readY(row);
    const state = states[ids[row] as number];
    if (x === null || y === null || state === undefined) continue;
    state.count++;
    const deltaX = Number(x) - state.meanX;
    state.meanX += deltaX / state.count;
    state.meanY += (Number(y) - state.meanY) / state.count;
    state.product += deltaX * (Number(y) - state.meanY);
  }
  const values = states.map(({ count, product }) => (count - freedom <= 0 ? 0 : product / (count - freedom)));
  return [{ name: `${name}_${argNames.slice(0, 2).join('_')}`, column: columnOf('real', values) }];
}

const covariance = (name: string, freedom: 0 | 1): AggregateFunction => ({
  name,
  apply: (input) => covarianceOf(input, name, freedom),
});

export const covariances: readonly AggregateFunction[] = [
  covariance('covariance', 1),
  onlyIf('covarianceif', covariance('covarianceif', 1), 2),
  covariance('covariancep', 0),
  onlyIf('covariancepif', covariance('covariancepif', 0), 2),
];
