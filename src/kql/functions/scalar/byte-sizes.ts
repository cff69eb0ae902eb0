import type { Long } from '../../values/long';
import { fnOfSome } from '../partial-function';
import type { ScalarFunction } from '../scalar-function';

const UNITS = ['Bytes', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'] as const;

/**
 * A size in the unit asked for, or the largest that it fills (source: Microsoft Learn, format-bytes-function, read
 * 2026-11-24). Undefined where the page does not show what comes out: zeros at the end of the fraction, negative sizes,
 * other units.
 */
function formatted(size: number, digits: Long, unit: string): string | undefined {
  if (!(size >= 0 && Number.isFinite(size)) || digits < 0 || digits > 15) return undefined;
  const named = UNITS.findIndex((each) => each === unit);
  if (unit !== '' && named === -1) return undefined;
  const fills = Math.min(UNITS.length - 1, Math.max(0, Math.floor(Math.log2(size) / 10)));
  const power = unit === '' ? fills : named;
  const text = (size / 1024 ** power).toFixed(Number(digits));
  return digits > 0 && text.endsWith('0') ? undefined : `${text} ${UNITS[power] ?? ''}`;
}

// prettier-ignore
export const byteSizes: readonly ScalarFunction[] = [
  fnOfSome('format_bytes', ['real'],                   'string', (size) => formatted(size, 0, '')),
  fnOfSome('format_bytes', ['real', 'long'],           'string', (size, digits) => formatted(size, digits, '')),
  fnOfSome('format_bytes', ['real', 'long', 'string'], 'string', formatted),
];
