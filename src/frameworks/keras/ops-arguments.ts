/**
 * What `keras.ops` says of arguments that are of no use to it: what is no tensor where one is needed (keras/src/ops/numpy.py,
 * keras/src/backend/tensorflow/numpy.py). Of axes speaks ops-axes.ts.
 */
import { constantOf, mapResult, noElements, normalizeAxes, type Shape } from '../../shapes/index.ts';
import { changed } from '../array/change.ts';
import { axesOf, type FunctionTable, type Operation, operandAt, option } from '../array/operation.ts';
import { refuseArgument, refuseOperands } from '../array/scene.ts';
import { isWrittenNone } from '../kinds.ts';
import { asInt, asString, isLiteral, isNumberOrFlag, itemsOf, type Value } from '../parts.ts';
import { isDtype } from './core/common-kinds.ts';
import { wrongAxis } from './ops-axes.ts';

type Run = (op: Operation) => Value;

const TENSORS = new Set(['x', 'x1', 'x2', 'a', 'b', 'condition']);

/** Functions that join what a sequence holds. */
const JOINS = /^([hvd]?stack|concatenate)$/;

/** Functions that compute with what they are given, so that no text does. */
const COMPUTED =
  /^(any|all|argmax|argmin|(log)?cumsum|cumprod|dot|logsumexp|matmul|max(imum)?|min(imum)?|mean|median|norm|one_hot|outer|prod|sort|std|sum|var|tensordot|add|subtract|multiply|divide|power|mod|sqrt|exp|log|tanh|sigmoid|relu|softmax|log_softmax|where|abs|take|unstack|swapaxes|moveaxis)$/;

/** Functions that do no more than to move elements, and so find an axis that a text has not. */
const MOVED = /^(flip|roll|squeeze|repeat|split)$/;

/** Functions that ask for the shape or dtype of what they are given before they make a tensor of it. */
const ASKING = /^(softmax|clip|(layer|rms)_normalization|conv|vander|corrcoef)$/;

/** The functions of a table, each refusing what it surely cannot take. */
export function checked(table: FunctionTable): FunctionTable {
  return Object.fromEntries(
    Object.entries(table).map(([name, definition]) => {
      const run: Run = op => wrongTensor(op, name) ?? wrongAxis(op, name) ?? definition.run(op);
      return [name, { ...definition, run }];
    }),
  );
}

function wrongTensor(op: Operation, name: string): Value | undefined {
  for (const parameter of op.bound.names) {
    const given = op.bound.given(parameter);
    const isJoined = parameter === 'xs' || JOINS.test(name);
    if (!given || !(TENSORS.has(parameter) || parameter === 'xs')) continue;
    const items = isJoined ? (itemsOf(given.value) ?? [given.value]) : [given.value];
    const isWrong =
      (!isJoined && isListOfSymbols(op, name, parameter, given.value)) ||
      items.some(item => isNoTensor(op, item, given.at, name === 'where' && parameter !== 'condition')) ||
      (isJoined
        ? parameter === op.bound.names[0] && (isNumberOrSymbol(given.value) || holdsNone(op, items, given.at))
        : isNoData(op, name, parameter, given.value));
    if (!isWrong) continue;
    const allowed = isJoined ? 'a list of tensors' : 'a tensor';
    return refuseArgument(op, {
      parameter,
      aspect: 'type',
      allowed,
      at: given.at,
      says: wordsOf(given.value),
    });
  }
  return undefined;
}

/** None or a text among what is joined. */
const holdsNone = ({ host }: Operation, items: readonly Value[], at: Operation['site']): boolean =>
  items.some(item => asString(item) !== undefined) ||
  (items.some(({ kind }) => kind === 'none') && /[[(,]\s*None\s*[\]),]/.test(host.textOf(at)));

const wordsOf = (value: Value): string | undefined =>
  isLiteral(value) || value.kind === 'list' ? undefined : 'Attempt to convert a value';

function isNoTensor({ host }: Operation, value: Value, at: Operation['site'], takesNone: boolean): boolean {
  if (value.kind === 'none') return !takesNone && isWrittenNone(host, value, at);
  if (value.kind === 'native') return value.layer !== undefined || value.model !== undefined;
  return value.kind === 'object' && value.base.value !== undefined;
}

/** Functions that make one tensor of a list of symbolic ones too, or of which that is not known. */
const TAKES_LIST =
  /^(allclose|arctan2|equal|greater(_equal)?|is(_tensor|close)|less(_equal)?|logical_(and|or|x?or)|not_equal|one_hot|size|[hvd]?stack|concatenate|meshgrid|block_diag|where|broadcast_to|convert_to_\w+|matmul|dot|take_along_axis|unstack|einsum|custom_gradient|map|scan|cond|shape|cast)$/;

