import { textOf } from '../../kql';
import type { YamlNode } from '../../yaml';
import { valueOf } from '../../yaml';

/** A found value as people would write it in a test. */
export function show(value: unknown): string {
  const text = value === undefined || value === null || value === '' ? '(empty)' : textOf(value);
  return text.replace(/(\d{2}:\d{2}:\d{2})\.0{7}Z$/, '$1Z');
}

/** An expected value as it is written. */
export function showNode(node: YamlNode): string {
  if (node.kind !== 'scalar') return show(valueOf(node));
  return node.text === '' ? '(empty)' : node.text;
}
