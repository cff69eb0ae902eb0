import type { Dynamic } from '../../values/dynamic';
import { isArray } from '../../values/dynamic';

/** The texts of a list; a lone text is a list of it. */
export function textsIn(value: Dynamic): readonly string[] {
  if (isArray(value)) return value.filter((item) => typeof item === 'string');
  return typeof value === 'string' ? [value] : [];
}
