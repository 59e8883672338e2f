/**
 * Shapes that people write down for people: annotations (`x: Float[Tensor, "batch time 32"]`, `x: tf.Tensor3D`) and comments
 * (`x = load()  # (B, T, 64)`). They tell what is not known of a value; what is known better stays as it is.
 *
 * Sources: https://docs.kidger.site/jaxtyping/api/array/, https://github.com/patrick-kidger/torchtyping,
 * https://docs.python.org/3/library/typing.html#typing.Annotated.
 */
import { frameworkAmong } from '../frameworks/index.ts';
import { profileOf } from '../profiles/index.ts';
import {
  compare,
  type Dim,
  isUnknown,
  parseDim,
  type Shape,
  substitute,
  unknownDim,
} from '../shapes/index.ts';
import type { Expr, IndexExpr, Parameter, Span } from '../syntax/tree.ts';
import {
  asDim,
  type FrameworkName,
  joinShapes,
  type NativeClass,
  sameValueWith,
  shapeOf,
  type TensorRole,
  tensor,
  type Value,
} from '../values/index.ts';
import { find } from './attributes.ts';
import { evaluate } from './expressions.ts';
import { at, type Frame } from './frame.ts';
import { isRecording, type Machine } from './machine.ts';
import { named } from './named-sizes.ts';
import { lookup } from './scope.ts';
import { commentBehind, commentOnParameter, type ShapeComment } from './shape-comments.ts';

/** The origin of a size that only a comment states. */
const COMMENTED = 'stated by this comment';

interface Stated {
  readonly framework: FrameworkName;
  /** undefined: a tensor of any shape. */
  readonly shape: Shape | undefined;
}

/** The value, or where it is not known the tensor of the shape that the comment behind its assignment states. */
export function commented(m: Machine, frame: Frame, statement: Span, name: string, value: Value): Value {
  if (isShapeKnown(value) || !m.takesHints) return value;
  const source = m.project.source(frame.file);
  const comment = source && commentBehind(source.module, source.text, statement, name);
  return comment ? withComment(m, frame, comment, value) : value;
}

/** The same of a parameter. */
export function commentedParameter(m: Machine, frame: Frame, parameter: Parameter, value: Value): Value {
  if (isShapeKnown(value) || !frame.function || !m.takesHints) return value;
  const source = m.project.source(frame.file);
  const comment = source && commentOnParameter(source.module, source.text, frame.function, parameter);
  return comment ? withComment(m, frame, comment, value) : value;
}

function withComment(m: Machine, frame: Frame, { start, end, sizes }: ShapeComment, value: Value): Value {
  const framework = value.kind === 'tensor' ? value.framework : frameworkIn(m, frame);
  if (!framework) return value;
  const origin = { ...at(frame, { start, end }), what: COMMENTED };
  const said = sizes.map(text => ({ ...commentedSize(m, frame, text), origins: [origin] }));
  const shape = completed(value, said);
  if (!shape) return value;
  m.usesHints = true;
  return withShape(m, value, { framework, shape }, { role: 'comment', site: at(frame, { start, end }) });
}

/** How the code asks a tensor for its shape. */
export interface Asked {
  readonly by: 'shape' | 'size';
  /** How many axes it must have for that; undefined: any number. */
  readonly axes: number | undefined;
  readonly site: Span;
}

/**
 * A parameter of which nothing is known, whose shape the code asks for: `B, T, F = x.shape`, `assert x.shape == (B, T, 64)`, `x.size(0)`. It is taken for a
 * tensor of the framework that the file imports: a hint, since it may be another's.
 */
export function askedAsTensor(
  m: Machine,
  frame: Frame,
  value: Value,
  { by, axes, site }: Asked,
): Value | undefined {
  if (value.kind !== 'unknown' || !value.symbol || !m.takesHints) return undefined;
  const framework = frameworkIn(m, frame);
  const isOne = by === 'size' ? framework === 'torch' : axes !== undefined && axes >= FEWEST_AXES;
  if (!framework || !isOne || (axes ?? 0) > MOST_AXES) return undefined;
  return asTensorOf(m, frame, framework, value, site);
}

/** What a layer of a framework is given that takes nothing but a tensor: a parameter of which nothing is known is one, a hint as well. */
export function givenAsTensor(
  m: Machine,
  frame: Frame,
  value: Value,
  { framework, site }: { readonly framework: FrameworkName; readonly site: Span },
): Value | undefined {
  if (value.kind !== 'unknown' || !value.symbol || !m.takesHints) return undefined;
  return asTensorOf(m, frame, framework, value, site);
}

