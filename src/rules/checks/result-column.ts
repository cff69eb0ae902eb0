import { suggest } from '../../diagnostics';
import type { ColumnAnswer } from '../analysis/result';
import { resultColumn } from '../analysis/result';
import { didYouMean, listed, operatorPlace } from '../analysis/unknown-name';
import type { Check } from './check';
import { mappedColumns } from './mapped-columns';

type Missing = Extract<ColumnAnswer, { readonly kind: 'missing' }>;

export const resultColumnCheck: Check = {
  code: 'result-column',
  severity: 'error',
  applies: 'both',
  summary: 'an entity mapping, custom detail or alert override names a column that the query does not return',
  why: 'The service refuses the rule: "The given column ... does not exist". Letter case counts. A warning where the columns of a table are not all known.',
  bad: 'customDetails:\n  User: UserPrincipalname',
  good: 'customDetails:\n  User: UserPrincipalName',
  *run({ draft, analysis }) {
    if (analysis === undefined) return;
    for (const { name, path, within } of mappedColumns(draft)) {
      const answer = resultColumn(analysis, name);
      if (answer?.kind !== 'missing') continue;
      yield {
        path,
        ...(within === undefined ? {} : { within }),
        severity: answer.certain ? 'error' : 'warning',
        ...wordsFor(name, answer, analysis.compiled.text),
      };
    }
  },
};

function wordsFor(name: string, answer: Missing, query: string): { readonly message: string; readonly help: string } {
  const { inOtherCase, leftOutBy, known, incomplete, certain } = answer;
  if (inOtherCase !== undefined) {
    return {
      message: `the query returns \`${inOtherCase}\`, not \`${name}\`: letter case counts`,
      help: `Write \`${inOtherCase}\`.`,
    };
  }
  if (leftOutBy !== undefined) {
    const { keyword, line } = operatorPlace(leftOutBy, query);
    return {
      message: `the query does not return \`${name}\`: \`${keyword}\` in line ${line} of it leaves the column out`,
      help:
        keyword === 'summarize' ? `Keep it: \`by ${name}\`, or \`take_any(${name})\`.` : `Keep it in \`${keyword}\`.`,
    };
  }
  const near = suggest(name, known);
  if (certain) {
    return {
      message: `the query does not return a column \`${name}\``,
      help: didYouMean(near, known.length === 0 ? 'It returns no columns.' : `It returns ${listed(known)}.`),
    };
  }
  return {
    message: `no column \`${name}\` is known in the result of the query`,
    help: didYouMean(near, `If ${listed(incomplete)} has it, add it to a table file (\`schemas:\` in the config).`),
  };
}
