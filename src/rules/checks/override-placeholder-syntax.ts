import type { Check } from './check';
import { overrideTexts } from './placeholders';

export const overridePlaceholderSyntax: Check = {
  code: 'override-placeholder-syntax',
  severity: 'error',
  applies: 'rules',
  summary: 'a `{{Column}}` placeholder is not closed, not opened or empty',
  why: 'The deployment fails (Azure-Sentinel pull request 10606), or the braces are shown to the analyst.',
  bad: 'alertDetailsOverride:\n  alertDisplayNameFormat: "Scan from {{IPAddress}"',
  good: 'alertDetailsOverride:\n  alertDisplayNameFormat: "Scan from {{IPAddress}}"',
  *run({ draft }) {
    for (const { path, text, placeholders } of overrideTexts(draft)) {
      const rest = text.replace(/\{\{[^{}]*\}\}/g, '');
      const stray = /\{\{|\}\}/.exec(rest)?.[0];
      if (stray === undefined && !placeholders.some((name) => name.trim() === '')) continue;
      yield {
        path,
        message: stray === undefined ? 'found an empty placeholder' : `found \`${stray}\` without its partner`,
        help: 'A placeholder is {{Column}}: two braces on each side and the name of a column.',
      };
    }
  },
};
