import { printable } from '../../diagnostics';

/**
 * One line of hostile text that a terminal or a CI log can show: no control characters, and nothing that a GitHub
 * Actions runner reads as a command (`::name::` at the start of a line, `##[name]` anywhere in it).
 */
export function inertLine(text: string): string {
  const line = printable(text).replaceAll('##[', '##·[');
  return /^\s*::/.test(line) ? line.replace('::', '·::') : line;
}

/** JSON in lines that a terminal or a CI log can show, with the same value as the plain one: hostile characters escaped. */
export function inertJson(value: object): string {
  return JSON.stringify(value, null, 2)
    .replaceAll('##[', '##\\u005b')
    .replace(/[\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
