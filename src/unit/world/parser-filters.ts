/**
 * What the filtering parameters of ASIM parsers do, as KQL over the rows that a parser returns. Sources, read 2026-11-24:
 * the parameter lists of the ASIM schema reference (Microsoft Learn) and the parsers of Azure-Sentinel's Parsers/ folder.
 */
interface ParserFilter {
  /** The parameter asks for nothing. */
  readonly unset: string;
  /** What the row's column must be. One of `columns` is enough. */
  readonly matches: (column: string) => string;
  readonly columns: readonly string[];
}

type MakeFilter = (parameter: string, columns: string) => ParserFilter;

const filter =
  (unset: (parameter: string) => string, matches: (column: string, parameter: string) => string): MakeFilter =>
  (parameter, columns) => ({
    unset: unset(parameter),
    matches: (column) => matches(column, parameter),
    columns: columns.split(' '),
  });

const isEmpty = (parameter: string): string => `array_length(${parameter}) == 0`;
const isStar = (parameter: string): string => `${parameter} == '*'`;
const isNull = (parameter: string): string => `isnull(${parameter})`;

const hasAny = filter(isEmpty, (column, parameter) => `${column} has_any (${parameter})`);
const hasAll = filter(isEmpty, (column, parameter) => `${column} has_all (${parameter})`);
const isIn = filter(isEmpty, (column, parameter) => `${column} in~ (${parameter})`);
const hasPrefix = filter(isEmpty, (column, parameter) => `has_any_ipv4_prefix(${column}, ${parameter})`);
const equals = filter(isStar, (column, parameter) => `${column} =~ ${parameter}`);
const has = filter(isStar, (column, parameter) => `${column} has ${parameter}`);
const hasIpv4 = filter(isStar, (column, parameter) => `has_ipv4(${column}, ${parameter})`);
const is = filter(isNull, (column, parameter) => `${column} == ${parameter}`);
const atLeast = filter(isNull, (column, parameter) => `${column} >= ${parameter}`);
const atMost = filter(isNull, (column, parameter) => `${column} <= ${parameter}`);
/** `lookup` is an older word for the event type `Query` (Azure-Sentinel, Parsers/ASimDns, read 2026-11-24). */
const isEventType = filter(
  isStar,
  (column, parameter) => `${column} =~ ${parameter} or (${parameter} =~ 'lookup' and ${column} =~ 'Query')`,
);

const HASHES =
  'TargetProcessMD5 TargetProcessSHA1 TargetProcessSHA256 TargetProcessSHA512 TargetProcessIMPHASH TargetFileMD5 TargetFileSHA1 TargetFileSHA256 TargetFileSHA512 SrcFileMD5 SrcFileSHA1 SrcFileSHA256 SrcFileSHA512';

const FILTERS: Readonly<Record<string, readonly [MakeFilter, columns: string]>> = {
  starttime: [atLeast, 'TimeGenerated'],
  endtime: [atMost, 'TimeGenerated'],
  actingprocess_has_any: [hasAny, 'ActingProcessName'],
  actorusername: [has, 'ActorUsername'],
  actorusername_has_any: [hasAny, 'ActorUsername'],
  alertverdict_has_any: [hasAny, 'AlertVerdict'],
  attacktactics_has_any: [hasAny, 'AttackTactics'],
  attacktechniques_has_any: [hasAny, 'AttackTechniques'],
  commandline_has_all: [hasAll, 'TargetProcessCommandLine'],
  commandline_has_any: [hasAny, 'TargetProcessCommandLine'],
  commandline_has_any_ip_prefix: [hasPrefix, 'TargetProcessCommandLine'],
  domain_has_any: [hasAny, 'DnsQuery'],
  dstportnumber: [is, 'DstPortNumber'],
  dvcaction: [isIn, 'DvcAction'],
  dvchostname_has_any: [hasAny, 'DvcHostname'],
  dvcipaddr_has_any_prefix: [hasPrefix, 'DvcIpAddr'],
  dvcname_has_any: [hasAny, 'DvcHostname'],
  eventresult: [equals, 'EventResult'],
  eventresultdetails_has_any: [hasAny, 'EventResultDetails'],
  eventresultdetails_in: [isIn, 'EventResultDetails'],
  eventseverity_has_any: [hasAny, 'EventSeverity'],
  eventtype: [isEventType, 'EventType'],
  eventtype_in: [isIn, 'EventType'],
  hashes_has_any: [isIn, HASHES],
  httpuseragent_has_any: [hasAny, 'HttpUserAgent'],
  newvalue_has_any: [hasAny, 'NewValue'],
  object_has_any: [hasAny, 'Object'],
  operation_has_any: [hasAny, 'Operation'],
  parentprocess_has_any: [hasAny, 'ParentProcessName'],
  registrydata_has_any: [hasAny, 'RegistryValueData'],
  registrykey_has_any: [hasAny, 'RegistryKey'],
  registryvalue_has_any: [hasAny, 'RegistryValue'],
  response_has_any_prefix: [hasPrefix, 'DnsResponseName'],
  response_has_ipv4: [hasIpv4, 'DnsResponseName'],
  responsecodename: [equals, 'EventResultDetails DnsResponseCodeName'],
  srcfilepath_has_any: [hasAny, 'SrcFilePath'],
  srchostname_has_any: [hasAny, 'SrcHostname'],
  srcipaddr: [equals, 'SrcIpAddr'],
  srcusername_has_any: [hasAny, 'SrcUsername'],
  targetappname_has_any: [hasAny, 'TargetAppName'],
  targetfilepath_has_any: [hasAny, 'TargetFilePath'],
  targetprocess_has_any: [hasAny, 'TargetProcessName'],
  targetusername: [has, 'TargetUsername'],
  targetusername_has_any: [hasAny, 'TargetUsername'],
  threatcategory_has_any: [hasAny, 'ThreatCategory'],
  url_has_any: [hasAny, 'Url'],
  username_has_any: [hasAny, 'ActorUsername TargetUsername Username'],
};

