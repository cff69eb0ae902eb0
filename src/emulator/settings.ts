import { TENANT } from './directory/directory';
import type { Directory } from './directory/directory';

/** How a service behaves where its behaviour is not known, or where a test wants it small. */
export interface EmulatorSettings {
  /** Resources on a page of a list. Azure's figure is not published. */
  readonly pageSize: number;
  /** How long the id of a deleted rule stays refused. Azure's figure is not published. */
  readonly tombstoneSeconds: number;
  /** What happens to a property that the api-version does not know. */
  readonly unknownProperties: 'refuse' | 'store' | 'drop';
  /** Which kinds of rules an api-version takes: those of its specification, or all of them. */
  readonly kinds: 'byVersion' | 'all';
  /** Whether two rules of a workspace may have one name. */
  readonly displayNames: 'any' | 'unique';
  readonly echo: EchoSettings;
  readonly directory: Directory;
  readonly metadata: MetadataSettings;
  readonly watchlists: WatchlistSettings;
  readonly savedSearches: SavedSearchSettings;
  readonly etags: EtagSettings;
  readonly refusals: RefusalSettings;
  readonly consistency: ConsistencySettings;
  readonly locks: readonly ResourceLock[];
  /** What a caller is told that roles let them do. Nothing is refused for it. */
  readonly roles: readonly RolePermission[];
  readonly throttling: ThrottlingSettings;
  /** How many rules of a kind may be enabled in one workspace. A kind that is not named has no limit. */
  readonly enabledRules: Readonly<Record<string, number>>;
  /** Whether the query of a rule that is not enabled is validated too. */
  readonly validateDisabledRules: 'yes' | 'no';
}

/** What is not known of the metadata resource. */
interface MetadataSettings {
  /** `existing`: a parent in the workspace's alert rules must be there. */
  readonly parents: 'any' | 'existing';
  /** `known`: only the kinds of the specification. */
  readonly kinds: 'any' | 'known';
  /** What becomes of the metadata of a rule that is deleted. */
  readonly ofDeletedRules: 'stays' | 'removed';
}

/** What is not known of watchlists, or takes time. */
interface WatchlistSettings {
  /** How long a deletion takes. Until then its status says so. */
  readonly deletionSeconds: number;
  /** Whether reads still show a watchlist that is being deleted. */
  readonly whileDeleting: 'shown' | 'gone';
  /** `stuck`: the status of a deletion stays `Deleting` at 100 percent, for ever. */
  readonly deletionStatus: 'ends' | 'stuck';
  /** Whether an alias may be written again while its deletion goes on. */
  readonly reuse: 'refused' | 'allowed';
  /** How long the rows of a file take. Until then they are not listed, and the watchlist cannot be deleted. */
  readonly uploadSeconds: number;
  /** `ignored`: the write is answered as done and the rows of its file are not there. */
  readonly rawContent: 'honoured' | 'ignored';
  readonly providers: 'any' | 'Microsoft';
  /** What a query sees of a watchlist that is not there: nothing, or an error. */
  readonly absent: 'empty' | 'refused';
}

/** What is not known of saved searches. */
interface SavedSearchSettings {
  /** Whether a text that is no KQL is refused. Needs a validator. */
  readonly queries: 'unchecked' | 'checked';
  /** Whether two functions may have one alias. */
  readonly aliases: 'any' | 'unique';
}

/** Whether a write that names another version than the resource's is refused. That the service does so is not proven. */
interface EtagSettings {
  /** The `etag` of a body. */
  readonly body: 'honoured' | 'ignored';
  /** The headers If-Match and If-None-Match. */
  readonly headers: 'honoured' | 'ignored';
}

/** By what a client may tell refusals apart: the service's texts are not known, and its codes only by hearsay. */
interface RefusalSettings {
  /** A body's etag is not the resource's. */
  readonly staleEtag: RefusedBy;
  /** The id belonged to a rule that was deleted a short while ago. */
  readonly recentlyDeleted: RefusedBy;
}

export interface RefusedBy {
  readonly status: number;
  readonly code: string;
}

