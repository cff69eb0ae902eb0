import { unsupported } from '../kql-error';
import type { Syntax } from '../language';
import type { NamedExpression } from '../plan/plan';
import type { Lowering } from './lowering';

/** The one column that an entry of a column list makes. */
export function namedOne(node: Syntax, lowering: Lowering): NamedExpression {
  const [only, ...others] = namedColumns(node, lowering);
  if (only === undefined || others.length > 0) throw unsupported(`'${node.text}', several columns,`, node.span);
  return only;
}

/**
 * The columns that an entry of a column list makes: one, or one per part of a call such as `series_fit_line(x)`, of
 * which `(a, b) = …` names the first ones.
 */
export function namedColumns(node: Syntax, lowering: Lowering): readonly NamedExpression[] {
  if (node.kind === 'SimpleNamedExpression') {
    return make(node.child('Expression'), [node.child('Name').name], lowering);
  }
  if (node.kind === 'CompoundNamedExpression') {
    const names = node.child('Names').list('Names');
    return make(
      node.child('Expression'),
      names.map((each) => each.name),
      lowering,
    );
  }
  return make(node, [], lowering);
}

/** The binder names these after their argument, Kusto does not (measured on the emulator by duckdb-kql). */
const UNNAMED = /^(?:pow|exp10)\s*\(/;

function make(node: Syntax, names: readonly string[], lowering: Lowering): readonly NamedExpression[] {
  const expression = lowering.scalar(node);
  const parts = node.tuple;
  if (parts === undefined || expression.kind !== 'call') {
    const [name] = names;
    if (name !== undefined) return [{ name, explicit: true, expression }];
    const official = UNNAMED.test(node.text) ? '' : node.resultName;
    // What is named after a column stands in its place, as the official binder has it: `extend tostring(x)`.
    return [{ name: official === '' ? 'Column1' : official, explicit: official !== '', expression }];
  }
  return parts.map((part, index): NamedExpression => ({
    name: names[index] ?? part.name,
    explicit: names[index] !== undefined,
    expression: { kind: 'part', call: expression, index, type: part.type, span: expression.span },
  }));
}
