import type { Feature } from './api-versions';

/** A value of an enumeration; some api-versions lack some values. */
export type EnumValue = string | { readonly value: string; readonly since: Feature };

/** What a JSON value on the wire must look like. Lengths in UTF-16 units, durations in seconds. */
export type Shape =
  | { readonly type: 'string'; readonly min?: number; readonly max?: number; readonly pattern?: RegExp }
  | { readonly type: 'enum'; readonly name: string; readonly values: readonly EnumValue[] }
  | { readonly type: 'boolean' }
  | { readonly type: 'integer'; readonly min: number; readonly max: number }
  | { readonly type: 'duration'; readonly min: number; readonly max: number }
  | { readonly type: 'dateTime' }
  | { readonly type: 'list'; readonly items: Shape }
  | { readonly type: 'map'; readonly values: Shape }
  | ObjectShape
  | { readonly type: 'any' };

export interface ObjectShape {
  readonly type: 'object';
  /** Named in refusals. */
  readonly name: string;
  readonly members: Readonly<Record<string, Member>>;
}

export interface Member {
  readonly shape: Shape;
  /** `required`: must be there and not null. `readOnly`: the server's own; accepted on a write, and ignored. */
  readonly role?: 'required' | 'readOnly';
  /** Known only to api-versions with this feature. */
  readonly since?: Feature;
}

export const required = (shape: Shape): Member => ({ shape, role: 'required' });
export const optional = (shape: Shape): Member => ({ shape });
export const readOnly = (shape: Shape): Member => ({ shape, role: 'readOnly' });
export const since = (feature: Feature, member: Member): Member => ({ ...member, since: feature });

export const text: Shape = { type: 'string' };
export const flag: Shape = { type: 'boolean' };
export const listOf = (items: Shape): Shape => ({ type: 'list', items });
export const object = (name: string, members: Readonly<Record<string, Member>>): ObjectShape => ({
  type: 'object',
  name,
  members,
});
