/** `keras.losses`: one number, or one for each example where nothing is reduced. https://keras.io/api/losses/ */
import { compare, constantOf, type Shape } from '../../shapes/index.ts';
import { opaqueClass } from '../array/opaque.ts';
import {
  type Argument,
  asString,
  type Call,
  type ModuleValue,
  nativeFunction,
  shapeOf,
  string,
  tensor,
  type Value,
} from '../parts.ts';
import type { Flavour } from './core/flavour.ts';
import { refuseArrays } from './loss-refusals.ts';
import { missingMember } from './missing-member.ts';
import { lossOf } from './models/losses.ts';

export function lossesModule(flavour: Flavour): ModuleValue {
  const known = new Map<string, Value>();
  return {
    kind: 'module',
    name: 'keras.losses',
    member: (_host, name) => {
      if (!/^[A-Za-z]/.test(name)) return undefined;
      if (!flavour.lossClasses && /^[A-Z].*[a-z]/.test(name)) return missingMember(flavour, 'losses', name);
      const made = known.get(name) ?? (/^[A-Z]/.test(name) ? lossClass(flavour, name) : lossFunction(name));
      known.set(name, made);
      return made;
    },
  };
}

const lossClass = (flavour: Flavour, name: string): Value =>
  opaqueClass({
    qualified: `keras.losses.${name}`,
    framework: 'keras',
    behave: made => ({ invoke: use => refuseArrays(flavour, made, use, name) ?? lossValue(name, made, use) }),
  });

const lossFunction = (name: string): Value => ({
  ...nativeFunction(`keras.losses.${name}`, call => given(call, eachOf(name, call))),
  standing: 'opaque',
});

const given = ({ host, site }: Call, shape: Shape | undefined): Value =>
  shape
    ? tensor(host, { framework: 'keras', shape, dtype: 'float', source: { operation: 'loss', site } })
    : host.unknown('the value of a loss', site);

/** Reduced to one number, unless the constructor or the call says otherwise, or there is nothing to take the mean of (`reduce_values`). */
function lossValue(name: string, made: Call, use: Call): Value {
  const reduction = made.args.find(argument => argument.name === 'reduction');
  if (made.open || made.args.some(argument => !argument.name)) return given(use, undefined);
  if (reduction) return given(use, isNone(reduction.value) ? eachOf(name, use) : undefined);
  const shapes = use.args.map(shapeIn);
  const isPlain = use.args.length === 2 && !use.open;
  const isTold = shapes.every(
    shape => shape && shape.length > 0 && !shape.some(dim => constantOf(dim) === 0),
  );
  return given(use, isPlain && isTold ? [] : undefined);
}

/** `None` means something else in TensorFlow's older losses. */
const isNone = (value: Value): boolean => asString(value)?.toLowerCase() === 'none';

const shapeIn = (argument: Argument | undefined): Shape | undefined =>
  argument?.value.kind === 'tensor' ? shapeOf(argument.value) : undefined;

/** Taken along the last axis, where no axis has to be added or dropped first. */
function eachOf(name: string, { args, open }: Call): Shape | undefined {
  const kind = lossOf(string(name))?.kind;
  const [target, output] = args.map(shapeIn);
  const isPlain = args.length === 2 && !open && args.every(argument => argument.name === undefined);
  if (!kind || !isPlain || !target || !output || output.length < 2) return undefined;
  const wanted = kind === 'sparse' ? output.slice(0, -1) : output;
  const isAlike =
    target.length === wanted.length &&
    wanted.every((dim, axis) => compare(dim, target[axis] ?? dim) === 'equal');
  return isAlike ? output.slice(0, -1) : undefined;
}
