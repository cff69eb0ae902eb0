import type { QueryReading, RuleFile } from '../../rules';
import type { ReportHunt } from '../report-data';

/** Hunting queries whose files could be read whole. Each is read as it stands: nothing is compiled into it. */
export function huntsOf(files: readonly RuleFile[], read: (query: string) => QueryReading): readonly ReportHunt[] {
  return files.flatMap(({ kind, draft, diagnostics, source }): readonly ReportHunt[] => {
    const { id, name, query } = draft;
    const broken = diagnostics.some(({ severity }) => severity === 'error');
    if (kind !== 'hunting' || broken || id === undefined || name === undefined || query === undefined) return [];
    const { needs, classified } = read(query);
    const techniques = [...(draft.relevantTechniques ?? []), ...(draft.techniques ?? [])];
    return [
      {
        id: id.toLowerCase(),
        path: source.path,
        name,
        description: draft.description ?? '',
        owner: draft.owner,
        tactics: (draft.tactics ?? []).filter((each) => each !== undefined),
        techniques: techniques.filter((each) => each !== undefined),
        tables: [...new Set(needs.tables.map((table) => table.name))].toSorted(),
        query: { text: query, parts: classified },
      },
    ];
  });
}
