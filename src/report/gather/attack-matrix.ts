import enterprise from '../../../schemas/attack/enterprise.json';
import type { AttackMatrix } from '../report-data';

/** In the order of an attack (source: MITRE ATT&CK, enterprise tactics, read 2026-11-24). */
const ORDER = [
  'Reconnaissance',
  'ResourceDevelopment',
  'InitialAccess',
  'Execution',
  'Persistence',
  'PrivilegeEscalation',
  'DefenseEvasion',
  'CredentialAccess',
  'Discovery',
  'LateralMovement',
  'Collection',
  'CommandAndControl',
  'Exfiltration',
  'Impact',
];

/** The enterprise matrix as the shipped schemas have it; tactics as the API spells them. */
export function attackMatrix(): AttackMatrix {
  const rank = (id: string): number => (ORDER.includes(id) ? ORDER.indexOf(id) : ORDER.length);
  return {
    version: enterprise.version,
    tactics: Object.entries(enterprise.tactics)
      .map(([id, name]) => ({ id, name }))
      .toSorted((a, b) => rank(a.id) - rank(b.id)),
    techniques: Object.entries(enterprise.techniques).map(([id, { name, tactics }]) => ({ id, name, tactics })),
  };
}
