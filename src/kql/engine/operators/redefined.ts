import type { Tabular } from '../../plan/plan';

/**
 * The column of `outer` that a sub-query gives a new meaning, if there is one. Whether the new or the outer value is then
 * seen behind `mv-apply` is not documented: better no answer than the wrong one.
 */
export function redefined(
  body: Tabular,
  outer: ReadonlySet<string>,
): { readonly name: string; readonly at: Tabular } | undefined {
  for (let step: Tabular | undefined = body; step !== undefined; step = 'input' in step ? step.input : undefined) {
    const name = namesMade(step).find((each) => outer.has(each));
    if (name !== undefined) return { name, at: step };
  }
  return undefined;
}

/** Columns that a step computes; one that only passes a column on makes none. */
function namesMade(step: Tabular): readonly string[] {
  switch (step.op) {
    case 'extend':
    case 'project':
      return step.columns.flatMap(({ name, expression }) =>
        expression.kind === 'column' && expression.name === name ? [] : [name],
      );
    case 'summarize':
      return [
        ...step.aggregates.flatMap(({ names }) => names),
        ...step.by.flatMap(({ name, expression }) =>
          expression.kind === 'column' && expression.name === name ? [] : [name],
        ),
      ];
    case 'rename':
      return step.renames.map(({ to }) => to);
    case 'count':
      return [step.name];
    default:
      return [];
  }
}
