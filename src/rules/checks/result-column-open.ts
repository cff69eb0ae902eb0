import { resultColumn } from '../analysis/result';
import type { Check } from './check';
import { mappedColumns } from './mapped-columns';

export const resultColumnOpen: Check = {
  code: 'result-column-open',
  severity: 'info',
  applies: 'both',
  summary: 'whether the query returns a column that the rule names depends on data',
  why: 'The service refuses the rule as long as its tables lack the data (rule-writing guide: use `column_ifexists` after `bag_unpack`).',
  bad: 'query: |\n  SigninLogs\n  | evaluate bag_unpack(LocationDetails)\ncustomDetails:\n  Place: cityName',
  good: 'query: |\n  SigninLogs\n  | evaluate bag_unpack(LocationDetails)\n  | extend Place = column_ifexists("cityName", "")\ncustomDetails:\n  Place: Place',
  *run({ draft, analysis }) {
    if (analysis === undefined) return;
    for (const { name, path, within } of mappedColumns(draft)) {
      const answer = resultColumn(analysis, name);
      if (answer?.kind !== 'open') continue;
      yield {
        path,
        ...(within === undefined ? {} : { within }),
        message: `whether the query returns \`${name}\` cannot be known here: it depends on ${answer.why.join(', ')}`,
        help: `Name it in the query: \`extend ${name} = column_ifexists("${name}", "")\`.`,
      };
    }
  },
};