/** Parameters that change no row that a test gives in the parser's stead. */
const WITHOUT_EFFECT: ReadonlySet<string> = new Set(['pack', 'disabled']);
const NAME = /([A-Za-z_]\w*)\s*:/g;

export type ParserConditions = { readonly conditions: readonly string[] } | { readonly unknown: string };

/**
 * The conditions that a parser with these parameters holds its rows against. What a parameter means that is not known
 * here is not guessed.
 */
export function parserConditions(parameters: string, columns: ReadonlySet<string>): ParserConditions {
  const names = [...parameters.matchAll(NAME)].flatMap(([, name]) => name ?? []);
  const conditions: string[] = [];
  for (const name of names) {
    if (WITHOUT_EFFECT.has(name) || ADDRESSES.has(name)) continue;
    const condition = name === 'hostname_has_any' ? hostCondition(columns) : conditionOf(name, columns);
    if (condition === undefined) return { unknown: name };
    conditions.push(condition);
  }
  const addresses = addressCondition(names, columns);
  return { conditions: addresses === undefined ? conditions : [...conditions, addresses] };
}

function conditionOf(name: string, columns: ReadonlySet<string>): string | undefined {
  const row = FILTERS[name];
  if (row === undefined) return undefined;
  const [make, wanted] = row;
  const { unset, matches, columns: all } = make(name, wanted);
  const there = all.filter((column) => columns.has(column));
  return there.length === 0 ? undefined : [unset, ...there.map(matches)].join(' or ');
}

/** Either end of a connection; of a schema without ends, the device. */
function hostCondition(columns: ReadonlySet<string>): string | undefined {
  const ends = ['SrcHostname', 'DstHostname'].filter((column) => columns.has(column));
  const there = ends.length > 0 ? ends : ['DvcHostname'].filter((column) => columns.has(column));
  if (there.length === 0) return undefined;
  const { unset, matches } = hasAny('hostname_has_any', '');
  return [unset, ...there.map(matches)].join(' or ');
}

const ADDRESSES: ReadonlySet<string> = new Set([
  'srcipaddr_has_any_prefix',
  'dstipaddr_has_any_prefix',
  'ipaddr_has_any_prefix',
]);

/** The three are one condition: a row passes if its source or its destination is among the addresses asked for there. */
function addressCondition(names: readonly string[], columns: ReadonlySet<string>): string | undefined {
  if (!names.some((name) => ADDRESSES.has(name))) return undefined;
  const asked = (...wanted: readonly string[]): string => {
    const there = wanted.filter((name) => names.includes(name));
    return there.length === 2 ? `set_union(${there.join(', ')})` : (there[0] ?? 'dynamic([])');
  };
  const source = asked('srcipaddr_has_any_prefix', 'ipaddr_has_any_prefix');
  const destination = asked('dstipaddr_has_any_prefix', 'ipaddr_has_any_prefix');
  const own = columns.has('SrcIpAddr') ? 'SrcIpAddr' : 'DvcIpAddr';
  return [
    `(${isEmpty(source)} and ${isEmpty(destination)})`,
    `has_any_ipv4_prefix(${own}, ${source})`,
    ...(columns.has('DstIpAddr') ? [`has_any_ipv4_prefix(DstIpAddr, ${destination})`] : []),
  ].join(' or ');
}
