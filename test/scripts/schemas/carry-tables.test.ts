import { carryTables } from '../../../scripts/schemas/carry-tables';

const standard = {
  TenantId: 'string',
  TimeGenerated: 'datetime',
  SourceSystem: 'string',
  Type: 'string',
  _ResourceId: 'string',
  _SubscriptionId: 'string',
  _ItemId: 'string',
  _TimeReceived: 'datetime',
  _IsBillable: 'string',
  _BilledSize: 'real',
};

test('sorted, standard columns left out, mistakes repaired and named', () => {
  const { tables, parsers, repairs } = carryTables({
    Zeta: { ...standard, B: 'long', A: 'boolean' },
    Alpha_CL: { ...standard, TimeGenerated: 'string', 'x_s ': 'string', 'y [UTC]': 'string' },
    ExposureGraphNodes: { NodeId: 'string', EntityIds: 'dynamic' },
    DeviceProcessEvents: { ...standard, LogonId: 'long', LogonID: 'long' },
    CiscoDuo: { ...standard, User: 'string' },
    imDns: { ...standard, DnsQuery: 'string' },
  });
  expect(tables).toEqual([
    { name: 'Alpha_CL', origin: 'custom', columns: 'x_s' },
    { name: 'DeviceProcessEvents', columns: 'LogonId:long', mirrors: { Timestamp: 'TimeGenerated' } },
    { name: 'ExposureGraphNodes', origin: 'advanced-hunting', columns: 'NodeId EntityIds:dynamic' },
    { name: 'Zeta', columns: 'B:long A:bool' },
  ]);
  expect(parsers.map(({ name }) => name)).toEqual(['CiscoDuo']);
  expect(repairs).toEqual([
    'Alpha_CL.TimeGenerated: string -> datetime',
    'Alpha_CL.x_s: white space around the name removed',
    'Alpha_CL.y [UTC]: left out: no column name',
    'DeviceProcessEvents.LogonID: left out: LogonId in every reference',
    'Zeta.A: boolean -> bool',
  ]);
});

test('a type that is none is our mistake', () => {
  expect(() => carryTables({ T: { A: 'text' } })).toThrow("T.A: 'text' is no KQL type");
});
