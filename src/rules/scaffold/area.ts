/** What a new rule of an area starts from: a table, a query over it, what it alerts on, and one event of each sort. */
export interface Area {
  /** ATT&CK of the query below; what a person names goes before it. */
  readonly tactics: readonly string[];
  readonly techniques: readonly string[];
  readonly connector: string;
  readonly table: string;
  /** Pipes of the query after the table, one a line. */
  readonly query: readonly string[];
  readonly entities: readonly { readonly type: string; readonly identifier: string; readonly column: string }[];
  readonly fires: Readonly<Record<string, unknown>>;
  readonly silent: Readonly<Record<string, unknown>>;
}

const account = { type: 'Account', identifier: 'FullName' } as const;
const host = { type: 'Host', identifier: 'FullName', column: 'DeviceName' } as const;
const address = { type: 'IP', identifier: 'Address' } as const;

/** One row an area. The queries run as they are, so that check and tests are green before anything is changed. */
export const areas = {
  identity: {
    tactics: ['CredentialAccess'],
    techniques: ['T1110'],
    connector: 'AzureActiveDirectory',
    table: 'SigninLogs',
    query: [
      'where ResultType == "50126"',
      'summarize Failures = count() by UserPrincipalName, IPAddress',
      'where Failures >= 3',
    ],
    entities: [
      { ...account, column: 'UserPrincipalName' },
      { ...address, column: 'IPAddress' },
    ],
    fires: { UserPrincipalName: 'ann@contoso.com', IPAddress: '198.51.100.7', ResultType: '50126' },
    silent: { UserPrincipalName: 'ann@contoso.com', IPAddress: '198.51.100.7', ResultType: '0' },
  },
  endpoint: {
    tactics: ['Execution'],
    techniques: ['T1059'],
    connector: 'MicrosoftThreatProtection',
    table: 'DeviceProcessEvents',
    query: ['where FileName =~ "tool.exe"', 'project TimeGenerated, DeviceName, AccountUpn, ProcessCommandLine'],
    entities: [host, { ...account, column: 'AccountUpn' }],
    fires: {
      DeviceName: 'pc1.contoso.com',
      AccountUpn: 'ann@contoso.com',
      FileName: 'tool.exe',
      ProcessCommandLine: 'tool.exe -q',
    },
    silent: {
      DeviceName: 'pc1.contoso.com',
      AccountUpn: 'ann@contoso.com',
      FileName: 'other.exe',
      ProcessCommandLine: 'other.exe',
    },
  },
  mail: {
    tactics: ['InitialAccess'],
    techniques: ['T1566'],
    connector: 'MicrosoftThreatProtection',
    table: 'EmailEvents',
    query: [
      'where EmailDirection == "Inbound" and ThreatTypes has "Phish"',
      'project TimeGenerated, RecipientEmailAddress, SenderIPv4',
    ],
    entities: [
      { type: 'Mailbox', identifier: 'MailboxPrimaryAddress', column: 'RecipientEmailAddress' },
      { ...address, column: 'SenderIPv4' },
    ],
    fires: {
      EmailDirection: 'Inbound',
      ThreatTypes: 'Phish',
      RecipientEmailAddress: 'ann@contoso.com',
      SenderIPv4: '198.51.100.7',
    },
    silent: {
      EmailDirection: 'Inbound',
      ThreatTypes: 'Spam',
      RecipientEmailAddress: 'ann@contoso.com',
      SenderIPv4: '198.51.100.7',
    },
  },
  network: {
    tactics: ['InitialAccess'],
    techniques: ['T1133'],
    connector: 'CEF',
    table: 'CommonSecurityLog',
    query: [
      'where DeviceAction =~ "allow" and DestinationPort == 3389',
      'summarize Connections = count() by SourceIP, DestinationIP',
    ],
    entities: [{ ...address, column: 'SourceIP' }],
    fires: { DeviceAction: 'allow', SourceIP: '198.51.100.7', DestinationIP: '10.0.0.4', DestinationPort: 3389 },
    silent: { DeviceAction: 'deny', SourceIP: '198.51.100.7', DestinationIP: '10.0.0.4', DestinationPort: 3389 },
  },
  cloud: {
    tactics: ['Persistence', 'PrivilegeEscalation'],
    techniques: ['T1098.003'],
    connector: 'AzureActivity',
    table: 'AzureActivity',
    query: [
      'where OperationNameValue =~ "MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE" and ActivityStatusValue =~ "Success"',
      'project TimeGenerated, Caller, CallerIpAddress, ResourceGroup',
    ],
    entities: [
      { ...account, column: 'Caller' },
      { ...address, column: 'CallerIpAddress' },
    ],
    fires: {
      OperationNameValue: 'MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE',
      ActivityStatusValue: 'Success',
      Caller: 'ann@contoso.com',
      CallerIpAddress: '198.51.100.7',
    },
    silent: {
      OperationNameValue: 'MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE',
      ActivityStatusValue: 'Failure',
      Caller: 'ann@contoso.com',
      CallerIpAddress: '198.51.100.7',
    },
  },
  rmm: {
    tactics: ['CommandAndControl'],
    techniques: ['T1219'],
    connector: 'MicrosoftThreatProtection',
    table: 'DeviceProcessEvents',
    query: [
      'where ProcessVersionInfoCompanyName has "Example Remote" or FileName =~ "example-remote.exe"',
      'project TimeGenerated, DeviceName, AccountUpn, FileName, FolderPath, ProcessCommandLine',
    ],
    entities: [host, { ...account, column: 'AccountUpn' }, { type: 'File', identifier: 'Name', column: 'FileName' }],
    fires: {
      DeviceName: 'pc1.contoso.com',
      AccountUpn: 'ann@contoso.com',
      FileName: 'renamed.exe',
      FolderPath: 'C:\\Users\\ann\\Downloads\\renamed.exe',
      ProcessVersionInfoCompanyName: 'Example Remote Ltd',
      ProcessCommandLine: 'renamed.exe --unattended',
    },
    silent: {
      DeviceName: 'pc1.contoso.com',
      AccountUpn: 'ann@contoso.com',
      FileName: 'winword.exe',
      FolderPath: 'C:\\Program Files\\winword.exe',
      ProcessVersionInfoCompanyName: 'Microsoft Corporation',
      ProcessCommandLine: 'winword.exe',
    },
  },
} as const satisfies Record<string, Area>;

export type AreaName = keyof typeof areas;
