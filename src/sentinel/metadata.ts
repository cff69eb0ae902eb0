/**
 * Wire types of the metadata resource, which says where a rule comes from.
 * Source: azure-rest-api-specs, securityinsights, `stable/2025-09-01/Metadata.json` (read 2026-11-24).
 */
export type MetadataSourceKind = 'LocalWorkspace' | 'Community' | 'Solution' | 'SourceRepository';

export interface MetadataProperties {
  readonly parentId: string;
  readonly kind: string;
  readonly contentId?: string;
  readonly version?: string;
  readonly source?: { readonly kind: MetadataSourceKind; readonly name?: string; readonly sourceId?: string };
  readonly author?: { readonly name?: string; readonly email?: string; readonly link?: string };
  readonly support?: { readonly tier: 'Microsoft' | 'Partner' | 'Community'; readonly name?: string };
  readonly categories?: { readonly domains?: readonly string[]; readonly verticals?: readonly string[] };
  readonly dependencies?: Readonly<Record<string, unknown>>;
  readonly providers?: readonly string[];
  readonly firstPublishDate?: string;
  readonly lastPublishDate?: string;
  readonly customVersion?: string;
  readonly contentSchemaVersion?: string;
}

export interface MetadataResource {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly etag?: string;
  readonly properties: MetadataProperties;
}
