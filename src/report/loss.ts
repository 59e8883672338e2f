/** Where a shape was lost: back through the operations that made a tensor, to the first value that is not known. */
import type { FileFacts } from '../analysis/result.ts';
import { type Dim, isUnknown, type Origin, type Shape } from '../shapes/index.ts';
import {
  type NativeValue,
  optionsOf,
  type Reason,
  shapeOf,
  type TensorValue,
  type Value,
} from '../values/index.ts';
import { STATE_SHAPE, wayOf } from './reason.ts';

/** Longer chains end at a parameter or an input all the same. */
const LONGEST = 200;

/** undefined where nothing is missing. */
export function lossOf(value: Value, file: FileFacts): Reason | undefined {
  switch (value.kind) {
    case 'unknown':
      return firstCause(value.reason, file);
    case 'tensor':
      return isKnown(shapeOf(value)) ? undefined : lossOfTensor(value, file);
    case 'number':
      return value.dim && isUnknown(value.dim) ? numberLost(value.dim, file, LONGEST) : undefined;
    case 'native':
      return lossOfLayer(value, file) ?? lossOfTable(value, file);
    case 'list':
      return value.shapeOf && lossOf(value.shapeOf, file);
    default:
      return undefined;
  }
}

function lossOfLayer(value: NativeValue, file: FileFacts): Reason | undefined {
  const { missing, weights } = value.layer?.built.value ?? {};
  if (missing) return firstCause(missing, file);
  if (!weights || weights.every(weight => isKnown(weight.shape))) return undefined;
  return lossOfSizes(value, file);
}

/** What its sizes lack, or else its constructor call. */
function lossOfSizes({ layer, site }: NativeValue, file: FileFacts): Reason | undefined {
  const sizes = [layer?.units, layer?.built.value.inputSize].flatMap(dim => dim ?? []);
  return (
    lossOfNumber(sizes, file) ?? (site.file === file.path ? unknownWithin(file, site, LONGEST) : undefined)
  );
}

/** The result of a call is lost where its callee or an argument is. */
function firstCause(reason: Reason, file: FileFacts, steps = LONGEST): Reason {
  const { at } = reason;
  if (!at || at.file !== file.path || steps === 0 || reason.isPlace) return reason;
  return unknownWithin(file, at, steps) ?? reason;
}

function isKnown(shape: Shape | undefined): boolean {
  return shape?.every(dim => !isUnknown(dim)) ?? false;
}

/** A table of which it is not known how many columns it has, where it was made. */
function lossOfTable({ behaviour, site }: NativeValue, file: FileFacts): Reason | undefined {
  const open = behaviour.table?.()?.shape.findIndex(isUnknown) ?? -1;
  if (open < 0 || site.file !== file.path) return undefined;
  const code = shortened(file.text.slice(site.start, site.end).replace(/\s+/g, ' '));
  return { missing: `how many ${open === 0 ? 'rows' : 'columns'} \`${code}\` has`, at: site };
}

function lossOfTensor(tensor: TensorValue, file: FileFacts): Reason {
  let at = tensor;
  for (let i = 0; i < LONGEST; i++) {
    const lost = at.source.parents.find(parent => !isKnown(shapeOf(parent)));
    if (!lost || lost === at) break;
    at = lost;
  }
  const { operation, site, role, gap, layer } = at.source;
  const cause =
    lossOfNumber(shapeOf(at), file) ??
    (site.file === file.path ? unknownWithin(file, site, LONGEST) : undefined) ??
    (layer && lossOfSizes(layer, file));
  if (cause) return cause;
  const what =
    role === 'parameter' ? `the shape of ${named(operation)}` : `the shape that \`${operation}\` gives`;
  if (gap)
    return { missing: `${what}: it is known by name only`, at: site, settle: STATE_SHAPE, gap: 'by-name' };
  const isCounted = COUNTING.test(operation);
  return {
    missing: isCounted ? `${what}, which depends on the numbers` : what,
    at: site,
    settle: STATE_SHAPE,
  };
}

/** Operations that give as many items as fulfil a condition. */
const COUNTING =
  /(^|\.)(nonzero|argwhere|flatnonzero|unique|unique_consecutive|unique_with_counts|boolean_mask|booleanMask|masked_select|compress|extract|where)$/;

/** A size that is just a number which is not known: that number. */
function lossOfNumber(shape: Shape | undefined, file: FileFacts): Reason | undefined {
  for (const dim of shape ?? []) {
    const lost = isUnknown(dim) && numberLost(dim, file, LONGEST);
    if (lost) return lost;
  }
  return undefined;
}

/** Where a number that is not known was made: of all that were seen to be it, the first that is no mere name of it. */
function numberLost(dim: Dim, file: FileFacts, steps: number): Reason | undefined {
  if (steps === 0) return undefined;
  const seen = file.observations.filter(({ values }) =>
    values.some(value => value.kind === 'number' && value.dim?.value === dim.value),
  );
  const made = seen.find(({ start, end }) => !NAME.test(file.text.slice(start, end))) ?? seen[0];
  if (!made) return undefined;
  const { start, end } = made;
  const code = file.text.slice(start, end).replace(/\s+/g, ' ');
  const at = { file: file.path, start, end, what: '' };
  const settle = wayOf(code) ?? `write a number in its place, or ${STATE_SHAPE}`;
  const inside = unknownWithin(file, at, steps - 1);
  return inside && inside.foreign === undefined
    ? inside
    : { missing: `the number \`${shortened(code)}\``, at, settle };
}

const NAME = /^[\w.]+$/;

const LONGEST_CODE = 60;

const shortened = (code: string): string =>
  code.length > LONGEST_CODE ? `${code.slice(0, LONGEST_CODE - 1)}…` : code;

/** 'parameter x' as 'the parameter `x`' */
function named(operation: string): string {
  const name = /^parameter (\w+)$/.exec(operation)?.[1];
  return name === undefined ? `\`${operation}\`` : `the parameter \`${name}\``;
}

/** What the first expression inside of another lacks: a callee, an argument. */
function unknownWithin(file: FileFacts, site: Origin, steps: number): Reason | undefined {
  const inside = file.observations.filter(
    ({ start, end }) => site.start <= start && end <= site.end && (start !== site.start || end !== site.end),
  );
  for (const { values } of inside)
    for (const value of values.flatMap(optionsOf)) {
      if (value.kind === 'unknown') return firstCause(value.reason, file, steps - 1);
      const ofTable = value.kind === 'native' && lossOfTable(value, file);
      if (ofTable) return ofTable;
      const lost =
        value.kind === 'number' &&
        value.dim &&
        isUnknown(value.dim) &&
        numberLost(value.dim, file, steps - 1);
      if (lost) return lost;
    }
  return undefined;
}
