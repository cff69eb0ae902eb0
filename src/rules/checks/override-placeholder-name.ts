import type { Check } from './check';
import { overrideTexts } from './placeholders';

export const overridePlaceholderName: Check = {
  code: 'override-placeholder-name',
  severity: 'warning',
  applies: 'rules',
  summary: 'a `{{Column}}` placeholder is not just the name of a column',
  why: 'What stands between the braces is taken as the column, spaces included (Azure-Sentinel rule-writing guide, read 2026-11-24).',
  bad: 'alertDetailsOverride:\n  alertDisplayNameFormat: "Scan from {{ IPAddress }}"',
  good: 'alertDetailsOverride:\n  alertDisplayNameFormat: "Scan from {{IPAddress}}"',
  *run({ draft }) {
    for (const { path, placeholders } of overrideTexts(draft)) {
      for (const name of placeholders) {
        if (name.trim() === '' || /^\w+$/.test(name)) continue;
        yield {
          path,
          message: `\`{{${name}}}\` is not the name of a column`,
          help: `Write \`{{${name.replace(/\W+/g, '')}}}\`: no spaces, no expressions.`,
        };
      }
    }
  },
};