/** Keras asks what describes its output for shape and dtype, which a list has not. */
const isListOfSymbols = ({ host }: Operation, name: string, parameter: string, value: Value): boolean =>
  parameter === 'x' &&
  !TAKES_LIST.test(name) &&
  host.isTopLevel() &&
  value.kind === 'list' &&
  itemsOf(value)?.some(item => item.kind === 'tensor' && item.graph) === true;

/** What joining functions find no tensors in. */
const isNumberOrSymbol = (value: Value): boolean =>
  isNumberOrFlag(value) || (value.kind === 'tensor' && value.graph);

/** What could be a tensor, but not where this function asks for one. */
function isNoData(op: Operation, name: string, parameter: string, value: Value): boolean {
  if (asString(value) !== undefined && COMPUTED.test(name))
    return name !== 'where' || parameter === 'condition';
  if (asString(value) !== undefined && MOVED.test(name)) return op.bound.given('axis') !== undefined;
  const isNoArray = isLiteral(value) || value.kind === 'list';
  if (name !== 'split') return ASKING.test(name) && parameter === 'x' && isNoArray;
  const parts = option(op, 'indices_or_sections');
  return isNoArray && (parts.kind === 'list' || parts.kind === 'tensor');
}

/** `flip`, `roll`: the shape stays, and the axes are those of the tensor. */
export const alongAxes = (op: Operation): Value => {
  const given = option(op, 'axis');
  const axes = given.kind === 'none' ? [] : axesOf(given);
  return changed(op, operandAt(op, 0, { numbers: true }), shape =>
    axes === undefined || axes === 'all'
      ? { ok: true, value: shape }
      : mapResult(normalizeAxes(axes, shape.length), () => shape),
  );
};

/** `max`, `argmin`: of data without elements there is none, unless a first value is given. */
export const nonEmpty =
  (run: Run): Run =>
  op => {
    const input = operandAt(op);
    const isGiven = op.bound.names.includes('initial') && op.bound.given('initial') !== undefined;
    const axis = input?.tensor?.graph || isGiven ? -1 : emptyAxis(op, input?.shape);
    return input && axis >= 0 ? refuseOperands(op, [input], noElements(axis)) : run(op);
  };

/** That of an index has elements along the axis, whatever the others have. */
function emptyAxis(op: Operation, shape: Shape | undefined): number {
  const isIndex = op.operation.includes('arg');
  const axis = asInt(option(op, 'axis'));
  const at = axis !== undefined && axis < 0 ? axis + (shape?.length ?? 0) : axis;
  return (
    shape?.findIndex((dim, i) => constantOf(dim) === 0 && (!isIndex || at === undefined || i === at)) ?? -1
  );
}

/** `zeros(shape, dtype)`: a name that is no dtype's. */
export const withKnownDtype =
  (run: Run): Run =>
  op => {
    const at = op.bound.at('shape');
    if (isWrittenNone(op.host, option(op, 'shape'), at))
      return refuseArgument(op, { parameter: 'shape', aspect: 'type', allowed: 'a tuple of integers', at });
    const number = asInt(option(op, 'dtype'));
    if (number !== undefined && number < 0)
      return refuseArgument(op, {
        parameter: 'dtype',
        aspect: 'value',
        allowed: 'the name of a dtype',
        at: op.bound.at('dtype'),
      });
    const name = asString(option(op, 'dtype'));
    if (
      name === undefined ||
      !/^[a-z_]{3,}\d*$/.test(name) ||
      isDtype(name) ||
      /^(half|double|str|q|resource|variant)/.test(name)
    )
      return run(op);
    return refuseArgument(op, {
      parameter: 'dtype',
      aspect: 'value',
      allowed: 'the name of a dtype',
      given: `'${name}'`,
      at: op.bound.at('dtype'),
      says: 'Cannot convert the argument',
    });
  };

/** As they are written in Keras 3.15; in all others `x` stands alone. */
export const SIGNATURES: Readonly<Record<string, string>> = {
  round: 'x, decimals=0',
  elu: 'x, alpha=1.0',
  gelu: 'x, approximate=True',
  leaky_relu: 'x, negative_slope=0.2',
  celu: 'x, alpha=1.0',
  hard_shrink: 'x, threshold=0.5',
  soft_shrink: 'x, threshold=0.5',
  squareplus: 'x, b=4',
  threshold: 'x, threshold, default_value',
  nan_to_num: 'x, nan=0.0, posinf=None, neginf=None',
  tril: 'x, k=0',
  triu: 'x, k=0',
};

/** Functions that take anything after `x`, under the signatures that they have. */
export function signed(table: FunctionTable): FunctionTable {
  return Object.fromEntries(
    Object.entries(table).map(([name, definition]) => {
      const isLoose = definition.signature === 'x, *args, **kwargs' && !/normali/.test(name);
      return [name, isLoose ? { ...definition, signature: SIGNATURES[name] ?? 'x' } : definition];
    }),
  );
}
