/** `Model` itself: functional where it is given inputs and outputs, else the base of the user's own models. */
import { refuseArgument } from '../../array/scene.ts';
import {
  type Call,
  type Extension,
  itemsOf,
  list,
  type NativeClass,
  type NativeValue,
  type ObjectValue,
  shapeOf,
  tensor,
  type Value,
} from '../../parts.ts';
import { noteRun } from '../../runs.ts';
import { methodsOfClass } from '../core/class-methods.ts';
import type { Flavour } from '../core/flavour.ts';
import { heldLayers, heldRows, holdsAnyNumber } from '../core/held-layers.ts';
import { isOfEveryModel, isOfItems } from '../core/known-names.ts';
import { qualifiedName } from '../core/layer-class.ts';
import { autoName } from '../core/names.ts';
import { none } from '../core/none.ts';
import type { ModelEnds } from '../core/registry.ts';
import { isFeeding } from '../core/training-run.ts';
import { ownMethod, runUserLayer, userLayer } from '../core/user-layer.ts';
import { wrongEnds, wrongOldEnds } from './ends.ts';
import { makeFunctional } from './functional.ts';
import { givenName, makeModel } from './model.ts';
import { keepOwner } from './owners.ts';
import { makeSequential } from './sequential.ts';
import { refusesSequential } from './sequential-arguments.ts';

export function modelClass(flavour: Flavour): NativeClass {
  const type: NativeClass = {
    kind: 'native-class',
    role: 'model',
    name: 'Model',
    qualified: `${flavour.root}.Model`,
    framework: flavour.framework,
    ancestors: [qualifiedName(flavour, 'Layer')],
    construct: call => construct(call, flavour, type),
    member: methodsOfClass(flavour, 'Model'),
  };
  const initialise = (call: Call, self: ObjectValue) =>
    self.base.value ?? owned(functional(call, flavour, type) ?? subclassed(call, flavour, type, self), self);
  return {
    ...type,
    extend: { ...extension(flavour), initialise, inherited: isOfEveryModel, lacks: isOfItems },
  };
}

function owned(model: NativeValue, self: ObjectValue): NativeValue {
  keepOwner(model, self);
  return model;
}

function extension(flavour: Flavour): Extension {
  return {
    ...userLayer(flavour, () => undefined),
    // What makes a model keeps no arguments.
    constructing: (_host, _self, run) => run(),
    invoke: (call, self) => noteRun(call, self.base.value, runUserLayer(flavour, call, self)),
  };
}

export function sequentialClass(flavour: Flavour): NativeClass {
  const type: NativeClass = {
    kind: 'native-class',
    role: 'model',
    name: 'Sequential',
    qualified: `${flavour.root}.Sequential`,
    framework: flavour.framework,
    ancestors: [`${flavour.root}.Model`, qualifiedName(flavour, 'Layer')],
    construct: call =>
      refusesSequential(call, flavour)
        ? call.host.because({ missing: 'a model that is refused', at: call.site })
        : makeSequential(call, flavour, type).value,
    member: methodsOfClass(flavour, 'Sequential'),
  };
  const initialise = (call: Call, self: ObjectValue) =>
    self.base.value ?? owned(makeSequential(call, flavour, type).value, self);
  return { ...type, extend: { ...extension(flavour), initialise } };
}

function construct(call: Call, flavour: Flavour, type: NativeClass): Value {
  const ends = endsOf(call, flavour);
  const wrong = flavour.name === 'keras3' ? wrongEnds(call, ends) : wrongOldEnds(call, flavour, ends);
  if (wrong) {
    const scene = { host: call.host, framework: flavour.framework, operation: 'Model', site: call.site };
    return refuseArgument(scene, wrong);
  }
  return (
    functional(call, flavour, type) ?? call.host.unknown('a model without inputs and outputs', call.site)
  );
}

function functional(call: Call, flavour: Flavour, type: NativeClass): NativeValue | undefined {
  const ends = endsOf(call, flavour);
  return ends && makeFunctional(call, flavour, type, ends)?.value;
}

/** Positional or by name; `input` and `output` in Keras 1; an object in TensorFlow.js. */
function endsOf(call: Call, flavour: Flavour): ModelEnds | undefined {
  const [first] = call.args;
  if (flavour.options && first?.value.kind === 'dict') {
    const { known } = first.value.entries.value;
    const [input, output] = [known.get('inputs'), known.get('outputs')];
    return input && output && { input, output };
  }
  const positional = call.args.filter(argument => argument.name === undefined);
  const named = (names: readonly string[]) =>
    call.args.find(argument => argument.name !== undefined && names.includes(argument.name))?.value;
  const input = named(['inputs', 'input']) ?? positional[0]?.value;
  const output = named(['outputs', 'output']) ?? positional[1]?.value;
  return input && output && { input, output };
}

/** Before TensorFlow 2 `fit` and its like run `call` on symbolic tensors of any number of rows: keras 2.2 engine/training.py `_set_inputs`. */
function runOnPlaceholders(flavour: Flavour, { host, site, args }: Call, method: Value): Value {
  const placeholder = (value: Value): Value => {
    if (value.kind === 'list') return list((itemsOf(value) ?? []).map(placeholder));
    if (value.kind !== 'tensor') return value;
    const shape = shapeOf(value);
    return tensor(host, {
      framework: flavour.framework,
      shape: shape && [none(host, 'batch', site), ...shape.slice(1)],
      dtype: 'float',
      graph: true,
      source: { operation: 'data', site, role: 'input', parents: [value] },
    });
  };
  const given = args.slice(0, 1).map(argument => ({ ...argument, value: placeholder(argument.value) }));
  return host.call(method, given, site);
}

/** The state behind a model of the user's: its layers are those that its attributes hold. */
function subclassed(call: Call, flavour: Flavour, type: NativeClass, self: ObjectValue): NativeValue {
  const name = givenName(call) ?? autoName(call.host, flavour, self.class.name);
  return makeModel(
    { host: call.host, site: self.site },
    {
      class: { ...type, name: self.class.name },
      flavour,
      name,
      kind: 'subclass',
      layers: () => heldLayers(self),
      chosen: () => heldRows(self),
      // Inputs and outputs that are not known may make a graph of it.
      hasAnyNumber: () => holdsAnyNumber(self) || heldRows(self).some(({ instead }) => instead),
      isClosed: () =>
        !call.open &&
        call.args.every(({ name: argument }) => argument === 'name') &&
        heldRows(self).every(({ instead }) => !instead) &&
        !holdsAnyNumber(self),
      ends: () => undefined,
      methods: {},
      ownStep: (host, site) => ownMethod(host, self, 'train_step', site),
      run: (_core, use) => {
        const method = ownMethod(use.host, self, 'call', use.site);
        if (!method) return use.host.unknown('the result of a model', use.site);
        const isDescribed = isFeeding(use.host) && !flavour.eager && !flavour.options;
        const result = isDescribed
          ? runOnPlaceholders(flavour, use, method)
          : runUserLayer(flavour, use, self);
        return noteRun(use, self.base.value, result);
      },
    },
  ).value;
}
