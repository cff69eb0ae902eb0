import type { Check } from './check';
import { overrideTexts } from './placeholders';

const MOST = 3;

export const overridePlaceholderCount: Check = {
  code: 'override-placeholder-count',
  severity: 'error',
  applies: 'rules',
  summary: 'more than three `{{Column}}` placeholders in one text',
  why: 'The service takes three (Azure-Sentinel template validation, read 2026-11-24).',
  bad: 'alertDetailsOverride:\n  alertDisplayNameFormat: "{{AppDisplayName}} {{IPAddress}} {{Location}} {{UserPrincipalName}}"',
  good: 'alertDetailsOverride:\n  alertDisplayNameFormat: "{{AppDisplayName}} {{IPAddress}} {{Location}}"',
  *run({ draft }) {
    for (const { path, placeholders } of overrideTexts(draft)) {
      if (placeholders.length <= MOST) continue;
      yield {
        path,
        message: `found ${placeholders.length} placeholders, expected at most ${MOST}`,
        help: 'Build the text in the query with strcat() and use one placeholder.',
      };
    }
  },
};
