/** JSON out of files that may be anything: each step says what is wrong. */
import { utf8 } from './bytes/text.ts';
import { malformed } from './error.ts';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };

export function parseJson(bytes: Uint8Array, what: string): Json {
  try {
    return JSON.parse(utf8(bytes)) as Json;
  } catch {
    throw malformed(`${what} is not JSON`);
  }
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asObject(value: Json | undefined, what: string): JsonObject {
  if (!isObject(value)) throw malformed(`${what} is no object`);
  return value;
}

export function asText(value: Json | undefined, what: string): string {
  if (typeof value !== 'string') throw malformed(`${what} is no text`);
  return value;
}

export function asList(value: Json | undefined, what: string): readonly Json[] {
  if (!Array.isArray(value)) throw malformed(`${what} is no list`);
  return value;
}

export function asNumbers(value: Json | undefined, what: string): readonly number[] {
  return asList(value, what).map(each => {
    if (typeof each !== 'number') throw malformed(`${what} has an item that is no number`);
    return each;
  });
}
