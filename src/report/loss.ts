/** Where a shape was lost: back through the operations that made a tensor, to the first value that is not known. */
import type { FileFacts, Observation } from '../analysis/result.ts';
import { isUnknown, type Origin, type Shape } from '../shapes/index.ts';
import { type NativeValue, type Reason, shapeOf, type TensorValue, type Value } from '../values/index.ts';

/** Longer chains end at a parameter or an input all the same. */
const LONGEST = 200;

/** undefined where nothing is missing. */
export function lossOf(value: Value, file: FileFacts): Reason | undefined {
  switch (value.kind) {
    case 'unknown':
      return firstCause(value.reason, file);
    case 'tensor':
      return isKnown(shapeOf(value)) ? undefined : lossOfTensor(value, file);
    case 'native':
      return lossOfLayer(value, file);
    case 'list':
      return value.shapeOf && lossOf(value.shapeOf, file);
    default:
      return undefined;
  }
}

function lossOfLayer({ layer, site }: NativeValue, file: FileFacts): Reason | undefined {
  const { missing, weights } = layer?.built.value ?? {};
  if (missing) return firstCause(missing, file);
  if (!weights || weights.every(weight => isKnown(weight.shape))) return undefined;
  return site.file === file.path ? unknownWithin(file, site, LONGEST) : undefined;
}

/** The result of a call is lost where its callee or an argument is. */
function firstCause(reason: Reason, file: FileFacts, steps = LONGEST): Reason {
  const { at } = reason;
  if (!at || at.file !== file.path || steps === 0) return reason;
  return unknownWithin(file, at, steps) ?? reason;
}

function isKnown(shape: Shape | undefined): boolean {
  return shape?.every(dim => !isUnknown(dim)) ?? false;
}

function lossOfTensor(tensor: TensorValue, file: FileFacts): Reason {
  let at = tensor;
  for (let i = 0; i < LONGEST; i++) {
    const lost = at.source.parents.find(parent => !isKnown(shapeOf(parent)));
    if (!lost || lost === at) break;
    at = lost;
  }
  const { operation, site, role, gap } = at.source;
  const argument = site.file === file.path ? unknownWithin(file, site, LONGEST) : undefined;
  if (argument) return argument;
  const what =
    role === 'parameter' ? `the shape of ${named(operation)}` : `the shape that \`${operation}\` gives`;
  return gap
    ? { missing: `${what}: it is known by name only`, at: site, settle: SETTLE, gap: 'by-name' }
    : { missing: what, at: site, settle: SETTLE };
}

const SETTLE =
  'say the shape in a comment behind its assignment, such as `# (B, T, 64)`, or in an annotation';

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
  const [reason] = inside.flatMap(unknownIn);
  return reason && firstCause(reason, file, steps - 1);
}

function unknownIn({ values }: Observation): readonly Reason[] {
  return values.flatMap(value => (value.kind === 'unknown' ? [value.reason] : []));
}
