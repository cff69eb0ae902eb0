import { isCollection, resultColumn } from '../analysis/result';
import type { Check } from './check';
import { mappedColumns } from './mapped-columns';

export const resultColumnType: Check = {
  code: 'result-column-type',
  severity: 'warning',
  applies: 'both',
  summary: 'an entity or an override is made of a list or bag, or the severity of something else than text',
  why: 'An entity needs one value: of a list, nothing usable is extracted. A severity that is no text is ignored.',
  bad: 'query: |\n  SigninLogs\n  | summarize Users = make_set(UserPrincipalName) by IPAddress\nentityMappings:\n  - entityType: Account\n    fieldMappings:\n      - identifier: FullName\n        columnName: Users',
  good: 'query: |\n  SigninLogs\n  | summarize Attempts = count() by UserPrincipalName\nentityMappings:\n  - entityType: Account\n    fieldMappings:\n      - identifier: FullName\n        columnName: UserPrincipalName',
  *run({ draft, analysis }) {
    if (analysis === undefined) return;
    for (const { name, purpose, path, within } of mappedColumns(draft)) {
      if (purpose === 'detail' || purpose === 'tactics' || purpose === 'entities') continue;
      const answer = resultColumn(analysis, name);
      if (answer?.kind !== 'there') continue;
      const { type } = answer.column;
      const place = { path, ...(within === undefined ? {} : { within }) };
      if (purpose === 'severity') {
        if (type === 'string' || type === 'dynamic' || type === 'unknown') continue;
        const message = `the severity is taken from \`${name}\`, which is a ${type}`;
        yield { ...place, message, help: 'It must be text: High, Medium, Low or Informational.' };
        continue;
      }
      if (purpose === 'placeholder' || type !== 'dynamic' || !isCollection(name, analysis)) continue;
      yield {
        ...place,
        message: `\`${name}\` holds a list or bag (dynamic), not one value`,
        help: 'Take one value out of it, or give each its own row (`mv-expand`), and convert it with `tostring()`.',
      };
    }
  },
};
