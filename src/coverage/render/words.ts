import type { Coverage } from '../cover';
import type { Gap } from '../gaps';

/** `12 of 222 techniques` */
export function totalWords({ totals }: Coverage): string {
  return `${totals.rules} of ${totals.techniques} techniques`;
}

/** `no rule`, `in part: only rules for parts of it or for its parent` */
export function metWords({ met, by }: Gap): string {
  switch (met) {
    case 'no rule':
      return 'no rule';
    case 'in part':
      return 'in part: rules of its sub-techniques or of its parent alone';
    case 'not enabled':
      return 'not enabled in any target';
    case 'not tested':
      return 'no test of it fires';
    case 'covered':
      return by.some(({ tested }) => tested === 'not run') ? 'covered, as written; tests not run' : 'covered';
  }
}
