import { RestError } from '@azure/core-rest-pipeline';
import { toFailure } from '../../deploy/failure';

const NOW = Date.parse('2026-01-10T00:00:00Z');

function rest(statusCode: number, headers: Readonly<Record<string, string>> = {}): RestError {
  const error = new RestError('said the service\nand more', { statusCode, code: 'Code' });
  const response = { headers: { get: (name: string) => headers[name] } };
  return Object.assign(error, { response });
}

test.each([
  [400, 'refused'],
  [404, 'refused'],
  [405, 'refused'],
  [401, 'denied'],
  [403, 'denied'],
  [409, 'conflict'],
  [412, 'conflict'],
  [429, 'throttled'],
  [408, 'unavailable'],
  [500, 'unavailable'],
  [503, 'unavailable'],
  [200, 'lost'],
] as const)('a status of %i is %s', (status, kind) => {
  expect(toFailure(rest(status), NOW)?.details).toEqual({ kind, status, code: 'Code', message: 'said the service' });
});

test.each<[Record<string, string>, number | undefined]>([
  [{ 'retry-after': '17' }, 17_000],
  [{ 'retry-after': 'Sat, 10 Jan 2026 00:00:30 GMT' }, 30_000],
  [{ 'retry-after': 'Sat, 10 Jan 2026 00:00:00 GMT' }, 0],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'retry-after-ms': '250', 'retry-after': '1' }, 250],
  [{ 'x-ms-retry-after-ms': '300' }, 300],
  [{}, undefined],
])('%j asks for %p ms', (headers, expected) => {
  expect(toFailure(rest(429, headers), NOW)?.details.retryAfterMs).toBe(expected);
});

test('no answer at all is lost', () => {
  const error = new RestError('connect ECONNREFUSED 127.0.0.1:1', { code: 'ECONNREFUSED' });
  expect(toFailure(error, NOW)?.details).toMatchObject({ kind: 'lost', code: 'ECONNREFUSED' });
});

test('missing credentials are denied', () => {
  const error = Object.assign(new Error('none of them\nEnvironmentCredential: ...'), {
    name: 'AggregateAuthenticationError',
  });
  expect(toFailure(error, NOW)?.details).toEqual({
    kind: 'denied',
    message: 'no usable Azure credentials: none of them',
  });
});

test.each([new TypeError('x'), new Error('x'), 'x', undefined])('%p is not a failed call', (thrown) => {
  expect(toFailure(thrown, NOW)).toBeUndefined();
});
