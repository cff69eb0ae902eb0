export type { ReportAssets, ScriptName } from './assets';
export type * from './report-data';
export { siteFiles } from './site';
export type { SiteFile } from './site';
export { gatherReport } from './gather/gather';
export type { ReportSources } from './gather/gather';
export type { HealthSighting } from './gather/health';
export type { TargetLedger } from './gather/ledger';
