import type { Maturity } from '../rules';
import type { Clock } from './test-file/model';

/** What a project asks of its tests: the `tests` key of its config. */
export interface TestSettings {
  /** Cases that fire and that are silent, which a rule needs at least. */
  readonly firing: number;
  readonly silent: number;
  /** Rules of which they are asked. */
  readonly maturities: readonly Maturity[];
  /** How bad an exclusion is that no case proves. */
  readonly exclusions: 'error' | 'warning' | 'off';
  readonly clock: Clock;
}

export const DEFAULT_SETTINGS: TestSettings = {
  firing: 1,
  silent: 1,
  maturities: ['production'],
  exclusions: 'warning',
  clock: 'execution',
};
