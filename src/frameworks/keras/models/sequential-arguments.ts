/** What Keras 3 says of the arguments of `Sequential(...)`. https://keras.io/api/models/sequential/ */
import { refuseArgument } from '../../array/scene.ts';
import { bind, type Call, signature, type Value } from '../../parts.ts';
import { isOther, TRAINABLE } from '../core/argument-kinds.ts';
import { isNoScalar, NO_NAME } from '../core/common-kinds.ts';
import type { Flavour } from '../core/flavour.ts';

/** As Keras 3 has it; the names that it gives are checked as those of layers are. */
const SEQUENTIAL = signature('layers=None, trainable=True, name=None');

/** Whether the constructor is refused, which has then been stated. */
export function refusesSequential(call: Call, flavour: Flavour): boolean {
  if (flavour.name !== 'keras3') return false;
  const bound = bind(call, SEQUENTIAL, 'Sequential', flavour.framework);
  if (bound.refused) return true;
  const scene = { host: call.host, framework: flavour.framework, operation: 'Sequential', site: call.site };
  const kinds = [['trainable', TRAINABLE] as const, ['name', NO_NAME] as const];
  const wrong = kinds.find(([name, kind]) => {
    const given = bound.given(name);
    return given !== undefined && isOther(call.host, kind, given);
  });
  const layers = bound.given('layers');
  if (wrong) {
    const [parameter, { allowed, says }] = wrong;
    refuseArgument(scene, { parameter, aspect: 'type', allowed, at: bound.at(parameter), says });
  } else if (layers && isNoList(layers.value))
    refuseArgument(scene, {
      parameter: 'layers',
      aspect: 'type',
      allowed: 'a list of layers',
      at: layers.at,
    });
  else return false;
  return true;
}

const isNoList = (value: Value): boolean =>
  (value.kind === 'number' && value.dim !== undefined) ||
  isNoScalar(value) ||
  (value.kind === 'native' && value.layer !== undefined);
