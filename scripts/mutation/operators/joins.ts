import type { Change, Mutation } from '../change';

/** Kinds that somebody who has the sides or the kind wrong would write; without one, `join` is innerunique. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  inner: ['innerunique', 'leftouter', 'leftanti'],
  innerunique: ['inner', 'leftouter'],
  leftouter: ['inner', 'rightouter', 'leftanti'],
  rightouter: ['inner', 'leftouter'],
  leftanti: ['leftsemi', 'rightanti'],
  leftsemi: ['leftanti', 'rightsemi'],
};

export const joinKind: Mutation = (node) => {
  if (node.kind !== 'JoinOperator' && node.kind !== 'LookupOperator') return [];
  const kind = node
    .list('Parameters')
    .find((each) => each.child('Name').text === 'kind')
    ?.optional('Expression');
  if (kind !== undefined) {
    const others = KINDS[kind.text] ?? [];
    const kinds = node.kind === 'LookupOperator' ? others.filter((each) => /^(?:inner|leftouter)$/.test(each)) : others;
    return kinds.map((text) => ({ span: kind.span, text }));
  }
  const at = node.child('Expression').start;
  const text = node.kind === 'LookupOperator' ? 'kind=inner ' : 'kind=leftouter ';
  return [{ span: { start: at, end: at }, text }];
};

/** One of several keys is forgotten. */
export const joinKey: Mutation = (node) => (node.kind === 'JoinOnClause' ? withoutEach(node.list('Expressions')) : []);

/** A list without one of its entries, for each that it can lose; `most` takes the first, the last and some between. */
export function withoutEach(
  entries: readonly { readonly start: number; readonly end: number }[],
  most = entries.length,
): readonly Change[] {
  if (entries.length < 2) return [];
  const step = Math.max(1, (entries.length - 1) / Math.max(1, most - 1));
  const wanted = new Set(
    Array.from({ length: Math.min(most, entries.length) }, (_, index) => Math.round(index * step)),
  );
  return entries.flatMap((entry, index) => {
    if (!wanted.has(index)) return [];
    const next = entries[index + 1];
    const before = entries[index - 1];
    if (next !== undefined) return [{ span: { start: entry.start, end: next.start }, text: '' }];
    return before === undefined ? [] : [{ span: { start: before.end, end: entry.end }, text: '' }];
  });
}
