/** What is behind a run that did not go well. */
export interface Cause {
  /**
   * - `permanent`: it will fail again, and the service switches the rule off in the end
   * - `passing`: it may be gone by itself
   * - `partly`: the run counted, and its alerts are not whole
   */
  readonly class: 'permanent' | 'passing' | 'partly' | 'unknown';
  readonly cause: string;
  readonly next: string;
}

interface Row extends Cause {
  readonly says: RegExp;
}

const row = (words: Cause['class'], says: RegExp, cause: string, next: string): Row => ({
  class: words,
  says,
  cause,
  next,
});

/**
 * The service's texts by their meaning, the special ones first: they are worded in more than one way. Source: Microsoft
 * Learn, monitor-analytics-rule-integrity and troubleshoot-analytics-rules (read 2026-11-24).
 */
const ROWS: readonly Row[] = [
  row(
    'permanent',
    /rule is disabled and was not executed/i,
    'the service switched the rule off',
    'end what it failed of, then deploy the rule again',
  ),
  row(
    'passing',
    /delay\w*.*ingestion|ingestion.*delay/i,
    'its data comes in late',
    'look at the connector; give the table its latency in the configuration, so that the rule looks far enough back',
  ),
  row('passing', /delay\w*/i, 'the service was busy', 'nothing, unless it goes on'),
  row(
    'partly',
    /enrich\w*.*mapping|dropped.*mapping/i,
    'a mapped column holds what its entity cannot take',
    'look at the columns of `entityMappings` in the rows of that run',
  ),
  row(
    'partly',
    /dropped.*(?:size|KB)|(?:size|KB).*dropped/i,
    'an alert was larger than 32 KB',
    'map fewer entities, or group fewer events into one alert',
  ),
  row('partly', /enrich\w*/i, 'the service could not add the entities', 'nothing, unless it goes on'),
  row(
    'partly',
    /exceeds|more (?:events|results) than|maximum of/i,
    'more events than a rule makes alerts of in one run (150 Scheduled, 30 NRT): the last alert stands for the rest',
    'exclude what is harmless, or let one alert stand for all events',
  ),
  row('permanent', /reserved word/i, 'a saved function is named like a word of KQL', 'rename the function'),
  row(
    'permanent',
    /(?:multiple|several) functions/i,
    'two saved functions have one name',
    'delete one of them in the workspace',
  ),
  row(
    'permanent',
    /function.*(?:not found|does not exist|missing|was not)|(?:unknown|missing) function/i,
    'a saved function was removed or renamed',
    'deploy it again, or change the query',
  ),
  row(
    'permanent',
    /table.*(?:not found|does not exist|deleted|missing|was not)|(?:unknown|missing) table/i,
    'a table is not there: its connector was removed, or it was deleted',
    'connect it again, or keep the rule from this target (`targets:`)',
  ),
  row(
    'permanent',
    /workspace.*(?:not found|does not exist|deleted|missing)/i,
    'a workspace that the query names was deleted or moved',
    'take it out of the query',
  ),
  row(
    'permanent',
    /permission|access.*(?:resource|denied)|not authori[sz]ed|forbidden/i,
    'whoever wrote the rule last may not read what it reads any more',
    'give the deploying principal the right, and deploy the rule again',
  ),
  row(
    'permanent',
    /storage path|externaldata/i,
    'a file that the query reads is not there, or not for everybody',
    'use a watchlist',
  ),
  row(
    'permanent',
    /syntax/i,
    'the query is no KQL for the workspace',
    'compare the live query with the repository (`drift`)',
  ),
  row(
    'permanent',
    /semantic/i,
    'a column or function that the query names has changed in the workspace',
    '`schema pull`, then `check`: the query names what is no longer there',
  ),
  row(
    'permanent',
    /resources|too (?:complex|expensive)|throttl/i,
    'the query takes more than the service gives',
    'filter earlier, look back less, or run it less often',
  ),
  row('passing', /tim(?:ed|e)[ -]?out/i, 'the query took too long', 'filter earlier or look back less, if it goes on'),
  row(
    'permanent',
    /result sets|number of fields|did not return any result/i,
    'the query returns no table that the service can read',
    'let it end in one table',
  ),
  row(
    'passing',
    /internal (?:server )?error|connectivity|temporary/i,
    'the service failed',
    'nothing, unless it goes on',
  ),
];

const UNKNOWN: Cause = {
  class: 'unknown',
  cause: 'the text of the service says it',
  next: 'run the query in the workspace',
};

/** The likely cause by what the service says. */
export function causeOf(...texts: readonly string[]): Cause {
  const text = texts.join('\n');
  const found = ROWS.find(({ says }) => says.test(text));
  if (found === undefined) return UNKNOWN;
  const { says: _, ...cause } = found;
  return cause;
}
