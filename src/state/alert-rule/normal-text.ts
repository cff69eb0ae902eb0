import type { JsonValue } from '../../json';

const MULTILINE_LITERAL = /```|~~~/;

/** LF line ends, no blanks around the text: what YAML folding and portal pastes change. Empty is "not set". */
export function normalText(value: JsonValue): JsonValue {
  if (typeof value !== 'string') return value;
  const text = withoutTrailing(value.replace(/\r+\n/g, '\n')).trim();
  return text === '' ? null : text;
}

/**
 * A query with LF line ends and no blanks at line ends. White space inside lines stays: string literals matter. So do
 * the line ends of a query that holds a multi-line string literal: there a blank may be part of a value.
 */
export function normalQuery(value: JsonValue): JsonValue {
  if (typeof value !== 'string') return value;
  const text = value.replace(/\r+\n/g, '\n');
  return (MULTILINE_LITERAL.test(text) ? text : withoutTrailing(text)).trimEnd();
}

function withoutTrailing(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}
