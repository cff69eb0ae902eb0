import { unsupported } from '../../kql-error';
import type { Syntax } from '../../language';
import type { ParseKvPlan } from '../../plan/plan';
import type { Value } from '../../values/value';
import type { Lowering, OperatorLowering } from '../lowering';
import { declaredType } from './parse';

const KNOWN = new Set(['pair_delimiter', 'kv_delimiter', 'quote', 'escape', 'greedy', 'regex']);

export const parseKv: OperatorLowering = (node, input, lowering) => ({
  op: 'parse-kv',
  input,
  operand: lowering.scalar(node.child('Expression')),
  columns: node
    .child('Keys')
    .list('Columns')
    .map((column) => ({ name: column.child('Name').name, type: declaredType(column.child('Type')) })),
  form: formOf(node, lowering),
  span: node.span,
});

function formOf(node: Syntax, lowering: Lowering): ParseKvPlan['form'] {
  const properties = new Map<string, Value>();
  for (const property of node.optional('WithClause')?.list('Properties') ?? []) {
    const { name } = property.child('Name');
    const value = lowering.scalar(property.child('Expression'));
    if (!KNOWN.has(name) || value.kind !== 'literal')
      throw unsupported(`the property '${name}' of parse-kv`, property.span);
    properties.set(name, value.constant.value);
  }
  const text = (name: string, otherwise: string): string => {
    const value = properties.get(name);
    return typeof value === 'string' ? value : otherwise;
  };
  if (properties.has('regex')) return { kind: 'regex', pattern: text('regex', '') };
  const quote = text('quote', '');
  const quotes = quote === '' ? [] : [[quote.charAt(0), quote.charAt(1) || quote.charAt(0)] as const];
  const escape = text('escape', '');
  const value = text('kv_delimiter', '');
  if (value === '') {
    if (!properties.has('pair_delimiter') && !properties.has('greedy')) return { kind: 'words', quotes, escape };
    throw unsupported('parse-kv with a delimiter of pairs alone', node.span, 'name kv_delimiter too');
  }
  return {
    kind: 'delimited',
    pair: text('pair_delimiter', ' '),
    value,
    quotes,
    escape,
    greedy: properties.get('greedy') === true,
  };
}
