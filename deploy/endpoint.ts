/** Where Azure's public cloud is managed. */
export const AZURE_ENDPOINT = 'https://management.azure.com';

export type Endpoint =
  | { readonly kind: 'secure'; readonly url: string }
  | { readonly kind: 'loopback'; readonly url: string }
  | { readonly kind: 'unusable'; readonly problem: string };

/** Judges an endpoint. Plain http goes to this machine alone: rules and tokens must not cross a network unencrypted. */
export function readEndpoint(text: string): Endpoint {
  if (!URL.canParse(text)) return { kind: 'unusable', problem: 'the endpoint is not a URL' };
  const url = new URL(text);
  if (url.username !== '' || url.password !== '') {
    return { kind: 'unusable', problem: 'the endpoint holds a user name or password: take them out of the URL' };
  }
  if (url.search !== '' || url.hash !== '') {
    return {
      kind: 'unusable',
      problem: 'the endpoint holds a query or fragment: only scheme, host, port and path may be given',
    };
  }
  const whole = `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
  if (url.protocol === 'https:') return { kind: 'secure', url: whole };
  if (url.protocol === 'http:' && isLoopback(url.hostname)) return { kind: 'loopback', url: whole };
  return {
    kind: 'unusable',
    problem: `the endpoint ${url.origin} is neither https nor this machine: plain http is for 127.0.0.1, [::1] and localhost alone`,
  };
}

/** The URL parser has already turned every spelling of an IPv4 address into four decimal numbers. */
function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
