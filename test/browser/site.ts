import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readAssets } from '../../scripts/report/read-assets';
import { writeSite } from '../../scripts/report/write-site';
import { siteFiles } from '../../src/report';
import type { ReportData, ReportRule } from '../../src/report';
import { PAYLOADS, withTexts } from '../report/hostile';
import { sampleData, sampleRule } from '../report/sample';

export interface TestSite {
  readonly folder: string;
  /** Address of a page of it. */
  address(path: string): string;
  remove(): void;
}

export const guid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const SEVERITIES = ['High', 'Medium', 'Low', 'Informational'] as const;

/** Rules that differ in what people look for. */
export function manyRules(number: number): readonly ReportRule[] {
  return Array.from({ length: number }, (_, index) =>
    sampleRule({
      id: guid(index),
      name: `Rule ${String(index).padStart(4, '0')} about ${index % 7 === 0 ? 'tunnels' : 'accounts'}`,
      path: `detections/area-${index % 5}/rule-${index}.yaml`,
      area: `area-${index % 5}`,
      exclusions: [],
      severity: SEVERITIES[index % 4] ?? 'Low',
      kind: index % 10 === 0 ? 'NRT' : 'Scheduled',
      techniques: index % 3 === 0 ? ['T1490'] : ['T1110.003'],
      tactics: index % 3 === 0 ? ['Impact'] : ['CredentialAccess'],
      tests:
        index % 2 === 0
          ? { kind: 'none' }
          : { kind: 'cases', cases: [{ name: 'fires', passed: true, problems: [], alerts: 1 }] },
    }),
  );
}

/** Every payload in every text of a rule, each in a rule of its own. */
export function hostileData(): ReportData {
  const base = sampleData();
  const rules = PAYLOADS.map((payload, index) => {
    const [rule] = withTexts(base, () => payload).rules;
    return { ...sampleRule(), ...rule, id: guid(index), name: `${payload} ${index}` };
  });
  const [worst] = PAYLOADS;
  return { ...withTexts(base, () => worst), rules, findings: rules.flatMap(({ findings }) => findings) };
}

export function writeTestSite(data: ReportData): TestSite {
  const folder = mkdtempSync(join(tmpdir(), 'sentinel-report-'));
  writeSite(folder, siteFiles(data, readAssets()));
  return {
    folder,
    address: (path) => `${pathToFileURL(folder).href}/${path}`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
