import type { Check, ProjectCheck } from './check';
import { attackRepeated } from './attack-repeated';
import { conditionNeverTrue } from './condition-never-true';
import { descriptionMissing } from './description-missing';
import { descriptionQuotes } from './description-quotes';
import { duplicateId } from './duplicate-id';
import { duplicateName } from './duplicate-name';
import { entityCount } from './entity-count';
import { entityCountNrt } from './entity-count-nrt';
import { entityIdentifierRepeated } from './entity-identifier-repeated';
import { entityIdentifierRequired } from './entity-identifier-required';
import { entityIdentifierUnknown } from './entity-identifier-unknown';
import { entityTypeNotInApi } from './entity-type-not-in-api';
import { exclusionExpired } from './exclusion-expired';
import { exclusionMarkerUnused } from './exclusion-marker-unused';
import { exclusionNameRepeated } from './exclusion-name-repeated';
import { exclusionOfEmpty } from './exclusion-of-empty';
import { exclusionPredicate } from './exclusion-predicate';
import { frequencyTooHighForPeriod } from './frequency-too-high-for-period';
import { groupingDetailUnknown } from './grouping-detail-unknown';
import { groupingEntityUnmapped } from './grouping-entity-unmapped';
import { groupingLookback } from './grouping-lookback';
import { groupingSelectedEmpty } from './grouping-selected-empty';
import { hardCodedDate } from './hard-coded-date';
import { idNotGuid } from './id-not-guid';
import { idPlaceholder } from './id-placeholder';
import { kindMissing } from './kind-missing';
import { kqlFindings } from './kql-findings';
import { latencyMargin } from './latency-margin';
import { nameSpaces } from './name-spaces';
import { nrtWindow } from './nrt-window';
import { nrtWithSchedule } from './nrt-with-schedule';
import { otherWorkspacesMany } from './other-workspaces-many';
import { otherWorkspacesNrt } from './other-workspaces-nrt';
import { overridePlaceholderCount } from './override-placeholder-count';
import { overridePlaceholderName } from './override-placeholder-name';
import { overridePlaceholderSyntax } from './override-placeholder-syntax';
import { overridePropertyRepeated } from './override-property-repeated';
import { parameterHidden } from './parameter-hidden';
import { parameterMarker } from './parameter-marker';
import { parameterUnused } from './parameter-unused';
import { periodShorterThanFrequency } from './period-shorter-than-frequency';
import { queryNotLiteral } from './query-not-literal';
import { queryLooksTooFarBack } from './query-looks-too-far-back';
import { queryNoResult } from './query-no-result';
import { queryTooLong } from './query-too-long';
import { queryWildcard } from './query-wildcard';
import { resultColumnCheck } from './result-column';
import { resultColumnOpen } from './result-column-open';
import { resultColumnType } from './result-column-type';
import { scheduleBounds } from './schedule-bounds';
import { scheduleGap } from './schedule-gap';
import { scheduleOverlap } from './schedule-overlap';
import { startTime } from './start-time';
import { suppressionBounds } from './suppression-bounds';
import { suppressionOfOthers } from './suppression-of-others';
import { suppressionWithoutEffect } from './suppression-without-effect';
import { tacticsMissing } from './tactics-missing';
import { techniqueRetired } from './technique-retired';
import { techniqueTactic } from './technique-tactic';
import { techniqueUnknown } from './technique-unknown';
import { techniquesTwice } from './techniques-twice';
import { templateTwice } from './template-twice';
import { templateVersionAlone } from './template-version-alone';
import { timeGeneratedLost } from './time-generated-lost';
import { timestampFilter } from './timestamp-filter';
import { triggerNever } from './trigger-never';
import { versionMissing } from './version-missing';

export type { Finding, RuleContext } from './check';
export { fileCodes } from './file-codes';

/** Every check of one file. Adding one is a file and a row. */
export const checks: readonly Check[] = [
  attackRepeated,
  conditionNeverTrue,
  descriptionMissing,
  descriptionQuotes,
  entityCount,
  entityCountNrt,
  entityIdentifierRepeated,
  entityIdentifierRequired,
  entityIdentifierUnknown,
  entityTypeNotInApi,
  exclusionExpired,
  exclusionMarkerUnused,
  exclusionNameRepeated,
  exclusionOfEmpty,
  exclusionPredicate,
  frequencyTooHighForPeriod,
  groupingDetailUnknown,
  groupingEntityUnmapped,
  groupingLookback,
  groupingSelectedEmpty,
  hardCodedDate,
  idNotGuid,
  idPlaceholder,
  kindMissing,
  ...kqlFindings,
  latencyMargin,
  nameSpaces,
  nrtWindow,
  nrtWithSchedule,
  otherWorkspacesMany,
  otherWorkspacesNrt,
  overridePlaceholderCount,
  overridePlaceholderName,
  overridePlaceholderSyntax,
  overridePropertyRepeated,
  parameterHidden,
  parameterMarker,
  parameterUnused,
  periodShorterThanFrequency,
  queryNotLiteral,
  queryLooksTooFarBack,
  queryNoResult,
  queryTooLong,
  queryWildcard,
  resultColumnCheck,
  resultColumnOpen,
  resultColumnType,
  scheduleBounds,
  scheduleGap,
  scheduleOverlap,
  startTime,
  suppressionBounds,
  suppressionOfOthers,
  suppressionWithoutEffect,
  tacticsMissing,
  techniqueRetired,
  techniqueTactic,
  techniqueUnknown,
  techniquesTwice,
  templateTwice,
  templateVersionAlone,
  timeGeneratedLost,
  timestampFilter,
  triggerNever,
  versionMissing,
];

/** Checks that compare files with each other. */
export const projectChecks: readonly ProjectCheck[] = [duplicateId, duplicateName];
