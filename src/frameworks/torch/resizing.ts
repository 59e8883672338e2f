/**
 * What `F.interpolate` and `nn.Upsample` ask of their arguments and their input.
 * https://github.com/pytorch/pytorch/blob/v2.13.0/torch/nn/functional.py, aten/src/ATen/native/UpSample.h
 */
import { constantOf, noElements, type Origin, type Shape } from '../../shapes/index.ts';
import { refuseArgument, refuseOperands, refuseRank, type Scene } from '../array/scene.ts';
import { isWrittenNone, KINDS } from '../kinds.ts';
import { asBool, asString, type Bound, itemsOf, type Operand, type Value } from '../parts.ts';

/** Ranks by mode; undefined: any. */
const RANKS: Readonly<Record<string, number | undefined>> = {
  nearest: undefined,
  'nearest-exact': undefined,
  area: undefined,
  linear: 3,
  bilinear: 4,
  bicubic: 4,
  trilinear: 5,
};

const AXES = ['batch', 'channels', 'length', 'height', 'width'];

/** The arguments of a function, or of the layer that stands for it. */
export interface Resize {
  readonly bound: Bound;
  /** undefined: not known. */
  readonly mode: string | undefined;
  /** Where an argument is refused: in the call of the function, or at the layer's. */
  readonly placeOf: (parameter: string) => Origin;
}

type Refuse = (parameter: string, allowed: string, says?: string) => Value;

/** The value of a call that is refused; undefined where nothing is provably wrong. */
export function refuseResize(scene: Scene, input: Operand, resize: Resize): Value | undefined {
  const { bound, placeOf } = resize;
  const refuse: Refuse = (parameter, allowed, says) => {
    const given = bound.given(parameter);
    const at = placeOf(parameter);
    const text = given ? scene.host.textOf(given.at) : 'left out';
    return refuseArgument(scene, {
      parameter,
      aspect: 'value',
      allowed,
      given: text,
      at,
      ...(says && { says }),
    });
  };
  return (
    refuseMode(scene, input, resize, refuse) ??
    refuseTarget(input, resize, refuse) ??
    refuseEmpty(scene, input, resize)
  );
}

function refuseMode(
  scene: Scene,
  input: Operand,
  { bound, mode }: Resize,
  refuse: Refuse,
): Value | undefined {
  if (mode === undefined) return undefined;
  const corners = bound.names.includes('align_corners') ? asBool(bound.value('align_corners')) : undefined;
  if (corners !== undefined && /^(nearest|area)/.test(mode))
    return refuse(
      'align_corners',
      'left out',
      'align_corners option can only be set with the interpolating modes',
    );
  const rank = input.shape?.length;
  const wanted = RANKS[mode];
  if (wanted === undefined || rank === undefined || rank === wanted) return undefined;
  const says = mode === 'bicubic' ? undefined : `Got ${rank}D input, but ${mode} mode needs ${wanted}D input`;
  return refuseRank(scene, input, [wanted], AXES, says);
}

/** None by itself, not for a caller's argument. */
const isAbsent = ({ call, given }: Bound, parameter: string): boolean => {
  const argument = given(parameter);
  return !argument || isWrittenNone(call.host, argument.value, argument.at);
};

const isThere = ({ given }: Bound, parameter: string): boolean => {
  const kind = given(parameter)?.value.kind;
  return kind === 'number' || kind === 'list';
};

/** Exactly one of size and factor, with an entry for each axis, or one for all. */
function refuseTarget(input: Operand, { bound }: Resize, refuse: Refuse): Value | undefined {
  if (bound.open) return undefined;
  const names = ['size', 'scale_factor'] as const;
  if (names.every(name => isAbsent(bound, name)))
    return refuse('size', 'given, or `scale_factor`', 'either size or scale_factor should be defined');
  if (names.every(name => isThere(bound, name)))
    return refuse(
      'scale_factor',
      'left out beside `size`',
      'only one of size or scale_factor should be defined',
    );
  const axes = input.shape && input.shape.length - 2;
  const size = bound.given('size')?.value;
  if (size && KINDS.ints.refuses(size)) return refuse('size', KINDS.ints.allowed);
  if (bound.value('scale_factor').kind === 'string')
    return refuse('scale_factor', 'a number, or a tuple of numbers');
  for (const name of names) {
    const count = itemsOf(bound.value(name))?.length;
    if (count !== undefined && axes !== undefined && count !== axes)
      return refuse(
        name,
        axes === 1 ? 'one number' : `one number, or ${axes}`,
        'must have the same number of spatial dimensions',
      );
  }
  return undefined;
}

/** The kernels take batches without examples, and nothing else that is empty; `area` is an adaptive pooling. */
function refuseEmpty(scene: Scene, input: Operand, { mode }: Resize): Value | undefined {
  if (mode === undefined || mode === 'area' || !(mode in RANKS)) return undefined;
  const axis = emptyAxis(input.shape);
  if (axis === undefined) return undefined;
  const says = axis > 1 ? 'Input and output sizes should be greater than 0' : 'Non-empty';
  return refuseOperands(scene, [input], noElements(axis), input.at, says);
}

function emptyAxis(shape: Shape | undefined): number | undefined {
  const at = shape?.findIndex((dim, axis) => axis > 0 && constantOf(dim) === 0) ?? -1;
  return at < 0 ? undefined : at;
}

/** The parameter that makes an axis empty, where one does. */
export function refuseNothingLeft(
  scene: Scene,
  result: Shape | undefined,
  { bound, mode, placeOf }: Resize,
): Value | undefined {
  if (mode === undefined || mode === 'area' || !(mode in RANKS)) return undefined;
  if (!result?.some((dim, axis) => axis > 1 && (constantOf(dim) ?? 1) < 1)) return undefined;
  const parameter = isThere(bound, 'size') ? 'size' : 'scale_factor';
  const given = bound.given(parameter);
  return refuseArgument(scene, {
    parameter,
    aspect: 'value',
    allowed: 'large enough to leave something of each axis',
    at: placeOf(parameter),
    ...(given && { given: scene.host.textOf(given.at) }),
    says: 'Input and output sizes should be greater than 0',
  });
}

/** As a function has it; a mode that is not a known text is not known. */
export const modeOf = (bound: Bound): string | undefined => asString(bound.value('mode'));
