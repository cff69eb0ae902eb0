import { arithmetic } from '../expressions/arithmetic';
import { compare } from '../expressions/comparison';
import { columnBuilder } from '../../table/builder';
import type { ConstantOperand } from '../../table/operand';
import { constant } from '../../table/operand';
import { slotOf, Table } from '../../table/table';
import { convert } from '../../values/convert';
import type { RangePlan } from '../../plan/plan';
import type { KqlFailure } from '../../kql-error';
import { runtimeError, unsupported } from '../../kql-error';
import { constantOf } from '../evaluate';
import type { Operator } from '../run';

const NOTHING = new Table([], 1);
/** More rows than any detection counts out, few enough to be made in seconds. */
const LIMIT = 10_000_000;

/** From `from` to `to`, both included; a step away from `to` gives no rows (facts: kql-semantics 4.13). */
export const range: Operator<RangePlan> = (plan, run) => {
  const from = constantOf(plan.from, NOTHING, run);
  const to = constantOf(plan.to, NOTHING, run);
  const step = constantOf(plan.step, NOTHING, run);
  const sum = arithmetic('+', constant(from.type, from.value), constant(step.type, step.value), 1);
  if (sum === undefined) throw unsupported(`a range of ${from.type} by ${step.type}`, plan.span);
  const type = sum.type;
  const builder = columnBuilder(type);
  const end = constant(to.type, to.value);
  const zero = constant(step.type, 0);
  const up = truth('>', constant(step.type, step.value), zero);
  if (from.value === null || to.value === null || step.value === null || step.value === 0) {
    throw runtimeError('a range needs bounds and a step that are neither null nor zero', plan.span);
  }
  // an estimate is enough: that a range is far too long is said at once
  if ((Number(to.value) - Number(from.value)) / Number(step.value) > LIMIT) throw tooLong(plan);
  let count = 0;
  let at = constant(type, convert(from.value, from.type, type));
  while (truth(up ? '<=' : '>=', at, end)) {
    if (++count > LIMIT) throw tooLong(plan);
    builder.push(at.value);
    const next = arithmetic('+', at, constant(step.type, step.value), 1);
    if (next?.kind !== 'constant' || next.value === null) break;
    // past the ends of 64 bits a sum begins again at the other end
    if (!truth(up ? '>' : '<', next, at)) break;
    at = next;
  }
  return new Table([slotOf(plan.name, builder.finish())], count);
};

function tooLong({ span }: RangePlan): KqlFailure {
  return runtimeError(`a range of more than ${LIMIT} rows`, span);
}

function truth(sign: '<=' | '>=' | '>' | '<', a: ConstantOperand, b: ConstantOperand): boolean {
  const result = compare(sign, a, b, 1);
  return result?.kind === 'constant' && result.value === true;
}
