import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A project of so many rules in a folder. No two share their query; those of `changed` have another severity. */
export function writeProject(
  root: string,
  { rules, changed = [] }: { readonly rules: number; readonly changed?: readonly number[] },
): void {
  mkdirSync(join(root, 'detections'), { recursive: true });
  for (let number = 0; number < rules; number += 1) {
    writeFileSync(
      join(root, 'detections', `rule-${number}.yaml`),
      ruleFile(number, changed.includes(number) ? 'Low' : 'Medium'),
    );
  }
}

function ruleFile(number: number, severity: string): string {
  const more = Array.from(
    { length: 6 },
    (_, line) => `  | extend Part${line} = strcat(Account, "-${number}-${line}")\n`,
  ).join('');
  return `id: 5e9b2c1e-9d4a-4f6b-8a21-${String(number).padStart(12, '0')}
name: Account of number ${number} created and used at once
version: 1.0.0
kind: Scheduled
description: Identifies what happened to account ${number} and should not have.
severity: ${severity}
queryFrequency: 1h
queryPeriod: 1d
triggerOperator: gt
triggerThreshold: 0
tactics: [Persistence]
relevantTechniques: [T1098]
query: |
  SecurityEvent
  | where EventID == 4720 and Account !startswith "svc-${number}-"
${more}  | project TimeGenerated, Account, Computer, Part0, Part5
entityMappings:
  - entityType: Host
    fieldMappings: [{ identifier: HostName, columnName: Computer }]
  - entityType: Account
    fieldMappings: [{ identifier: Name, columnName: Account }]
`;
}
