import type { Check } from './check';

export const templateVersionAlone: Check = {
  code: 'template-version-alone',
  severity: 'error',
  applies: 'rules',
  summary: 'a template version without a template',
  why: 'The service refuses a version of no template (Azure-Sentinel template validation, read 2026-11-24).',
  bad: 'templateVersion: 1.0.0',
  good: 'alertRuleTemplateName: 3f2b7c1e-9d4a-4f6b-8a21-5c0e7d9b1f34\ntemplateVersion: 1.0.0',
  *run({ draft, unsure }) {
    if (draft.templateVersion === undefined || unsure('template') || unsure('alertRuleTemplateName')) return;
    if (draft.template !== undefined || draft.alertRuleTemplateName !== undefined) return;
    yield {
      path: ['templateVersion'],
      part: 'key',
      message: '`templateVersion` is given, but no template',
      help: 'Write `template: { id: ..., version: ... }`. The version of the rule itself is `version`.',
    };
  },
};
