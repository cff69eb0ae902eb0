import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const SEVERITIES = ['High', 'Medium', 'Low', 'Informational'];

/** Writes rules of about a dozen lines of KQL with an exclusion each, no two alike. */
export function generateRules(detections: string, count: number): void {
  for (let index = 0; index < count; index++) {
    const shape = SHAPES[index % SHAPES.length];
    if (shape === undefined) throw new Error('there are no shapes');
    const folder = join(detections, `${shape.area}-${Math.floor(index / SHAPES.length) % 10}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `rule-${index}.yaml`), ruleText(shape, index));
  }
}

function ruleText({ area, tactic, technique, query }: Shape, index: number): string {
  return `id: 00000000-0000-4000-8000-${String(index).padStart(12, '0')}
name: ${area} shape number ${index} seen on a device or an account
version: 1.${index % 10}.0
kind: Scheduled
description: |
  Finds what variant ${index} of this bench looks for. Somebody created a process, signed in or changed a setting.
  Ask the owner of the account or device, then close the alert or isolate the device.
severity: ${SEVERITIES[index % SEVERITIES.length]}
maturity: ${index % 9 === 0 ? 'experimental' : 'production'}
queryFrequency: 1h
queryPeriod: 2h
triggerOperator: gt
triggerThreshold: 0
tactics: [${tactic}]
relevantTechniques: [${technique}]
query: |
${query(index)
  .split('\n')
  .map((line) => `  ${line}`)
  .join('\n')}
exclusions:
  - name: known-${index}
    scenario: A tool of number ${index} that does the same for a good reason
    where: Name has "known-${index}"
    owner: team-${index % 12}
    expires: 2027-0${1 + (index % 9)}-15
entityMappings:
  - entityType: Account
    fieldMappings:
      - identifier: FullName
        columnName: Name
owner: team-${index % 12}
`;
}

interface Shape {
  readonly area: string;
  readonly tactic: string;
  readonly technique: string;
  query(index: number): string;
}

const SHAPES: readonly Shape[] = [
  {
    area: 'endpoint',
    tactic: 'Execution',
    technique: 'T1059.001',
    query: (index) => `let tools = dynamic(["tool-${index}.exe", "helper-${index % 31}.exe"]);
DeviceProcessEvents
| where FileName in~ (tools) or ProcessCommandLine has "switch-${index}"
| where InitiatingProcessFileName !~ "installer-${index % 17}.exe"
| extend Name = tolower(AccountName), Line = substring(ProcessCommandLine, 0, 200)
// @exclusions
| summarize Count = count(), Lines = make_set(Line, 20), arg_max(TimeGenerated, FileName) by Name, DeviceName
| where Count > ${index % 5}`,
  },
  {
    area: 'identity',
    tactic: 'CredentialAccess',
    technique: 'T1110.003',
    query: (index) => `SigninLogs
| where ResultType in ("50126", "50053") and AppDisplayName != "app-${index}"
| extend Name = tolower(UserPrincipalName), Country = tostring(LocationDetails.countryOrRegion)
// @exclusions
| summarize Failures = count(), Accounts = dcount(Name), First = min(TimeGenerated) by IPAddress, Country, Name
| where Failures > ${10 + (index % 90)} and Accounts >= 1
| project TimeGenerated = First, IPAddress, Country, Name, Failures`,
  },
  {
    area: 'windows',
    tactic: 'Persistence',
    technique: 'T1098',
    query: (index) => `SecurityEvent
| where EventID in (4720, 4728, ${4000 + (index % 700)})
| extend Name = TargetUserName, Actor = strcat(SubjectDomainName, "\\", SubjectUserName)
| join kind=leftanti (SecurityEvent | where EventID == 4726 | project Name = TargetUserName) on Name
// @exclusions
| summarize Times = count() by Name, Actor, Computer, bin(TimeGenerated, ${5 + (index % 55)}m)`,
  },
  {
    area: 'cloud',
    tactic: 'Impact',
    technique: 'T1485',
    query: (index) => `AzureActivity
| where OperationNameValue endswith "/delete" and ActivityStatusValue =~ "Success"
| where ResourceGroup !startswith "rg-test-${index}"
| extend Name = Caller
// @exclusions
| summarize Deleted = dcount(_ResourceId), Groups = make_set(ResourceGroup, 50) by Name, CallerIpAddress
| where Deleted >= ${20 + (index % 80)}
| extend TimeGenerated = now()`,
  },
];
