export type * from './rule';
export type { CompiledQuery, CompileProblem, Origin, Piece } from './compile/compile-query';
export { compileRule } from './compile/compile-rule';
export type { CompiledRule } from './compile/compile-rule';
export { overrideRule } from './compile/overrides';
export type { TargetOverrides } from './compile/overrides';
export { armTemplate } from './compile/arm-template';
export type { ArmTemplate } from './compile/arm-template';
export { checkTuning, loadTuning } from './tuning/load-tuning';
export { tunedTwice } from './tuning/check-tunings';
export { tuningCodes } from './tuning/tuning-codes';
export type { Tuning } from './tuning/load-tuning';
export { formatColumnList } from './catalog/column-list';
export { STANDARD_COLUMNS, withStandardColumns } from './catalog/standard-columns';
export type { PackLine, TableOrigin } from './catalog/pack';
export { catalogCodes } from './catalog/catalog-codes';
export type { CatalogCodeRow } from './catalog/catalog-codes';
export { pulledFiles } from './catalog/pulled-files';
export type { PulledSchema } from './catalog/pulled-files';
export { buildCatalog } from './catalog/build';
export type { BuiltCatalog, ProjectSchemas, ShippedSchemas } from './catalog/build';
export type { ProjectFunction } from './catalog/function-file';
export type {
  EntityColumns,
  FunctionInfo,
  Knowledge,
  LetterCase,
  TableInfo,
  TablePlan,
  WatchlistInfo,
} from './catalog/knowledge';
export type { WatchlistFiles } from './catalog/watchlist-file';
export { isRulePath, kindOfFile } from './classify';
export type { FileKind } from './classify';
export { loadRuleFile } from './load';
export type { RuleFile } from './load';
export { checkAlone, checkAndRead, checkLoaded, checkProject, loadFiles } from './check-project';
export { unreadableFile } from './unreadable-file';
export { checks, fileCodes, projectChecks } from './checks';
export { checkFileNames } from './file-names';
export type { AloneResult, CheckResult, KnownFindings } from './check-project';
export type { CheckOptions, PlacedFinding, ProjectFile } from './run-checks';
export { watchlistTable } from './catalog/watchlist-table';
export { parseCsv } from './catalog/csv';
export { checkSettings } from './check-settings';
export type { CheckSettings } from './check-settings';
export { dependenciesOf, readQuery } from './dependencies/derive';
export type { QueryReading } from './dependencies/derive';
export type { Dependencies } from './dependencies/dependencies';
export { unmetIn } from './dependencies/unmet';
export type { Offered, OfferedTables, Unmet } from './dependencies/unmet';
export { placeInFile } from './analysis/analyse-rule';
export { recordUse } from './catalog/record-use';
export type { CatalogUse, RecordingCatalog } from './catalog/record-use';
export { idNote, ruleYaml } from './pull/rule-yaml';
export { ruleDuration } from './rule-duration';
export { ATTACK_VERSION, attackId, enterpriseMatrix } from './attack';
export { areas } from './scaffold/area';
export type { AreaName } from './scaffold/area';
export { newRule } from './scaffold/new-rule';
export { withSeverities } from './check-settings';
export { checkTombstones } from './retired/check-tombstones';
export { loadTombstone, tombstoneWords } from './retired/tombstone';
export type { Tombstone } from './retired/tombstone';
export { tombstoneCodes } from './retired/tombstone-codes';
