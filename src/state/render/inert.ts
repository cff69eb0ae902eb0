import { printable } from '../../diagnostics';

/**
 * One line of hostile text that a terminal or a CI log can show: no control characters, and nothing that a GitHub
 * Actions runner reads as a command (`::name::` at the start of a line, `##[name]` anywhere in it).
 */
export function inertLine(text: string): string {
  const line = printable(text).replaceAll('##[', '##·[');
  return /^\s*::/.test(line) ? line.replace('::', '·::') : line;
}
