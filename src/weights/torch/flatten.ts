/** The tensors in what was pickled, by their paths: 'model.lstm.weight_ih_l0'. */
import { malformed, tooLarge } from '../error.ts';
import { LIMITS } from '../limits.ts';
import { isDict, isList, isThing, type Pickled } from './pickle.ts';
import { PickledTensor } from './vocabulary.ts';

export function tensorsIn(value: Pickled): ReadonlyMap<string, PickledTensor> {
  const found = new Map<string, PickledTensor>();
  let seen = 0;
  const visit = (each: Pickled, path: readonly string[]): void => {
    if (++seen > LIMITS.objects) throw tooLarge(`it holds more than ${LIMITS.objects} objects`);
    // A container may hold itself.
    if (path.length > LIMITS.depth)
      throw malformed(`its containers are nested more than ${LIMITS.depth} deep`);
    if (isThing(each) && each.thing instanceof PickledTensor) {
      if (found.size >= LIMITS.tensors) throw tooLarge(`it holds more than ${LIMITS.tensors} tensors`);
      found.set(path.join('.'), each.thing);
    } else if (isDict(each)) {
      for (const [key, item] of each.entries) visit(item, [...path, keyText(key)]);
    } else if (isList(each)) {
      for (const [place, item] of each.items.entries()) visit(item, [...path, String(place)]);
    }
  };
  visit(value, []);
  return found;
}

function keyText(key: Pickled): string {
  return typeof key === 'string' || typeof key === 'number' || typeof key === 'bigint' ? String(key) : '?';
}
