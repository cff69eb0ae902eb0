import { idOf, portalRule } from './portal-rule';
import type { PortalRule, PortalText } from './portal-rule';

const PLAIN: PortalText = {
  name: 'Odd',
  description: 'Look at it.',
  severity: 'Low',
  frequency: 'PT1H',
  period: 'PT1H',
  query: "SigninLogs\n| where ResultType == '50126'\n| project TimeGenerated, UserPrincipalName, IPAddress",
  tactics: ['InitialAccess'],
  techniques: ['T1078'],
  entities: [['Account', 'FullName', 'UserPrincipalName']],
};

/** Rules that are unlike others, each in its own way. */
const ODD: readonly Partial<PortalText>[] = [
  { name: 'Failed sign-ins' },
  { name: 'Failed sign-ins', severity: 'High' },
  { name: 'failed SIGN-INS' },
  { name: 'O365: mail/forwarding -> outside (C:\\temp\\*.eml) | v2?' },
  { name: '🚨 Ransomware 🚨 call the night shift' },
  { name: '深夜のサインイン' },
  { name: `Very long ${'and ever so carefully described '.repeat(7)}name` },
  { name: ' Space at both ends ' },
  { name: '[TEST] do not use: yes, really # 1' },
  { name: 'CON' },
  { name: 'Created in the portal without a description', description: null },
  {
    name: 'Tabs and trailing blanks',
    query: "SigninLogs  \n\t| where ResultType == '50126'\t\n\n\n\t| project TimeGenerated, UserPrincipalName   \n\n",
  },
  {
    name: 'A query in one line',
    query: "SigninLogs | where ResultType == '50126' | summarize Count = count() by UserPrincipalName // ask: first",
  },
  // what the service takes and `check` does not
  {
    name: 'Maps a column that is gone',
    query: "SigninLogs\n| where ResultType == '50126'\n| summarize Count = count() by IPAddress",
  },
  {
    name: 'Reads a column that is not there',
    query: "SigninLogs\n| where Locaton == 'KP'\n| project TimeGenerated, UserPrincipalName",
  },
  {
    name: 'Compares text with a number',
    query: 'SigninLogs\n| where UserPrincipalName == 5\n| project TimeGenerated, UserPrincipalName',
  },
];

export function oddRules(): readonly PortalRule[] {
  return [...ODD.map(odd), ...OTHER_KINDS];
}

function odd(text: Partial<PortalText>, index: number): PortalRule {
  return { id: idOf('odd', index), body: portalRule({ ...PLAIN, ...text }, 0).body };
}

const FUSION_TEMPLATE = 'f71aba3d-28fb-450b-b192-4e76a83015c8';

/** Kinds whose content is Microsoft's. */
const OTHER_KINDS: readonly PortalRule[] = [
  {
    id: 'BuiltInFusion',
    body: { kind: 'Fusion', properties: { enabled: true, alertRuleTemplateName: FUSION_TEMPLATE } },
  },
  ...['Microsoft Cloud App Security', 'Azure Active Directory Identity Protection'].map((productFilter, index) => ({
    id: idOf('microsoft', index),
    body: {
      kind: 'MicrosoftSecurityIncidentCreation',
      properties: { displayName: `Create incidents based on ${productFilter}`, enabled: true, productFilter },
    },
  })),
];
