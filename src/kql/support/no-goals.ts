const CLUSTER = 'it asks a cluster about itself; there is none here';
const ELSEWHERE = 'it fetches rows from elsewhere; give them as a table of fixtures instead';

/** What the engine will not do, and what to do instead. */
const NO_GOALS: readonly (readonly [name: RegExp, hint: string])[] = [
  [
    /^geo_info_from_ip_address$/,
    'it needs a database of addresses that changes every week; give its result as a column',
  ],
  [/^geo_/, 'geography is no goal: detection rules do not need it'],
  [/graph|^(?:all|any|map|inner_nodes|node_id|node_degree_\w+|labels)$/, 'graphs are no goal'],
  [/_request(?:_post)?$|^http_|^(?:external_table|external_datatable|infer_storage_schema\w*|execute_\w+)$/, ELSEWHERE],
  [/^ai_/, 'it asks a model, and answers differ'],
  [/^(?:python|r|csharp)$/, 'it runs code of another language'],
  [/^current_(?:cluster|database|node|principal|cursor)|^cursor_|^extent|^row_id$|^rowstore|^estimate_/, CLUSTER],
  [/^(?:cluster|database|materialized_view|stored_query_result|entity_group|identity\w*|preview)$/, CLUSTER],
  [/^macro-expand$|^execute-and-cache$|^consume$/, CLUSTER],
  [/^diffpatterns\w*$/, 'which patterns it keeps, and in which order, is not published'],
  [/^hash_(?:combine|many)$/, 'how Kusto combines hashes is not published; hash(strcat(a, b)) is one hash of both'],
  [/^parse_user_agent$/, 'it needs a database of browsers and devices; give its result as a column'],
  [/^convert_temperature$/, 'the result that its page shows is no temperature'],
  [/^row_rank$/, 'use row_rank_dense or row_rank_min, which say what the next of equal rows is ranked'],
  [/^(?:fork|facet)$/, 'it makes several results, and a rule has one'],
];

/** Why a name is not supported and will not be; undefined where it only is not there yet. */
export function noGoalHint(name: string): string | undefined {
  return NO_GOALS.find(([pattern]) => pattern.test(name))?.[1];
}