/** When reads show what was written. */
export type ConsistencySettings =
  | { readonly kind: 'strong' }
  | {
      readonly kind: 'lagging';
      /** `lists`: an item is read as it is, only lists lag. */
      readonly reads: 'lists' | 'all';
      /** A write is seen after so many lagging reads of its workspace, a page of a list being one, or so many seconds. */
      readonly by: 'reads' | 'seconds';
      readonly amount: number;
    };

/** A resource lock, which is stronger than any permission. */
export interface ResourceLock {
  /** Path of a subscription, resource group, workspace or resource; all below it is locked too. */
  readonly scope: string;
  readonly level: 'ReadOnly' | 'CanNotDelete';
}

/** What one role lets somebody do: patterns of operations, and those that it leaves out. */
export interface RolePermission {
  readonly actions: readonly string[];
  readonly notActions: readonly string[];
}

/** How a stored rule is told. Every choice means the same rule; clients must not see a difference. */
interface EchoSettings {
  /** `normalised`: `P1D` where `PT24H` was sent. */
  readonly durations: 'asSent' | 'normalised';
  /** Optional properties that were not sent. */
  readonly absent: 'null' | 'omitted';
  /** `stale`: lists of the grouping configuration hold entity types although the matching method does not use them. */
  readonly grouping: 'asSent' | 'stale';
  /** `crlf`: the query's lines end as the portal's do. */
  readonly lineEnds: 'asSent' | 'crlf';
  /** `trimmed`: no white space at the end of the query and the description. */
  readonly ends: 'asSent' | 'trimmed';
  /** `sorted`: tactics and techniques, whose order means nothing. */
  readonly sets: 'asSent' | 'sorted';
}

interface BucketSize {
  readonly capacity: number;
  readonly refillPerSecond: number;
}

export type ThrottlingSettings =
  | { readonly kind: 'off' }
  | {
      readonly kind: 'on';
      readonly reads: BucketSize;
      readonly writes: BucketSize;
      readonly deletes: BucketSize;
      /** The real service sends it; a client must also live without. */
      readonly retryAfter: 'sent' | 'omitted';
    };

export const DEFAULT_SETTINGS: EmulatorSettings = {
  pageSize: 100,
  tombstoneSeconds: 3600,
  unknownProperties: 'refuse',
  kinds: 'byVersion',
  displayNames: 'any',
  echo: {
    durations: 'asSent',
    absent: 'null',
    grouping: 'asSent',
    lineEnds: 'asSent',
    ends: 'asSent',
    sets: 'asSent',
  },
  directory: { kind: 'open', tenantId: TENANT },
  metadata: { parents: 'any', kinds: 'any', ofDeletedRules: 'stays' },
  watchlists: {
    deletionSeconds: 0,
    whileDeleting: 'shown',
    deletionStatus: 'ends',
    reuse: 'refused',
    uploadSeconds: 0,
    rawContent: 'honoured',
    providers: 'any',
    absent: 'refused',
  },
  savedSearches: { queries: 'unchecked', aliases: 'any' },
  etags: { body: 'honoured', headers: 'honoured' },
  refusals: {
    staleEtag: { status: 409, code: 'Conflict' },
    recentlyDeleted: { status: 409, code: 'Conflict' },
  },
  consistency: { kind: 'strong' },
  locks: [],
  roles: [{ actions: ['*'], notActions: [] }],
  throttling: { kind: 'off' },
  enabledRules: { Scheduled: 512, NRT: 50 },
  validateDisabledRules: 'no',
};

/**
 * The buckets of the Resource Manager, per subscription, principal and region (Microsoft Learn, "Understand how Azure
 * Resource Manager throttles requests", read 2026-11-24).
 */
export const ARM_THROTTLING: ThrottlingSettings = {
  kind: 'on',
  reads: { capacity: 250, refillPerSecond: 25 },
  writes: { capacity: 200, refillPerSecond: 10 },
  deletes: { capacity: 200, refillPerSecond: 10 },
  retryAfter: 'sent',
};
