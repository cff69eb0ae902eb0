import type { Validation } from './query-rule';

/** [S] azure-rest-api-specs, description of matchingMethod (read 2026-11-24); [U] the text. */
export const validateGrouping: Validation = ({ incidentConfiguration }) => {
  const grouping = incidentConfiguration?.groupingConfiguration;
  if (grouping?.matchingMethod !== 'Selected') return undefined;
  const lists = [grouping.groupByEntities, grouping.groupByAlertDetails, grouping.groupByCustomDetails];
  if (lists.some((list) => list !== undefined && list.length > 0)) return undefined;
  return "When 'matchingMethod' is 'Selected', at least one of 'groupByEntities', 'groupByAlertDetails', 'groupByCustomDetails' must be provided and not empty.";
};

/** [S] Azure/Azure-Sentinel has a check of this name, NoTemplateVersionWithoutTemplateName; [U] the text. */
export const validateTemplate: Validation = ({ alertRuleTemplateName, templateVersion }) =>
  templateVersion === undefined || alertRuleTemplateName !== undefined
    ? undefined
    : "'templateVersion' cannot be set without 'alertRuleTemplateName'.";
