import { unsupported } from '../../kql-error';
import type { Syntax } from '../../language';
import type { Expression } from '../../plan/plan';
import type { Lowering, OperatorLowering } from '../lowering';
import { parametersOf, wordOf } from '../parameters';
import { computation } from './summarize';

export const makeSeries: OperatorLowering = (node, input, lowering) => {
  const kind = wordOf(parametersOf(node, ['kind']), 'kind');
  if (kind !== undefined && kind !== 'nonempty') throw unsupported(`make-series kind=${kind}`, node.span);
  const columns = node.table?.columns.map(({ name }) => name);
  if (columns === undefined) throw unsupported('make-series over columns that only the data decides on', node.span);
  return {
    op: 'make-series',
    input,
    series: node.list('Aggregates').map((entry) => {
      const fallback = entry.optional('DefaultExpression')?.child('Expression');
      return {
        computation: computation(entry.child('Expression'), lowering),
        fallback: fallback === undefined ? undefined : lowering.scalar(fallback),
      };
    }),
    axis: lowering.named(node.child('OnClause').child('Expression')),
    ...rangeOf(node.child('RangeClause'), lowering),
    by: (node.optional('ByClause')?.list('Expressions') ?? []).map((entry) => lowering.named(entry)),
    nonEmpty: kind === 'nonempty',
    names: columns,
    span: node.span,
  };
};

interface Range {
  readonly bounds: 'exclusive' | 'inclusive';
  readonly from: Expression | undefined;
  readonly to: Expression | undefined;
  readonly step: Expression;
}

function rangeOf(node: Syntax, lowering: Lowering): Range {
  if (node.kind === 'MakeSeriesInRangeClause') {
    const [from, to, step] = node.child('Arguments').list('Expressions');
    if (from === undefined || to === undefined || step === undefined) throw unsupported(node.text, node.span);
    return {
      bounds: 'inclusive',
      from: lowering.scalar(from),
      to: lowering.scalar(to),
      step: lowering.scalar(step),
    };
  }
  const part = (slot: string): Expression | undefined => {
    const clause = node.optional(slot);
    return clause === undefined ? undefined : lowering.scalar(clause.child('Expression'));
  };
  const step = part('MakeSeriesStepClause');
  if (step === undefined) throw unsupported('make-series without a step', node.span);
  return { bounds: 'exclusive', from: part('MakeSeriesFromClause'), to: part('MakeSeriesToClause'), step };
}
