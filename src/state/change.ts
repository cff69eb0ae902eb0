import type { TextLine } from './text-diff';

/** Whether a change makes a detection see less. `weakens` is shown first and guarded. */
export type Impact = 'weakens' | 'strengthens' | 'changes';

interface ChangeBase {
  /** The property in the domain's words: `severity`, `frequency`, `entity mappings`. */
  readonly field: string;
  /** The property's place in the body, dotted: `properties.severity`. */
  readonly path: string;
  readonly impact: Impact;
}

/** From one value to another, both in words; null is "not set". */
interface ValueChange extends ChangeBase {
  readonly kind: 'value';
  readonly from: string | null;
  readonly to: string | null;
}

/** Members that came and went. */
interface ItemsChange extends ChangeBase {
  readonly kind: 'items';
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

/** A text that changed line by line. */
interface TextChange extends ChangeBase {
  readonly kind: 'text';
  readonly added: number;
  readonly removed: number;
  readonly lines: readonly TextLine[];
  /** What the lines mean: `exclusion added: integrity-scan`. */
  readonly notes: readonly string[];
}

/** One difference between two resources, as a person would say it. */
export type Change = ValueChange | ItemsChange | TextChange;
