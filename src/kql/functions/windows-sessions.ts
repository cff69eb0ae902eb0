import { columnBuilder } from '../table/builder';
import type { Operand } from '../table/operand';
import { columnOperand, operandReader } from '../table/operand';
import type { Long } from '../values/long';
import { subtractLong } from '../values/long';

/**
 * The start of the session that each row is in: a row starts one when it is further than the first limit from the
 * session's start, further than the second from the row before, or where `restart` says so (source: Microsoft Learn,
 * row-window-session-function, read 2026-11-24).
 */
export function rowWindowSession(args: readonly Operand[], rowCount: number): Operand | undefined {
  const [time, fromFirst, between, restart] = args;
  if (time?.type !== 'datetime' || fromFirst?.type !== 'timespan' || between?.type !== 'timespan') return undefined;
  if (fromFirst.kind !== 'constant' || between.kind !== 'constant') return undefined;
  const read = operandReader(time);
  const longest = fromFirst.value as Long | null;
  const gap = between.value as Long | null;
  if (longest === null || gap === null) return undefined;
  const restarts = restart === undefined ? () => false : operandReader(restart);
  const builder = columnBuilder('datetime');
  let start: Long | null = null;
  let previous: Long | null = null;
  for (let row = 0; row < rowCount; row++) {
    const now = read(row) as Long | null;
    // What a session does with a time that is missing is not documented.
    if (now === null) return undefined;
    const opens =
      start === null ||
      previous === null ||
      restarts(row) === true ||
      subtractLong(now, start) > longest ||
      subtractLong(now, previous) > gap;
    if (opens) start = now;
    previous = now;
    builder.push(start);
  }
  return columnOperand(builder.finish());
}
