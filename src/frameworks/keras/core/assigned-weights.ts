/**
 * Old Keras counts those weights of a user's layer that its `build` lists: `self.trainable_weights = [self.W, self.b]`.
 * https://github.com/keras-team/keras/blob/2.2.4/keras/engine/base_layer.py (`trainable_weights.setter`)
 */
import { weight } from '../../layer.ts';

import { type Host, itemsOf, type ObjectValue, shapeOf, type Value, type Weight } from '../../parts.ts';
import { hasLostWeights, loseWeights } from './lost-weights.ts';

const LISTS: Readonly<Record<string, boolean>> = {
  trainable_weights: true,
  _trainable_weights: true,
  non_trainable_weights: false,
  _non_trainable_weights: false,
};

/** Takes the lists that the layer has been given for its weights; of a later version it is not known which variables count. */
export function takeAssignedWeights(host: Host, self: ObjectValue, isOld: boolean): void {
  const built = self.base.value?.layer?.built;
  if (built && self.base.value && hasLostWeights(self.base.value)) {
    host.write(built, { ...built.value, weights: undefined });
    return;
  }
  if (!isOld) {
    if (built?.value.weights && holdsVariables(self)) {
      host.write(built, { ...built.value, weights: undefined });
      if (self.base.value) loseWeights(host, self.base.value);
    }
    return;
  }
  const given = Object.entries(LISTS).flatMap(([name, trainable]) => {
    const list = self.attributes.value.get(name);
    return list ? [{ list, trainable }] : [];
  });
  if (!built || given.length === 0) return;
  const lists = given.map(({ list, trainable }) =>
    itemsOf(list)?.map(item => asWeight(self, item, trainable)),
  );
  const weights = lists.every(list => list !== undefined) ? lists.flat() : undefined;
  host.write(built, { ...built.value, weights });
}

const holdsVariables = ({ attributes }: ObjectValue): boolean =>
  [...attributes.value.values()].some(
    value => value.kind === 'tensor' && /\bvariable$/i.test(value.source.operation),
  );

/** Called what the layer's attribute is called. */
function asWeight({ attributes }: ObjectValue, value: Value, trainable: boolean): Weight {
  const name = [...attributes.value].find(([, held]) => held === value)?.[0];
  return weight(
    name ?? 'weight',
    value.kind === 'tensor' ? shapeOf(value) : undefined,
    [],
    undefined,
    trainable,
  );
}
