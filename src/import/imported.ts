import type { Source } from '../diagnostics';
import type { JsonObject } from '../json';

/** How hunting queries become rules, and what sources leave open. */
export interface ImportOptions {
  /** How often a hunting query is to run, and how far it looks back: `1d`, `PT1H`. Without it hunting queries are left out. */
  readonly schedule?: { readonly frequency: string; readonly period: string };
  /** Severity where the source has none. */
  readonly severity?: string;
  /** Values for the parameters of an ARM template, by name: what its parameter file gives it. */
  readonly parameters?: JsonObject;
}

/** A rule of a source, as the file that it becomes. */
export interface Imported {
  readonly outcome: 'imported';
  /** Path of the source, and where in it the rule stood. */
  readonly from: string;
  readonly id: string;
  readonly name: string;
  /** The rule file's text. */
  readonly text: string;
  /** The KQL, for whoever looks for a place for it. */
  readonly query: string;
  /** What was changed or added so that it is a rule, in words. */
  readonly repairs: readonly string[];
  /** Fields that the source says and the compiled file says otherwise. Empty: the same rule. */
  readonly lost: readonly string[];
}

export type LeftOutReason =
  /** No file can be made of it: broken, or something is missing that nobody can guess. */
  | 'unreadable'
  /** A kind of rule that this project does not write. */
  | 'other kind'
  /** A hunting query, and nobody said how often it is to run. */
  | 'no schedule'
  /** The file holds no rule at all. */
  | 'no rule';

export interface LeftOut {
  readonly outcome: 'left out';
  readonly from: string;
  readonly name?: string;
  readonly reason: LeftOutReason;
  readonly details: readonly string[];
}

export type ImportResult = Imported | LeftOut;

/** One file of a source, whatever it holds. */
export type Importer = (source: Source, options: ImportOptions) => readonly ImportResult[];
