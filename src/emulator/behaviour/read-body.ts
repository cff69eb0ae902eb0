import { checkBody } from '../contract/check-shape';
import type { ObjectShape } from '../contract/shape';
import { badRequest, invalidJson } from '../errors';
import type { Refusal } from '../errors';
import { isObject } from '../json';
import type { Json, JsonObject } from '../json';
import type { Call } from './call';

export type ReadBody = { readonly value: JsonObject } | { readonly refusal: Refusal };

/** The body as a JSON object, whatever it holds. */
export function readObject({ request }: Call): ReadBody {
  let value: Json;
  try {
    value = JSON.parse(request.body) as Json;
  } catch (error) {
    return { refusal: invalidJson(error instanceof Error ? error.message : String(error)) };
  }
  return isObject(value) ? { value } : { refusal: invalidJson('a JSON object was expected') };
}

/** The body as its shape has it, or the first thing wrong with it. */
export function readShaped(call: Call, body: JsonObject, shape: ObjectShape): ReadBody {
  const { value, problems } = checkBody(body, shape, {
    version: call.version,
    unknownProperties: call.settings.unknownProperties,
  });
  const [first] = problems;
  return first === undefined ? { value } : { refusal: badRequest(first) };
}
