import { readEndpoint } from '../../deploy';

test.each([
  ['https://management.azure.com', { kind: 'secure', url: 'https://management.azure.com' }],
  ['https://management.usgovcloudapi.net/', { kind: 'secure', url: 'https://management.usgovcloudapi.net' }],
  ['http://127.0.0.1:8080', { kind: 'loopback', url: 'http://127.0.0.1:8080' }],
  ['http://127.1:8080/arm/', { kind: 'loopback', url: 'http://127.0.0.1:8080/arm' }],
  ['http://[::1]:8080', { kind: 'loopback', url: 'http://[::1]:8080' }],
  ['http://localhost:1', { kind: 'loopback', url: 'http://localhost:1' }],
  ['http://management.azure.com', { kind: 'unusable', problem: expect.stringContaining('neither https') as string }],
  ['http://127.0.0.1.example.com', { kind: 'unusable', problem: expect.stringContaining('neither https') as string }],
  ['http://localhost.example.com', { kind: 'unusable', problem: expect.stringContaining('neither https') as string }],
  ['http://10.0.0.1', { kind: 'unusable', problem: expect.stringContaining('neither https') as string }],
  ['http://0.0.0.0', { kind: 'unusable', problem: expect.stringContaining('neither https') as string }],
  ['ftp://127.0.0.1', { kind: 'unusable', problem: expect.stringContaining('neither https') as string }],
  [
    'https://me:hunter2@example.com',
    { kind: 'unusable', problem: 'the endpoint holds a user name or password: take them out of the URL' },
  ],
  ['https://example.com/?sig=x', { kind: 'unusable', problem: expect.stringContaining('query') as string }],
  ['management.azure.com', { kind: 'unusable', problem: 'the endpoint is not a URL' }],
])('%s', (text, expected) => {
  expect(readEndpoint(text)).toEqual(expected);
});
