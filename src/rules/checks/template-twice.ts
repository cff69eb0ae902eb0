import type { Check } from './check';

export const templateTwice: Check = {
  code: 'template-twice',
  severity: 'error',
  applies: 'rules',
  summary: 'the template is given under both of its names',
  why: '`template` and `alertRuleTemplateName` with `templateVersion` are the same; only one can be deployed.',
  bad: 'template: { id: 3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f34 }\nalertRuleTemplateName: 3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f34',
  good: 'template: { id: 3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f34, version: 1.0.0 }',
  *run({ draft }) {
    if (draft.template === undefined) return;
    for (const key of ['alertRuleTemplateName', 'templateVersion'] as const) {
      if (draft[key] === undefined) continue;
      yield {
        path: [key],
        part: 'key',
        message: `\`${key}\` and \`template\` are both given`,
        help: 'Keep `template`.',
      };
    }
  },
};
