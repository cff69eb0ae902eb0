import { runtimeError, unsupported } from '../../kql-error';
import type { MakeSeriesPlan } from '../../plan/plan';
import type { Expression } from '../../plan/plan';
import { Table } from '../../table/table';
import { convert } from '../../values/convert';
import { YEAR_ONE } from '../../values/datetime';
import type { Long } from '../../values/long';
import { addLong, floorLong, multiplyLong, subtractLong } from '../../values/long';
import type { KqlType } from '../../values/type';
import type { Value } from '../../values/value';
import { constantOf } from '../evaluate';
import type { Run } from '../run';

/** The bins of an axis, numbered from its origin. */
export interface Axis {
  readonly type: KqlType;
  /** The bin of a value; undefined outside the bounds. */
  binOf(value: Value): number | undefined;
  valueOf(bin: number): Value;
  /** The first bin and the end of the last, where the query gives them. */
  readonly first: number | undefined;
  readonly end: number | undefined;
}

const NOTHING = new Table([], 1);
const STEPS: Readonly<Partial<Record<KqlType, KqlType>>> = {
  datetime: 'timespan',
  timespan: 'timespan',
  long: 'long',
  real: 'real',
};

/**
 * The bins of `make-series`: multiples of the step counted from `from`, and from the origin of `bin()` where there is
 * none or the bounds are those of `in range()` (source: Microsoft Learn, make-series-operator, read 2026-11-24).
 */
export function axisOf(plan: MakeSeriesPlan, given: KqlType, run: Run): Axis {
  const type = given === 'int' ? 'long' : given;
  const stepType = STEPS[type];
  if (stepType === undefined) throw unsupported(`make-series along a ${given}`, plan.axis.expression.span);
  const read = (expression: Expression, as: KqlType): Long => {
    const { type: from, value } = constantOf(expression, NOTHING, run);
    const converted = from === as || isNumber(from) ? convert(value, from, as) : null;
    if (converted === null) {
      throw runtimeError('make-series needs bounds and a step that are values of its axis', expression.span);
    }
    return converted as Long;
  };
  const step = read(plan.step, stepType);
  if (step <= 0) throw runtimeError('make-series needs a step above zero', plan.step.span);
  const from = plan.from === undefined ? undefined : read(plan.from, type);
  const to = plan.to === undefined ? undefined : read(plan.to, type);
  const count = type === 'real' ? realBins(Number(step)) : longBins(step);
  const zero = type === 'datetime' ? YEAR_ONE : 0;
  const inRange = plan.bounds === 'inclusive';
  const origin = inRange ? zero : (from ?? zero);
  if (inRange && from !== undefined && count.valueOf(count.floor(from, origin), origin) !== from) {
    throw unsupported("make-series in range() from what is no multiple of the step, instead of 'from'", plan.span);
  }
  const last = to === undefined ? undefined : count.floor(to, origin);
  const end =
    last === undefined || to === undefined ? undefined : inRange || count.valueOf(last, origin) < to ? last + 1 : last;
  return {
    type,
    first: from === undefined ? undefined : count.floor(from, origin),
    end,
    valueOf: (bin) => count.valueOf(bin, origin),
    binOf: (value) => {
      const at = value as Long;
      if (value === null || Number.isNaN(value) || (from !== undefined && at < from)) return undefined;
      if (to === undefined || at < to) return count.floor(at, origin);
      const bin = inRange ? count.floor(at, origin) : Infinity;
      if (bin !== last) return undefined;
      // Whether the last bin takes more than its first value is not documented.
      if (at !== to) throw unsupported('make-series in range() with rows inside its last bin', plan.span);
      return bin;
    },
  };
}

const isNumber = (type: KqlType): boolean => type === 'int' || type === 'long' || type === 'real';

interface Bins {
  floor(value: Long, origin: Long): number;
  valueOf(bin: number, origin: Long): Long;
}

function longBins(step: Long): Bins {
  return {
    floor: (value, origin) => {
      const from = subtractLong(floorLong(value, step, origin), origin);
      return Number(BigInt(from) / BigInt(step));
    },
    valueOf: (bin, origin) => addLong(origin, multiplyLong(bin, step)),
  };
}

function realBins(step: number): Bins {
  return {
    floor: (value, origin) => Math.floor((Number(value) - Number(origin)) / step),
    valueOf: (bin, origin) => Number(origin) + bin * step,
  };
}
