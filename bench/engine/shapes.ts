/** A shape that rules have: the same question in KQL and in SQL, and how its answers compare. */
export interface Shape {
  readonly name: string;
  readonly kql: string;
  readonly sql: string;
  /** Whether the order of rows is part of the answer. */
  readonly ordered?: true;
  /** A filter by text over values that repeat: here the engine must be ahead. */
  readonly stringPredicate?: true;
}

/** The end of the generated rows, and what `now()` is. */
export const NOW = '2026-01-15T00:00:00Z';

/** A term of the word list with no letter or digit beside it: what `has_any` asks. */
const TERMS = '(?i)(?:^|[^0-9a-z])(?:mimikatz|sekurlsa|lsass|procdump64|comsvcs|vssadmin)(?:$|[^0-9a-z])';
const field = (name: string): string => `split_part(split_part(EventData, '${name}">', 2), '<', 1)`;

export const shapes: readonly Shape[] = [
  {
    name: 'has_any',
    stringPredicate: true,
    kql: `DeviceProcessEvents
      | where ProcessCommandLine has_any ("mimikatz", "sekurlsa", "lsass", "procdump64", "comsvcs", "vssadmin")
      | project TimeGenerated, DeviceName, AccountName, FileName, ProcessCommandLine`,
    sql: `SELECT TimeGenerated, DeviceName, AccountName, FileName, ProcessCommandLine FROM DeviceProcessEvents
      WHERE regexp_matches(ProcessCommandLine, '${TERMS}')`,
  },
  {
    name: 'several text tests',
    stringPredicate: true,
    kql: `DeviceProcessEvents
      | where FolderPath contains @"\\temp\\" or FileName in~ ("powershell.exe", "cmd.exe")
      | where InitiatingProcessFileName =~ "winword.exe" or InitiatingProcessCommandLine startswith "powershell"
      | summarize Count = count() by DeviceName, FileName`,
    sql: `SELECT DeviceName, FileName, count(*) AS Count FROM DeviceProcessEvents
      WHERE (contains(lower(FolderPath), '\\temp\\') OR lower(FileName) IN ('powershell.exe', 'cmd.exe'))
        AND (lower(InitiatingProcessFileName) = 'winword.exe'
          OR starts_with(lower(InitiatingProcessCommandLine), 'powershell'))
      GROUP BY ALL`,
  },
  {
    name: 'regex extract',
    kql: `SecurityEvent
      | where EventID == 4688
      | extend Payload = extract(@"(?i)\\s-e(?:nc|ncodedcommand)?\\s+([A-Za-z0-9+/=]{16,})", 1, CommandLine)
      | where isnotempty(Payload)
      | summarize Count = count(), First = min(TimeGenerated) by Computer, Payload`,
    sql: `SELECT Computer, Payload, count(*) AS Count, min(TimeGenerated) AS First FROM (
        SELECT *, regexp_extract(CommandLine, '(?i)\\s-e(?:nc|ncodedcommand)?\\s+([A-Za-z0-9+/=]{16,})', 1) AS Payload
        FROM SecurityEvent WHERE EventID = 4688)
      WHERE Payload <> '' GROUP BY ALL`,
  },
  {
    name: 'summarize by 2 keys',
    kql: `SigninLogs
      | summarize Attempts = count(), Users = dcount(UserPrincipalName), Apps = make_set(AppDisplayName)
        by IPAddress, ResultType`,
    sql: `SELECT IPAddress, ResultType, count(*) AS Attempts, count(DISTINCT UserPrincipalName) AS Users,
        list(DISTINCT AppDisplayName) AS Apps
      FROM SigninLogs GROUP BY ALL`,
  },
  {
    name: 'join with time window',
    kql: `let Failed = SigninLogs
        | where ResultType in ("50126", "50053")
        | project UserPrincipalName, FailedTime = TimeGenerated, FailedIP = IPAddress;
      let Succeeded = SigninLogs
        | where ResultType == "0"
        | project UserPrincipalName, SuccessTime = TimeGenerated, SuccessIP = IPAddress;
      Failed
      | join kind=inner Succeeded on UserPrincipalName
      | where SuccessTime between (FailedTime .. (FailedTime + 10m)) and SuccessIP != FailedIP
      | project UserPrincipalName, FailedTime, FailedIP, SuccessTime, SuccessIP`,
    sql: `SELECT f.UserPrincipalName, f.TimeGenerated AS FailedTime, f.IPAddress AS FailedIP,
        s.TimeGenerated AS SuccessTime, s.IPAddress AS SuccessIP
      FROM SigninLogs f JOIN SigninLogs s ON f.UserPrincipalName = s.UserPrincipalName
        AND s.TimeGenerated BETWEEN f.TimeGenerated AND f.TimeGenerated + INTERVAL 10 MINUTE
        AND s.IPAddress <> f.IPAddress
      WHERE f.ResultType IN ('50126', '50053') AND s.ResultType = '0'`,
  },
  {
    name: 'leftanti',
    kql: `DeviceProcessEvents
      | where TimeGenerated >= ago(1d)
      | join kind=leftanti (
          DeviceProcessEvents | where TimeGenerated < ago(1d) | distinct DeviceName, SHA256
        ) on DeviceName, SHA256
      | project TimeGenerated, DeviceName, SHA256, FileName`,
    sql: `SELECT TimeGenerated, DeviceName, SHA256, FileName FROM DeviceProcessEvents now
        ANTI JOIN (SELECT DeviceName, SHA256 FROM DeviceProcessEvents
          WHERE TimeGenerated < TIMESTAMP '2026-01-14') past USING (DeviceName, SHA256)
      WHERE TimeGenerated >= TIMESTAMP '2026-01-14'`,
  },
  {
    name: 'mv-expand',
    kql: `SigninLogs
      | mv-expand Policy = ConditionalAccessPolicies
      | where tostring(Policy.result) == "failure"
      | summarize Failures = count(), Users = dcount(UserPrincipalName) by Name = tostring(Policy.displayName)`,
    sql: `SELECT Policy.displayName AS Name, count(*) AS Failures, count(DISTINCT UserPrincipalName) AS Users
      FROM (SELECT UserPrincipalName, unnest(ConditionalAccessPolicies) AS Policy FROM SigninLogs)
      WHERE Policy."result" = 'failure' GROUP BY ALL`,
  },
  {
    name: 'parse',
    kql: `SecurityEvent
      | where EventID == 4625
      | parse EventData with * 'TargetUserName">' User "<" * 'Status">' Status "<"
          * 'WorkstationName">' Workstation "<" * 'IpAddress">' Address "<" *
      | summarize Count = count() by Address, Status, Workstation, User`,
    sql: `SELECT ${field('IpAddress')} AS Address, ${field('Status')} AS Status,
        ${field('WorkstationName')} AS Workstation, ${field('TargetUserName')} AS User, count(*) AS Count
      FROM SecurityEvent WHERE EventID = 4625 GROUP BY ALL`,
  },
  {
    name: 'arg_max',
    kql: `SigninLogs
      | summarize arg_max(TimeGenerated, *) by UserPrincipalName
      | project UserPrincipalName, TimeGenerated, IPAddress, AppDisplayName, Location, ResultType`,
    sql: `SELECT UserPrincipalName, TimeGenerated, IPAddress, AppDisplayName, Location, ResultType FROM SigninLogs
      QUALIFY row_number() OVER (PARTITION BY UserPrincipalName ORDER BY TimeGenerated DESC) = 1`,
  },
  {
    name: 'bin by hour',
    kql: `SecurityEvent
      | where EventID in (4624, 4625)
      | summarize Logons = count(), Accounts = dcount(Account) by bin(TimeGenerated, 1h), Computer`,
    sql: `SELECT date_trunc('hour', TimeGenerated) AS TimeGenerated, Computer, count(*) AS Logons,
        count(DISTINCT Account) AS Accounts
      FROM SecurityEvent WHERE EventID IN (4624, 4625) GROUP BY ALL`,
  },
  {
    name: 'top',
    ordered: true,
    kql: `SecurityEvent
      | where EventID == 4688 and NewProcessName !endswith @"\\svchost.exe"
      | top 100 by TimeGenerated desc
      | project TimeGenerated, Computer, Account, NewProcessName, CommandLine`,
    sql: `SELECT TimeGenerated, Computer, Account, NewProcessName, CommandLine FROM SecurityEvent
      WHERE EventID = 4688 AND NOT ends_with(lower(NewProcessName), '\\svchost.exe')
      ORDER BY TimeGenerated DESC LIMIT 100`,
  },
];
