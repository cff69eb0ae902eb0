import type { YamlPath } from '../../yaml';
import type { RuleDraft } from '../rule-file';

export interface OverrideText {
  readonly path: YamlPath;
  readonly text: string;
  /** What stands between `{{` and `}}`, as written. */
  readonly placeholders: readonly string[];
}

/** The two texts of an alert that may hold `{{Column}}` placeholders. */
export function* overrideTexts(draft: RuleDraft): Generator<OverrideText> {
  for (const key of ['alertDisplayNameFormat', 'alertDescriptionFormat'] as const) {
    const text = draft.alertDetailsOverride?.[key];
    if (text === undefined) continue;
    const placeholders = [...text.matchAll(/\{\{([^{}]*)\}\}/g)].map((match) => match[1] ?? '');
    yield { path: ['alertDetailsOverride', key], text, placeholders };
  }
}
