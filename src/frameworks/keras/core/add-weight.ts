/** `add_weight` of layers of the user's: keras/src/layers/layer.py, and what it asks of a shape and an initializer. */
import { less, size, unknownDim } from '../../../shapes/index.ts';
import {
  refuseArgument,
  refuseMissing,
  refuseUnknown,
  type Scene,
  type WrongArgument,
} from '../../array/scene.ts';
import { isWrittenNone } from '../../kinds.ts';
import { weight } from '../../layer.ts';
import {
  type Argument,
  asBool,
  asString,
  type Call,
  type Host,
  itemsOf,
  nativeFunction,
  type Slot,
  type Value,
  type Weight,
} from '../../parts.ts';
import { INITIALIZER, isOther } from './argument-kinds.ts';
import { NO_DTYPE } from './common-kinds.ts';
import type { Flavour } from './flavour.ts';
import { namedArguments } from './inputs.ts';
import type { Instance } from './instance.ts';
import { noteAdded } from './lost-weights.ts';
import { sizeIn } from './options.ts';
import { weightTensor } from './tensors.ts';

/** The order of positional parameters changed with Keras 3. */
function parametersOf({ name }: Flavour): readonly string[] {
  if (name === 'keras3') return ['shape', 'initializer', 'dtype', 'trainable'];
  const first = ['name', 'shape', 'dtype', 'initializer'];
  return name === 'tfjs' ? [...first, 'regularizer', 'trainable'] : first;
}

/** Keras 2 takes a shape in the first place, as Keras 1 had it, and a text behind it for the name (`legacy_add_weight_support` of keras/legacy/interfaces.py). */
function inOrder({ name }: Flavour, call: Call): Call {
  const [first, second] = call.args;
  if (name !== 'keras2' || first?.name !== undefined || first?.value.kind !== 'list') return call;
  const isNamed = second?.name === undefined && second?.value.kind === 'string';
  const rest = call.args.slice(isNamed ? 2 : 1);
  const named = isNamed && second ? [{ ...second, name: 'name' }] : [];
  return { ...call, args: [{ ...first, name: 'shape' }, ...named, ...rest] };
}

/** What may stand by name in Keras 3. */
const KEYWORDS = new Set(
  'shape initializer dtype trainable autocast regularizer constraint aggregation overwrite_with_gradient layout name'.split(
    ' ',
  ),
);

export function addWeight(
  instance: Instance,
  { own, sure }: { readonly own: Slot<readonly Weight[]>; readonly sure: Slot<number> },
  attribute: string,
): Value | undefined {
  if (attribute !== 'add_weight' && attribute !== 'add_variable' && attribute !== 'addWeight')
    return undefined;
  return nativeFunction(`${instance.value.class.name}.add_weight`, asked => {
    const call = inOrder(instance.flavour, asked);
    const named = namedArguments(call, parametersOf(instance.flavour));
    const scene: Scene = {
      host: call.host,
      framework: instance.flavour.framework,
      operation: 'add_weight',
      site: call.site,
      layer: instance.value,
    };
    if (instance.flavour.namesWeights && !call.open && !named.has('name'))
      return refuseMissing(scene, 'name');
    if (lacksInitializer(instance, call, named)) return refuseMissing(scene, 'initializer');
    const isNew = instance.flavour.name === 'keras3' && !call.open;
    if (isNew && refusesKeyword(scene, call))
      return call.host.because({ missing: 'a weight', at: call.site });
    const wrong = isNew ? wrongArgument(call.host, named) : undefined;
    if (wrong) return refuseArgument(scene, wrong);
    const isMisplaced = named.get('name')?.value.kind === 'list';
    const shape = isMisplaced ? undefined : shapeOfWeight(named.get('shape'));
    const trainable = named.get('trainable');
    const label = named.get('name');
    const made = weight(
      (label && asString(label.value)) ?? `weight_${own.value.length}`,
      shape,
      [],
      undefined,
      trainable ? asBool(trainable.value) !== false : true,
    );
    if (own.value.length === 0) call.host.layerMade(instance.value);
    call.host.write(own, [...own.value, made]);
    call.host.write(sure, sure.value + 1);
    const facts = instance.value.layer?.built;
    // Those that are trained come first.
    const ordered = [...own.value.filter(w => w.trainable), ...own.value.filter(w => !w.trainable)];
    noteAdded(call.host, instance.value, own);
    if (facts) call.host.write(facts, { ...facts.value, weights: ordered });
    return weightTensor(call.host, instance.flavour.framework, instance.value, made, call.site);
  });
}

/** Keras 2.0 to 2.3 looks up None where no initializer is given, and finds none of that name. What stands behind the shape may be one. */
const lacksInitializer = (
  { flavour }: Instance,
  { open, args, host }: Call,
  named: ReadonlyMap<string, Argument>,
): boolean =>
  flavour.name === 'keras2' &&
  !open &&
  !named.has('initializer') &&
  args.filter(({ name }) => name === undefined).length < 3 &&
  host.version('keras').major === 2;

function shapeOfWeight(given: Argument | undefined): Weight['shape'] {
  if (!given || given.value.kind === 'none') return [];
  if (given.value.kind === 'number' && given.value.dim) return [given.value.dim];
  // A truth value is a number there.
  return itemsOf(given.value)?.map(item => sizeIn(item) ?? unknownDim());
}

function refusesKeyword(scene: Scene, { args }: Call): boolean {
  const wrong = args.find(({ name, isPossible }) => name !== undefined && !isPossible && !KEYWORDS.has(name));
  if (wrong) refuseUnknown(scene, wrong, [...KEYWORDS]);
  return wrong !== undefined;
}

function wrongArgument(host: Host, named: ReadonlyMap<string, Argument>): WrongArgument | undefined {
  const shape = named.get('shape');
  if (shape && isNoShape(host, shape))
    return {
      parameter: 'shape',
      aspect: 'value',
      allowed: 'a tuple of sizes that are all fixed, each at least 0',
      at: shape.at,
      says: holdsNone(shape.value)
        ? 'Shapes used to initialize variables must be fully-defined'
        : // Of a name in this place each version speaks otherwise.
          shape.value.kind === 'string'
          ? undefined
          : 'Cannot convert',
    };
  for (const [parameter, kind] of [['initializer', INITIALIZER] as const, ['dtype', NO_DTYPE] as const]) {
    const given = named.get(parameter);
    if (given && isOther(host, kind, given))
      return { parameter, aspect: 'value', allowed: kind.allowed, at: given.at, says: kind.says };
  }
  return undefined;
}

/** A size that Keras leaves open is None in a shape. */
const holdsNone = (value: Value): boolean => itemsOf(value)?.some(({ kind }) => kind === 'none') === true;

function isNoShape(host: Host, { value, at }: Argument): boolean {
  if (value.kind === 'number' || value.kind === 'string' || value.kind === 'bool')
    return value.kind !== 'number' || value.dim !== undefined || value.float !== undefined;
  const items = itemsOf(value) ?? [];
  return items.some(
    item =>
      item.kind === 'string' ||
      item.kind === 'list' ||
      (item.kind === 'none' && (!item.assumed || isWrittenNone(host, item, at))) ||
      (item.kind === 'number' &&
        (item.float !== undefined || (item.dim !== undefined && less(item.dim, size(0)) === true))),
  );
}
