import { coverageOf } from '../../coverage';
import { compareText, positionAt } from '../../diagnostics';
import type { Diagnostic } from '../../diagnostics';
import type { RuleHistory } from '../../history';
import { compileRule } from '../../rules';
import type { Knowledge, LoadedRule, QueryReading, RuleFile } from '../../rules';
import { daysBetween } from '../parts/time';
import type { ReportCase, ReportData, ReportFinding, ReportProject, ReportRule, ReportTable } from '../report-data';
import { coveredRule } from './covered-rule';
import { versionsOf } from './history';
import { healthOf } from './health';
import type { HealthSighting } from './health';
import { huntsOf } from './hunts';
import { handsIn, liveIn, targetOf } from './ledger';
import type { TargetLedger } from './ledger';
import { queryParts } from './query-parts';
import { sharedOf } from './shared';
import { customDetailsOf, entitiesOf, parametersOf, scheduleOf } from './rule-facts';

/** What a report is made of, as other rooms know it. */
export interface ReportSources {
  readonly project: ReportProject;
  /** Folder of the rules, relative to the project. */
  readonly detections: string;
  readonly files: readonly RuleFile[];
  readonly diagnostics: readonly Diagnostic[];
  readonly catalog: Knowledge;
  /** Reads a query with that catalog, unless that was done before: it takes some milliseconds. */
  read(query: string): QueryReading;
  /** Cases by the rule's path; undefined where tests were not run. */
  readonly tests: ReadonlyMap<string, readonly ReportCase[]> | undefined;
  /** Of each rule that git knows, by id. */
  readonly histories: ReadonlyMap<string, RuleHistory>;
  readonly targets: readonly TargetLedger[];
  /** How rules run, where somebody asked. */
  readonly health: readonly HealthSighting[];
}

/** Brings together what is known of a project's rules. */
export function gatherReport(sources: ReportSources): ReportData {
  const { project, files, diagnostics, targets } = sources;
  const findings = diagnostics.map(findingOf);
  const byFile = new Map<string, ReportFinding[]>();
  for (const finding of findings) byFile.set(finding.file, [...(byFile.get(finding.file) ?? []), finding]);
  const live = targets.map(liveIn);
  const known = targets.filter(({ entries }) => entries.length > 0).map(({ name }) => name);
  const handsOf = handsIn(targets);
  const rules = files.flatMap(({ loaded, draft }): readonly ReportRule[] => {
    if (loaded === undefined) return [];
    return [
      {
        ...ownFacts(loaded, draft, sources),
        tests: testsOf(loaded, sources),
        history: historyOf(loaded, sources, handsOf),
        health: healthOf(loaded.rule.id, sources.health),
        live: live.flatMap((states) => states.get(loaded.rule.id) ?? []),
        findings: byFile.get(loaded.path) ?? [],
      },
    ];
  });
  return {
    project,
    rules,
    hunts: huntsOf(files, sources.read),
    findings,
    coverage: coverageOf(rules.map(coveredRule), known),
    tables: tablesOf(rules, sources.catalog),
    shared: sharedOf(rules, sources.catalog),
    targets: targets.map(targetOf),
  };
}

type OwnFacts = Omit<ReportRule, 'tests' | 'history' | 'live' | 'health' | 'findings'>;

function ownFacts({ rule, path }: LoadedRule, draft: RuleFile['draft'], sources: ReportSources): OwnFacts {
  const { detections, project } = sources;
  const { query: compiled } = compileRule(rule, {});
  const { needs, classified } = sources.read(compiled.text);
  return {
    id: rule.id,
    path,
    area: areaOf(path, detections),
    name: rule.name,
    description: rule.description,
    kind: rule.kind,
    severity: rule.severity,
    enabled: rule.enabled,
    maturity: rule.maturity,
    version: rule.version,
    owner: rule.owner,
    tactics: rule.tactics,
    techniques: techniquesOf(rule),
    schedule: scheduleOf(rule),
    query: { text: rule.query, parts: queryParts(rule.query, compiled, classified) },
    parameters: parametersOf(rule),
    exclusions: rule.exclusions.map(({ name, scenario, where, owner, expires }) => ({
      name,
      scenario,
      where,
      owner,
      expires,
      daysLeft: expires === undefined ? undefined : daysBetween(project.made, expires),
    })),
    entities: entitiesOf(rule),
    customDetails: customDetailsOf(rule),
    references: (draft.references ?? []).filter((each) => each !== undefined),
    tables: [...new Set(needs.tables.map(({ name }) => name))].toSorted(),
    watchlists: needs.watchlists
      .map(({ name, columns }) => ({ name, columns }))
      .toSorted((a, b) => compareText(a.name, b.name)),
    functions: [...new Set(needs.functions.map(({ name }) => name))].toSorted(),
    connectors: (draft.requiredDataConnectors ?? []).flatMap((each) => each?.connectorId ?? []),
  };
}

/** A technique that is there for its sub-techniques alone is told by these. */
function techniquesOf({ techniques, subTechniques }: LoadedRule['rule']): readonly string[] {
  const above = new Set(subTechniques.map((id) => id.slice(0, 5)));
  return [...techniques.filter((id) => !above.has(id)), ...subTechniques].toSorted();
}

function areaOf(path: string, detections: string): string {
  const inside = path.startsWith(`${detections}/`) ? path.slice(detections.length + 1) : path;
  const [folder, ...rest] = inside.split('/');
  return rest.length === 0 ? '' : (folder ?? '');
}

function testsOf({ path }: LoadedRule, { tests }: ReportSources): ReportRule['tests'] {
  if (tests === undefined) return { kind: 'not run' };
  const cases = tests.get(path) ?? [];
  return cases.length === 0 ? { kind: 'none' } : { kind: 'cases', cases };
}

function historyOf(
  { rule }: LoadedRule,
  { histories }: ReportSources,
  handsOf: ReturnType<typeof handsIn>,
): ReportRule['history'] {
  const known = histories.get(rule.id);
  return known === undefined ? [] : versionsOf(known, (period) => handsOf(period, rule.id));
}

function tablesOf(rules: readonly ReportRule[], catalog: Knowledge): readonly ReportTable[] {
  const names = [...new Set(rules.flatMap(({ tables }) => tables))].toSorted();
  return names.map((name) => {
    const known = catalog.table(name);
    const readers = rules.filter(({ tables }) => tables.includes(name));
    const declared = readers.filter(({ tables }) => tables.length === 1).flatMap(({ connectors }) => connectors);
    return {
      name,
      logs: known?.logs,
      connectors: known === undefined || known.connectors.length === 0 ? [...new Set(declared)] : known.connectors,
      rules: readers.toSorted((a, b) => a.tables.length - b.tables.length).map(({ id }) => id),
    };
  });
}

function findingOf({ code, severity, message, help, source, span }: Diagnostic): ReportFinding {
  return { code, severity, message, help, file: source.path, ...positionAt(source, span.start) };
}
