import { dump } from 'js-yaml';

/**
 * A value as YAML that people would have written: two blanks, keys in the order given, texts of several lines as `|`
 * blocks, no anchors, no folding. Reading it back gives the value.
 */
export function printYaml(value: Readonly<Record<string, unknown>>): string {
  return dump(value, { lineWidth: -1, noRefs: true });
}