function asTensorOf(m: Machine, frame: Frame, framework: FrameworkName, value: Value, site: Span): Value {
  m.usesHints = true;
  const made = withShape(
    m,
    value,
    { framework, shape: undefined },
    { role: 'parameter', site: at(frame, site) },
  );
  const symbol = value.kind === 'unknown' ? value.symbol : undefined;
  const origin = symbol?.origin;
  // It was that from the beginning.
  const isOwn = origin?.file === frame.file && origin.what.startsWith('parameter');
  if (!symbol || !origin || !isOwn || made.kind !== 'tensor' || !isRecording(m)) return made;
  const place = { start: origin.start, end: origin.start + symbol.name.length };
  m.recorder.observe(frame.file, place.start, place.end, made);
  const fact = { name: symbol.name, ...place, tensor: made, scope: frame.qualifiedName };
  m.recorder.assigned(frame.file, fact, true);
  return made;
}

/** Tables have two. */
const FEWEST_AXES = 3;
const MOST_AXES = 8;

function frameworkIn(m: Machine, frame: Frame): FrameworkName | undefined {
  return m.project.ask(frame.file, 'framework', source =>
    frameworkAmong(
      (source?.module.body ?? []).flatMap(s =>
        s.kind === 'import' && s.level === 0 ? [s.module, s.module.split('.')[0] ?? ''] : [],
      ),
    ),
  );
}

/** Names are variables of the code where it has them: `# (B, T, H)` below `B, T = x.shape`. */
function commentedSize(m: Machine, frame: Frame, text: string): Dim {
  const dim = parseDim(text);
  if (!dim) return unknownDim();
  return substitute(dim, name => {
    const variable = lookup(frame.scope, name);
    return (variable && asDim(variable)) ?? named(m, frame, name);
  });
}

/** The value, or where it is not known the tensor that its annotation says it is. */
export function annotated(m: Machine, frame: Frame, annotation: Expr | null, value: Value): Value {
  if (!annotation || isShapeKnown(value)) return value;
  const stated = statedBy(m, frame, annotation);
  if (!stated || (value.kind === 'tensor' && !stated.shape)) return value;
  const shape = stated.shape && completed(value, stated.shape);
  if (stated.shape && !shape) return value;
  return withShape(m, value, { ...stated, shape }, { role: 'parameter', site: at(frame, annotation) });
}

function isShapeKnown(value: Value): boolean {
  if (value.kind !== 'tensor') return value.kind !== 'unknown';
  return shapeOf(value)?.every(dim => !isUnknown(dim)) ?? false;
}

/** What is said of a value, where not all of its shape is known; undefined where it does not go with what is. */
function completed(value: Value, said: Shape): Shape | undefined {
  const known = value.kind === 'tensor' ? shapeOf(value) : undefined;
  if (!known) return said;
  if (known.length !== said.length) return undefined;
  const shape = said.map((dim, axis) => {
    const own = known[axis];
    return own && !isUnknown(own) ? own : dim;
  });
  return shape.some((dim, axis) => compare(dim, said[axis] ?? dim) === 'different') ? undefined : shape;
}

function withShape(
  m: Machine,
  value: Value,
  { framework, shape }: Stated,
  source: { readonly role: TensorRole; readonly site: ReturnType<typeof at> },
): Value {
  if (value.kind === 'tensor') return sameValueWith(value, { id: m.host.nextId(), shape });
  const named = value.kind === 'unknown' && value.symbol ? `parameter ${value.symbol.name}` : 'an annotation';
  return tensor(m.host, { framework, shape, source: { operation: named, ...source } });
}

function statedBy(m: Machine, frame: Frame, annotation: Expr): Stated | undefined {
  if (annotation.kind === 'binary' && annotation.op === '|')
    return statedByEither(m, frame, annotation.left, annotation.right);
  if (annotation.kind === 'index') return statedByIndex(m, frame, annotation);
  if (annotation.kind !== 'name' && annotation.kind !== 'attribute') return undefined;
  const framework = tensorClass(m, frame, annotation);
  if (framework) return { framework, shape: undefined };
  return annotation.kind === 'attribute'
    ? statedByRank(m, frame, annotation.object, annotation.name)
    : undefined;
}

