/** The most of something that one plan may do. */
export interface Limit {
  readonly absolute: number | null;
  /** Of the rules that are ours; counts only where there are at least ten. */
  readonly percent: number | null;
}

/** What a target lets a plan do without somebody else's word. */
export interface Guards {
  readonly update: Limit;
  readonly delete: Limit;
  readonly weaken: Limit;
  /** Ids of rules that nothing may weaken. */
  readonly crownJewels: readonly string[];
  /** Days between disabling a rule that is not wanted any more and deleting it. */
  readonly quarantineDays: number;
}

/** What a guard has against a plan. */
export interface Refusal {
  readonly guard:
    | 'update'
    | 'delete'
    | 'weaken'
    | 'crown-jewel'
    | 'no-rules'
    | 'short-list'
    | 'guards'
    | 'commit'
    | 'ledger'
    | 'identity'
    | 'rule-limit';
  readonly message: string;
  /** The rules that it is about. */
  readonly ids: readonly string[];
}

/** What nobody's word changes: the plan would not become right by it. */
export const FINAL_GUARDS: ReadonlySet<Refusal['guard']> = new Set(['ledger', 'identity', 'rule-limit']);

const NONE: Limit = { absolute: null, percent: null };

/** Nothing is at stake in an emulated workspace. */
export const NO_GUARDS: Guards = { update: NONE, delete: NONE, weaken: NONE, crownJewels: [], quarantineDays: 30 };

/**
 * For a workspace in Azure. The shares follow octoDNS (`MAX_SAFE_UPDATE_PCENT` 0.3 with a floor of ten records,
 * octodns/provider/plan.py, read 2026-11-24); less is let go than is changed.
 */
export const DEFAULT_GUARDS: Guards = {
  update: { absolute: 100, percent: 30 },
  delete: { absolute: 5, percent: 10 },
  weaken: { absolute: 5, percent: 10 },
  crownJewels: [],
  quarantineDays: 30,
};
