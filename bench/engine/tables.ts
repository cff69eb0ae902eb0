import { drawProcess } from './command-lines';
import type { Random } from './random';

/** One generated table: its share of all rows, how DuckDB holds its columns, and how a row is drawn. */
export interface GeneratedTable {
  readonly name: string;
  readonly share: number;
  readonly columns: Readonly<Record<string, string>>;
  readonly row: (random: Random, time: string) => Readonly<Record<string, unknown>>;
}

export const START = Date.UTC(2026, 0, 1);
export const DAYS = 14;

const APPS = Array.from({ length: 60 }, (_, index) => `Application ${index}`);
const COUNTRIES = ['US', 'DE', 'GB', 'FR', 'IN', 'BR', 'JP', 'NL', 'PL', 'RU', 'CN', 'NG', 'SE', 'ES', 'IT', 'CA'];
const AGENTS = Array.from({ length: 200 }, (_, index) => `Mozilla/5.0 (Windows NT 10.0; Win64; x64) Build/${index}`);
const SYSTEMS = ['Windows 10', 'Windows 11', 'MacOs', 'Ios 18', 'Android 15', 'Linux'];
const POLICIES = ['Require MFA', 'Block legacy authentication', 'Compliant device', 'Block countries', 'Sign-in risk'];
const OUTCOMES = ['success', 'notApplied', 'notEnabled', 'failure', 'reportOnlySuccess'];
const FAILURES = ['50126', '50053', '50074', '50076', '53003', '50057', '65001'];
const STATUS = ['0xc000006d', '0xc0000064', '0xc000006a', '0xc0000234'];

const upn = (random: Random): string => `user${random.skewed(6000)}@contoso.example`;
const address = (random: Random): string => {
  const host = random.skewed(9000);
  return `203.${host >> 8}.${host & 255}.${(host * 7) % 251}`;
};

const signIn: GeneratedTable = {
  name: 'SigninLogs',
  share: 0.3,
  columns: {
    TimeGenerated: 'TIMESTAMP',
    UserPrincipalName: 'VARCHAR',
    IPAddress: 'VARCHAR',
    AppDisplayName: 'VARCHAR',
    ResultType: 'VARCHAR',
    Location: 'VARCHAR',
    UserAgent: 'VARCHAR',
    CorrelationId: 'VARCHAR',
    DeviceDetail: 'STRUCT(operatingSystem VARCHAR, browser VARCHAR, isCompliant BOOLEAN)',
    ConditionalAccessPolicies: 'STRUCT(id VARCHAR, displayName VARCHAR, "result" VARCHAR)[]',
  },
  row: (random, time) => ({
    TimeGenerated: time,
    UserPrincipalName: upn(random),
    IPAddress: address(random),
    AppDisplayName: APPS[random.skewed(APPS.length)],
    ResultType: random.next() < 0.85 ? '0' : random.pick(FAILURES),
    Location: COUNTRIES[random.skewed(COUNTRIES.length)],
    UserAgent: AGENTS[random.skewed(AGENTS.length)],
    CorrelationId: `${random.hex(8)}-${random.hex(4)}-4${random.hex(3)}-a${random.hex(3)}-${random.hex(12)}`,
    DeviceDetail: {
      operatingSystem: random.pick(SYSTEMS),
      browser: `Chrome ${130 + random.below(10)}`,
      isCompliant: random.next() < 0.7,
    },
    ConditionalAccessPolicies: Array.from({ length: random.below(4) }, () => {
      const policy = random.below(POLICIES.length);
      return {
        id: `policy-${policy}`,
        displayName: POLICIES[policy],
        result: OUTCOMES[random.skewed(OUTCOMES.length)],
      };
    }),
  }),
};

const deviceProcess: GeneratedTable = {
  name: 'DeviceProcessEvents',
  share: 0.3,
  columns: {
    TimeGenerated: 'TIMESTAMP',
    DeviceName: 'VARCHAR',
    AccountName: 'VARCHAR',
    FileName: 'VARCHAR',
    FolderPath: 'VARCHAR',
    SHA256: 'VARCHAR',
    ProcessId: 'BIGINT',
    ProcessCommandLine: 'VARCHAR',
    InitiatingProcessFileName: 'VARCHAR',
    InitiatingProcessCommandLine: 'VARCHAR',
  },
  row: (random, time) => {
    const started = drawProcess(random);
    const parent = drawProcess(random);
    const version = random.skewed(80);
    return {
      TimeGenerated: time,
      DeviceName: `device${random.skewed(900)}.contoso.example`,
      AccountName: `user${random.skewed(6000)}`,
      FileName: started.file,
      FolderPath: started.folder,
      SHA256: `${started.file.length}${version}`.padStart(8, '0').repeat(8),
      ProcessId: 1000 + random.below(60_000),
      ProcessCommandLine: started.commandLine,
      InitiatingProcessFileName: parent.file,
      InitiatingProcessCommandLine: parent.commandLine,
    };
  },
};

const security: GeneratedTable = {
  name: 'SecurityEvent',
  share: 0.4,
  columns: {
    TimeGenerated: 'TIMESTAMP',
    EventID: 'INTEGER',
    Computer: 'VARCHAR',
    Account: 'VARCHAR',
    IpAddress: 'VARCHAR',
    LogonType: 'INTEGER',
    NewProcessName: 'VARCHAR',
    CommandLine: 'VARCHAR',
    EventData: 'VARCHAR',
  },
  row: (random, time) => {
    const draw = random.next();
    const id = draw < 0.45 ? 4624 : draw < 0.6 ? 4625 : draw < 0.9 ? 4688 : random.pick([4672, 4634, 4720, 4732, 1102]);
    const logon = id === 4624 || id === 4625;
    const started = id === 4688 ? drawProcess(random) : undefined;
    const name = `user${random.skewed(6000)}`;
    const ip = logon ? address(random) : '';
    return {
      TimeGenerated: time,
      EventID: id,
      Computer: `srv${random.skewed(500)}.contoso.example`,
      Account: `CONTOSO\\${name}`,
      IpAddress: ip,
      LogonType: logon ? random.pick([2, 3, 3, 3, 5, 10]) : null,
      NewProcessName: started?.folder ?? '',
      CommandLine: started?.commandLine ?? '',
      EventData: logon ? logonData(random, { name, ip, failed: id === 4625 }) : '',
    };
  },
};

/** As the event has it: every text is another one, since the logon ids in it are. */
function logonData(random: Random, logon: { readonly name: string; readonly ip: string; readonly failed: boolean }) {
  const data = (name: string, text: string): string => `<Data Name="${name}">${text}</Data>`;
  const fields = [
    data('SubjectLogonId', `0x${random.hex(8)}`),
    data('TargetUserName', logon.name),
    data('TargetDomainName', 'CONTOSO'),
    data('Status', logon.failed ? random.pick(STATUS) : '0x0'),
    data('LogonProcessName', 'NtLmSsp'),
    data('WorkstationName', `WS${random.skewed(2000)}`),
    data('LogonGuid', `{${random.hex(32)}}`),
    data('IpAddress', logon.ip),
    data('IpPort', String(1024 + random.below(60_000))),
  ];
  return `<EventData xmlns="http://schemas.microsoft.com/win/2004/08/events/event">${fields.join('')}</EventData>`;
}

export const tables: readonly GeneratedTable[] = [security, signIn, deviceProcess];
