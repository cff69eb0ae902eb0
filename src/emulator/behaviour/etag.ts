import type { Refusal } from '../errors';
import { preconditionFailed, staleEtag } from '../errors';
import { member } from '../json';
import type { JsonObject } from '../json';
import type { StoredResource } from '../state/state';
import { nameOf, workspacePath } from './call';
import type { Call } from './call';

/** A quoted text of the shape that the official examples show; no two writes to one state share it. */
export function makeEtag(revision: number, now: number): string {
  const hex = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');
  return `"${hex(revision)}-0000-0100-0000-${hex(Math.floor(now / 1000))}0000"`;
}

/** Decides whether a write may go on: by the body's etag first, then by If-Match and If-None-Match. */
export function checkEtag(
  call: Call,
  existing: StoredResource | undefined,
  body: JsonObject | undefined,
): Refusal | undefined {
  const { etags, refusals } = call.settings;
  const sent = body === undefined ? undefined : member(body, 'etag');
  if (
    etags.body === 'honoured' &&
    typeof sent === 'string' &&
    existing !== undefined &&
    !sameEtag(sent, existing.etag)
  ) {
    return staleEtag(nameOf(call), workspacePath(call), refusals.staleEtag);
  }
  if (etags.headers === 'ignored') return undefined;
  const { headers } = call.request;
  const match = member(headers, 'if-match');
  const noneMatch = member(headers, 'if-none-match');
  const met =
    (match === undefined || (existing !== undefined && names(match, existing.etag))) &&
    (noneMatch === undefined || existing === undefined || !names(noneMatch, existing.etag));
  return met ? undefined : preconditionFailed(nameOf(call));
}

/** Whether a header's list of tags names this one. */
function names(header: string, etag: string): boolean {
  return header
    .split(',')
    .map((tag) => tag.trim())
    .some((tag) => tag === '*' || sameEtag(tag, etag));
}

/** The official examples hold etags both with and without their quotes. */
function sameEtag(left: string, right: string): boolean {
  const bare = (tag: string): string => tag.replace(/^"|"$/g, '');
  return bare(left) === bare(right);
}
