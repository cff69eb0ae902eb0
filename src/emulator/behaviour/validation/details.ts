import type { Validation } from './query-rule';

/** [S] Azure/Azure-Sentinel, template validation, and Microsoft Learn (read 2026-11-24). */
const MAX_DETAILS = 20;
const DETAIL_KEY = /^[a-zA-Z]+\w*$/;
const MAX_KEY = 20;
const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;
const MAX_PLACEHOLDERS = 3;

export const validateCustomDetails: Validation = ({ customDetails }) => {
  if (customDetails === undefined) return undefined;
  const keys = Object.keys(customDetails);
  if (keys.length > MAX_DETAILS) {
    return `Maximum length of CustomDetails exceeded. The maximum allowed is ${MAX_DETAILS}, and ${keys.length} were given.`;
  }
  const wrong = keys.find((key) => key.length > MAX_KEY || !DETAIL_KEY.test(key));
  if (wrong === undefined) return undefined;
  return `The key '${wrong}' of CustomDetails must match the regular expression '${DETAIL_KEY.source}' and have at most ${MAX_KEY} characters.`;
};

/** [S] the count's text; [C] unbalanced braces are refused (Azure/Azure-Sentinel#10606), [U] with which text. */
export const validateAlertDetails: Validation = ({ alertDetailsOverride }) => {
  if (alertDetailsOverride === undefined) return undefined;
  const { alertDisplayNameFormat, alertDescriptionFormat } = alertDetailsOverride;
  return (
    validateFormat('AlertDisplayNameFormat', alertDisplayNameFormat) ??
    validateFormat('AlertDescriptionFormat', alertDescriptionFormat)
  );
};

function validateFormat(name: string, format: string | undefined): string | undefined {
  if (format === undefined) return undefined;
  const count = placeholders(format).length;
  if (count > MAX_PLACEHOLDERS) {
    return `You have defined ${count} parameters in '${name}'. The maximum allowed is ${MAX_PLACEHOLDERS}.`;
  }
  if (/\{\{|\}\}/.test(format.replaceAll(PLACEHOLDER, ''))) {
    return `The braces of the parameters in '${name}' are not balanced.`;
  }
  return undefined;
}

/** The column names that a format's `{{Column}}` placeholders take. */
export function placeholders(format: string): readonly string[] {
  return [...format.matchAll(PLACEHOLDER)].map(([, column = '']) => column.trim());
}
