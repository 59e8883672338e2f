/** JavaScript's calls, whose only argument is an object of options. */
import type { Origin } from '../../shapes/index.ts';
import { type Argument, type Call, placeOfEntry } from '../../values/index.ts';
import { type Bound, bound } from './bound.ts';
import type { Signature } from './signature.ts';

/** Binds a call by the names of its options. Unknown options are ignored, as TensorFlow.js does. */
export function bindOptions(call: Call, wanted: Signature): Bound {
  const [options] = call.args;
  const given = new Map<string, Argument>();
  let open = call.open;
  if (options?.value.kind === 'dict') {
    const { known, rest } = options.value.entries.value;
    open ||= rest !== undefined;
    for (const [key, value] of known)
      given.set(String(key), { name: String(key), value, at: optionAt(options, key) });
  } else if (options && options.value.kind !== 'none') open = true;
  return bound(call, wanted, { given, open });
}

/** Where an option is written, if that is in the call itself; else the whole object. */
export function optionAt({ value, at }: Argument, key: string | number): Origin {
  const place = value.kind === 'dict' ? placeOfEntry(value, key) : undefined;
  const isInside = place && place.file === at.file && place.start >= at.start && place.end <= at.end;
  return isInside ? place : at;
}
