import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface CollectedTechnique {
  readonly id: string;
  readonly name: string;
  readonly tactics: readonly string[];
}

interface CollectedEnterprise {
  readonly tactics: readonly { readonly id: string; readonly name: string }[];
  readonly techniques: readonly CollectedTechnique[];
  readonly sub_techniques: readonly CollectedTechnique[];
}

interface CollectedOther {
  readonly retired: { readonly ids: Readonly<Record<string, string>> };
  readonly ics: {
    readonly techniques: Readonly<
      Record<string, { readonly name: string; readonly tactics: readonly string[]; readonly deprecated?: boolean }>
    >;
  };
}

const NOTICE =
  '© 2026 The MITRE Corporation. This work is reproduced and distributed with the permission of The MITRE Corporation. ' +
  'ATT&CK® is a registered trademark of The MITRE Corporation. https://attack.mitre.org/resources/legal-and-branding/terms-of-use/';
const SOURCE = 'https://github.com/mitre-attack/attack-stix-data';

/**
 * Rewrites `schemas/attack/` from collected ATT&CK facts (ids, names, tactics; no descriptions):
 * `npm run schemas:attack -- ../shared/facts/attack.json ../shared/facts/attack-other.json 2026-11-24`,
 * the date being the one on which they were collected.
 */
function main([enterprisePath, otherPath, date]: readonly string[]): void {
  if (enterprisePath === undefined || otherPath === undefined || date === undefined) {
    throw new Error('usage: carry-attack ENTERPRISE.json OTHER.json YYYY-MM-DD');
  }
  const enterprise = JSON.parse(readFileSync(enterprisePath, 'utf8')) as CollectedEnterprise;
  const other = JSON.parse(readFileSync(otherPath, 'utf8')) as CollectedOther;
  const shared = { source: SOURCE, date, notice: NOTICE };
  write('enterprise.json', {
    domain: 'enterprise',
    // split of Defense Evasion: T1562 gone, T1685 to T1690 new; the API still has the one tactic
    version: '19',
    ...shared,
    tactics: Object.fromEntries(enterprise.tactics.map(({ id, name }) => [id, name])),
    techniques: Object.fromEntries(
      [...enterprise.techniques, ...enterprise.sub_techniques]
        .toSorted((a, b) => (a.id < b.id ? -1 : 1))
        .map(({ id, name, tactics }) => [id, { name, tactics }]),
    ),
  });
  const ics = Object.entries(other.ics.techniques);
  write('other.json', {
    domain: 'ics, and retired ids of enterprise',
    version: 'ics 18.1',
    ...shared,
    techniques: Object.fromEntries(
      ics
        .filter(([, { deprecated }]) => deprecated !== true)
        .map(([id, { name, tactics }]) => [id, { name, tactics: [...new Set(tactics.map(apiTactic))] }]),
    ),
    retired: {
      ...other.retired.ids,
      ...Object.fromEntries(ics.filter(([, { deprecated }]) => deprecated === true).map(([id]) => [id, null])),
      // version 19 of the enterprise matrix has none of these; what replaces each is not in the collected facts
      // elastic/cortado, pull request 33 (read 2026-11-24)
      'T1574.002': 'T1574.001',
      ...Object.fromEntries(IMPAIR_DEFENSES.map((id) => [id, null])),
    },
  });
}

const IMPAIR_DEFENSES = [
  'T1562',
  ...['001', '002', '003', '004', '006', '007', '008', '009', '010', '011', '012', '013'].map((sub) => `T1562.${sub}`),
];

/** The ICS matrix has a tactic Evasion that the Sentinel API knows as DefenseEvasion. */
function apiTactic(tactic: string): string {
  return tactic === 'Evasion' ? 'DefenseEvasion' : tactic;
}

/** One line a technique, so that an update reads well as a difference. */
function write(name: string, data: Readonly<Record<string, unknown>>): void {
  const lines = Object.entries(data).map(([key, value]) => {
    if (typeof value !== 'object' || value === null) return `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`;
    const inner = Object.entries(value).map(([id, item]) => `    ${JSON.stringify(id)}: ${JSON.stringify(item)}`);
    return `  ${JSON.stringify(key)}: {\n${inner.join(',\n')}\n  }`;
  });
  writeFileSync(join('schemas', 'attack', name), `{\n${lines.join(',\n')}\n}\n`);
}

main(process.argv.slice(2));
