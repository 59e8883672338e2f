/**
 * What is true of a layer from its constructor on and of which a program may have made something else: that its weights are trained, and that it is in
 * training. Such doubt stays for good, and a copy of a module begins with it.
 */
import { convertWeights, type MaybePrecision } from '../array/precision.ts';
import { attached, type Host, type NativeValue, type TensorValue, type Value } from '../parts.ts';
import { namedModules, nativeOf } from './tree.ts';

const either = (a: boolean, b: boolean): boolean => a || b;
const mayBeFrozen = attached<NativeValue | TensorValue, boolean>(false, either);
const mayEvaluate = attached<NativeValue, boolean>(false, either);

/** Something may have frozen this layer or this weight: of a layer's weight all of the layer. */
export function doubtTrained(host: Host, of: NativeValue | TensorValue): void {
  host.write(mayBeFrozen.place(of.kind === 'tensor' ? (of.weight?.layer ?? of) : of), true);
}

/** Code that is not known has it. */
export function doubtModule(host: Host, module: NativeValue): void {
  doubtTrained(host, module);
  host.write(mayEvaluate.place(module), true);
  convertWeights(host, module, undefined);
}

function nativesBelow(root: Value): readonly NativeValue[] {
  return namedModules(root).flatMap(([, module]) => nativeOf(module) ?? []);
}

/** As `doubtTrained`, of a module and all below it. */
export function doubtTrainedBelow(host: Host, root: Value): void {
  for (const native of nativesBelow(root)) doubtTrained(host, native);
  for (const [, module] of namedModules(root)) {
    if (module.kind !== 'object') continue;
    for (const value of module.attributes.value.values())
      if (value.kind === 'tensor') doubtTrained(host, value);
  }
}

/** `model.eval()`, of it and all below it. */
export function doubtTrainingBelow(host: Host, root: Value): void {
  for (const native of nativesBelow(root)) host.write(mayEvaluate.place(native), true);
}

/** `model.double()`, of it and all below it. */
export function convertBelow(host: Host, root: Value, to: MaybePrecision): void {
  for (const native of nativesBelow(root)) convertWeights(host, native, to);
}

export function doubtModulesBelow(host: Host, root: Value): void {
  convertBelow(host, root, undefined);
  doubtTrainedBelow(host, root);
  doubtTrainingBelow(host, root);
}

export const isSurelyInTraining = (layer: NativeValue): boolean => !mayEvaluate.of(layer);

export function isSurelyTrained(tensor: TensorValue): boolean {
  const { source, weight } = tensor;
  const isTrainable =
    weight?.layer.layer?.built.value.weights?.find(({ name }) => name === weight.name)?.trainable ?? true;
  return (
    source.role === 'weight' &&
    isTrainable &&
    !mayBeFrozen.of(tensor) &&
    !(weight && mayBeFrozen.of(weight.layer))
  );
}
