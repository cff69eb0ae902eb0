import type { CheckSettings } from '../../src/rules';
import type { Wave } from '../../src/targets';
import type { TestSettings } from '../../src/unit';
import type { TargetEntry } from './target';

/** What the file may hold: see `schemas/config.schema.json`. */
export interface ConfigFile {
  readonly detections?: string;
  readonly repository?: string;
  readonly schemas?: readonly string[];
  readonly checks?: CheckSettings;
  readonly targets?: Readonly<Record<string, TargetEntry>>;
  readonly tests?: Partial<TestSettings>;
  readonly waves?: readonly (Omit<Wave, 'soakSeconds'> & { readonly soak?: string })[];
}
