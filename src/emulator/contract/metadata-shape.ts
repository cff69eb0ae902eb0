import { sourceKind, supportTier } from './enums';
import { listOf, object, optional, readOnly, required, text } from './shape';
import type { Member, ObjectShape } from './shape';

// [S] azure-rest-api-specs, securityinsights `stable/2025-09-01/Metadata.json` (read 2026-11-24).

/** Kinds of content that the specification names; the wire type is a text. */
export const METADATA_KINDS: ReadonlySet<string> = new Set([
  'DataConnector',
  'DataType',
  'Workbook',
  'WorkbookTemplate',
  'Playbook',
  'PlaybookTemplate',
  'AnalyticsRuleTemplate',
  'AnalyticsRule',
  'HuntingQuery',
  'InvestigationQuery',
  'Parser',
  'Watchlist',
  'WatchlistTemplate',
  'Solution',
  'AzureFunction',
  'LogicAppsCustomConnector',
  'AutomationRule',
]);

const properties: Readonly<Record<string, Member>> = {
  parentId: optional(text),
  kind: optional(text),
  contentId: optional(text),
  version: optional(text),
  source: optional(
    object('MetadataSource', { kind: required(sourceKind), name: optional(text), sourceId: optional(text) }),
  ),
  author: optional(object('MetadataAuthor', { name: optional(text), email: optional(text), link: optional(text) })),
  support: optional(
    object('MetadataSupport', {
      tier: required(supportTier),
      name: optional(text),
      email: optional(text),
      link: optional(text),
    }),
  ),
  // A tree of its own, of any depth: kept as it comes.
  dependencies: optional({ type: 'any' }),
  categories: optional(
    object('MetadataCategories', { domains: optional(listOf(text)), verticals: optional(listOf(text)) }),
  ),
  providers: optional(listOf(text)),
  firstPublishDate: optional(text),
  lastPublishDate: optional(text),
  customVersion: optional(text),
  contentSchemaVersion: optional(text),
  icon: optional(text),
  threatAnalysisTactics: optional(listOf(text)),
  threatAnalysisTechniques: optional(listOf(text)),
  previewImages: optional(listOf(text)),
  previewImagesDark: optional(listOf(text)),
};

const resource = (bag: Readonly<Record<string, Member>>): ObjectShape =>
  object('MetadataModel', {
    etag: optional(text),
    properties: required(object('MetadataProperties', bag)),
    id: readOnly(text),
    name: readOnly(text),
    type: readOnly(text),
    systemData: readOnly({ type: 'any' }),
  });

export const METADATA = resource({ ...properties, parentId: required(text), kind: required(text) });

/** A patch names what changes, and requires nothing. */
export const METADATA_PATCH = resource(properties);
