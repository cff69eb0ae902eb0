import { unsupported } from '../../kql-error';
import { inIpv4Range } from '../../functions/scalar/ipv4';
import { inIpv6Range } from '../../functions/scalar/ipv6';
import { operandReader } from '../../table/operand';
import { readerOf } from '../../table/reader';
import { renamed, Table } from '../../table/table';
import { textOf } from '../../values/print';
import { constantOf } from '../evaluate';
import { freeName } from '../operators/columns';
import type { Plugin } from './plugin';

type InRange = (address: string, range: string) => boolean | null;

/** One row per range of the table that holds the address (facts: kql-semantics 6.28, measured). */
function lookup(inRange: InRange): Plugin {
  return ({ table, args: [ranges, address, network, ...extra], named, run, span }) => {
    if (ranges === undefined || !('op' in ranges)) throw unsupported('an address look-up without a table', span);
    if (
      address === undefined ||
      'op' in address ||
      network === undefined ||
      'op' in network ||
      network.kind !== 'column'
    ) {
      throw unsupported('an address look-up with these arguments', span);
    }
    const option = named.get('return_unmatched') ?? extra.find((each) => !('op' in each) && each.kind === 'literal');
    const keys = extra.flatMap((each) => ('op' in each || each.kind !== 'column' ? [] : [each.name]));
    const unmatched = option !== undefined && !('op' in option) && constantOf(option, table, run).value === true;
    const right = run.table(ranges);
    const slot = right.slot(network.name);
    if (slot === undefined) throw unsupported(`a look-up table without ${network.name}`, span);
    const addresses = run.evaluate(address, table);
    const readAddress = operandReader(addresses);
    const readRange = readerOf(slot.column());
    const rangeTexts = Array.from({ length: right.rowCount }, (_, row) => textOf(slot.type, readRange(row)));
    const keyReaders = keys.map((name) => {
      const [mine, theirs] = [table.slot(name), right.slot(name)];
      if (mine === undefined || theirs === undefined) throw unsupported(`the key ${name} of an address look-up`, span);
      return { left: readerOf(mine.column()), right: readerOf(theirs.column()) };
    });
    const lefts: number[] = [];
    const rights: number[] = [];
    for (let row = 0; row < table.rowCount; row++) {
      const text = textOf(addresses.type, readAddress(row));
      const before = lefts.length;
      rangeTexts.forEach((range, at) => {
        if (inRange(text, range) !== true) return;
        if (!keyReaders.every((key) => key.left(row) === key.right(at))) return;
        lefts.push(row);
        rights.push(at);
      });
      if (lefts.length === before && unmatched) {
        lefts.push(row);
        rights.push(-1);
      }
    }
    const taken = new Set(table.slots.map(({ name }) => name));
    const found = right.gather(Int32Array.from(rights)).slots.filter(({ name }) => !keys.includes(name));
    const added = found.map((each) => {
      const name = freeName(each.name, taken);
      taken.add(name);
      return renamed(each, name);
    });
    const kept = table.gather(Int32Array.from(lefts));
    return new Table([...kept.slots, ...added], lefts.length, kept.ingestion);
  };
}

export const ipv4Lookup = lookup(inIpv4Range);
export const ipv6Lookup = lookup(inIpv6Range);