/** `Tensor | None` is a tensor where it is anything; of `Series | Tensor` and `ndarray | Tensor` it is not said which. */
function statedByEither(m: Machine, frame: Frame, left: Expr, right: Expr): Stated | undefined {
  if (left.kind === 'none') return statedBy(m, frame, right);
  const first = statedBy(m, frame, left);
  if (right.kind === 'none' || !first) return first;
  const second = statedBy(m, frame, right);
  if (first.framework !== second?.framework) return undefined;
  return { framework: first.framework, shape: joinShapes(first.shape, second.shape) };
}

/** `tf.Tensor3D` of TensorFlow.js. */
function statedByRank(m: Machine, frame: Frame, object: Expr, name: string): Stated | undefined {
  const rank = /^Tensor([1-6])D$/.exec(name)?.[1];
  const module = rank === undefined ? undefined : evaluate(m, frame, object);
  const base = module?.kind === 'module' ? find(m, module, 'Tensor', m.statement) : undefined;
  if (base?.kind !== 'native-class') return undefined;
  return { framework: base.framework, shape: Array.from({ length: Number(rank) }, () => unknownDim()) };
}

/** `Optional[X]`, `Float[Tensor, "b t 32"]`, `Annotated[Tensor, "b t 32"]`, `TensorType["b", "t", 32]`. */
function statedByIndex(m: Machine, frame: Frame, { object, indices }: IndexExpr): Stated | undefined {
  const name = object.kind === 'name' || object.kind === 'attribute' ? object.name : '';
  const parts = indices.filter((index): index is Expr => index.kind !== 'slice');
  const [first, second] = parts;
  if (name === 'Optional' && first) return statedBy(m, frame, first);
  if (name === 'TensorType') {
    const items = parts.flatMap(textOfPart);
    const shape = items.length === parts.length ? dimsOf(m, frame, items) : undefined;
    return shape && { framework: 'torch', shape };
  }
  if (!first || !second) return undefined;
  const texts = axesIn(name, parts.slice(1));
  const inner = texts && statedBy(m, frame, first);
  return inner && { ...inner, shape: dimsOf(m, frame, texts) ?? inner.shape };
}

/** How axes are written: `"b t 32"`; in `Annotated` also `(4, 'time', 32)`, and one after the other. */
function axesIn(name: string, [first, ...others]: readonly Expr[]): readonly string[] | undefined {
  if (first?.kind === 'string' && first.value !== undefined && others.length === 0)
    return first.value
      .trim()
      .replace(/^[[(](.*)[\])]$/, '$1')
      .split(/[\s,]+/);
  if (name !== 'Annotated' || !first) return undefined;
  const written = first.kind === 'tuple' || first.kind === 'list' ? first.items : [first, ...others];
  const texts = written.flatMap(part => (isAxis(part) ? textOfPart(part) : []));
  return texts.length === written.length ? texts : undefined;
}

/** A number, or one word. */
const isAxis = (part: Expr): boolean =>
  part.kind === 'number' || (part.kind === 'string' && /^\w+$/.test(part.value ?? ''));

function textOfPart(part: Expr): readonly string[] {
  if (part.kind === 'string' && part.value !== undefined) return [part.value];
  return part.kind === 'number' ? [String(part.value)] : [];
}

const TENSOR_CLASS = /(^|\.)(\w*Tensor|ndarray|Array|NDArray)$/;

function tensorClass(m: Machine, frame: Frame, e: Expr): FrameworkName | undefined {
  const value = evaluate(m, frame, e);
  return isTensorClass(value) ? value.framework : undefined;
}

function isTensorClass(value: Value): value is NativeClass {
  if (value.kind !== 'native-class') return false;
  return TENSOR_CLASS.test(value.qualified) || profileOf(value.framework).tensorClass === value.qualified;
}

/** jaxtyping's spelling of axes; undefined where it leaves the rank open. */
function dimsOf(m: Machine, frame: Frame, items: readonly string[]): Shape | undefined {
  const texts = items.filter(item => item !== '');
  if (texts.some(text => text === '...' || text.includes('*'))) return undefined;
  return texts.map(text => dimOf(m, frame, text.replace(/^\w+=/, '')));
}

function dimOf(m: Machine, frame: Frame, text: string): Dim {
  if (/^\d+$/.test(text)) return parseDim(text) ?? unknownDim();
  // `_` is any size, `#n` may be 1 as well, `?n` differs from leaf to leaf, `{n}` and the rest are computed.
  return /^[A-Za-z]\w*$/.test(text) ? named(m, frame, text) : unknownDim();
}
