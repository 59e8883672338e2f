/**
 * Whether a weight surely is trained. Weights are, from the constructor on; what may have frozen them (an assignment to `requires_grad`, code that is
 * not known) makes that uncertain for good, since a copy of a module is taken for the module itself.
 */
import { attached, type Host, type NativeValue, type TensorValue, type Value } from '../parts.ts';
import { namedModules, nativeOf } from './tree.ts';

const mayBeFrozen = attached<NativeValue | TensorValue, boolean>('frozen', false, (a, b) => a || b);

/** Something may have frozen this layer or this weight: of a layer's weight all of the layer. */
export function doubtTraining(host: Host, of: NativeValue | TensorValue): void {
  host.write(mayBeFrozen(of.kind === 'tensor' ? (of.weight?.layer ?? of) : of), true);
}

/** As `doubtTraining`, of a module and all below it. */
export function doubtTrainingBelow(host: Host, root: Value): void {
  for (const [, module] of namedModules(root)) {
    const native = nativeOf(module);
    if (native) doubtTraining(host, native);
    if (module.kind !== 'object') continue;
    for (const value of module.attributes.value.values())
      if (value.kind === 'tensor') doubtTraining(host, value);
  }
}

export function isSurelyTrained(tensor: TensorValue): boolean {
  const { source, weight } = tensor;
  const isTrainable =
    weight?.layer.layer?.built.value.weights?.find(({ name }) => name === weight.name)?.trainable ?? true;
  return (
    source.role === 'weight' &&
    isTrainable &&
    !mayBeFrozen(tensor).value &&
    !(weight && mayBeFrozen(weight.layer).value)
  );
}
