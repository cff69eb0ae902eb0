import type { StaticColumn } from '../../../src/kql';
import type { Mutation } from '../change';

/** Where a column is a key: taking another one there is the business of joins and groups. */
const KEYS: ReadonlySet<string> = new Set(['JoinOnClause', 'SummarizeByClause', 'MakeSeriesByClause']);
const LISTS: ReadonlySet<string> = new Set(['ProjectAwayOperator', 'ProjectRenameOperator', 'ProjectReorderOperator']);

/**
 * Another column of the same type that is there too: one that the query names, as somebody who confuses columns would,
 * or else the one whose name is most alike.
 */
export const wrongColumn: Mutation = (node, { columns, above, query }) => {
  if (node.kind !== 'NameReference' || node.symbol?.kind !== 'column') return [];
  if (above.some(({ kind }) => KEYS.has(kind) || LISTS.has(kind))) return [];
  const { type, text: name } = node;
  const others = columns.filter(
    (column) =>
      column.type === type && column.name !== name && type !== 'unknown' && !query.twins.has(`${name} ${column.name}`),
  );
  const best = others.toSorted((a, b) => rank(b, name, query.mentions) - rank(a, name, query.mentions))[0];
  return best === undefined ? [] : [{ span: node.span, text: best.name }];
};

function rank(column: StaticColumn, name: string, mentions: ReadonlyMap<string, number>): number {
  return (mentions.has(column.name) ? 1000 : 0) + alike(column.name, name);
}

/** Characters at the beginning and the end that two names share. */
function alike(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start++;
  let end = 0;
  while (end < most - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return start + end;
}
