import type { Rule } from '../../rules';
import type { Alert, ResultRow } from './alert';
import { bytesOf, MOST_DETAIL_BYTES } from './limits';
import { valuesOf } from './values';

/** Values beyond what fits into an alert are left out. */
export function customDetailsOf({ customDetails }: Rule, rows: readonly ResultRow[]): Alert['customDetails'] {
  let left = MOST_DETAIL_BYTES;
  return Object.fromEntries(
    Object.entries(customDetails).map(([key, column]) => {
      const kept = valuesOf(rows, column).filter((value) => {
        const bytes = bytesOf(value);
        if (bytes > left) return false;
        left -= bytes;
        return true;
      });
      return [key, kept];
    }),
  );
}
