/**
 * The package `keras`. Of `keras.backend` it has had a few members since Keras 3; the functions of tensors are left in `tensorflow.keras` alone
 * (keras/api/backend/__init__.py, keras/api/_tf_keras/keras/backend/__init__.py).
 */
import { type ModuleValue, moduleOf, type Value } from '../parts.ts';
import { backendMembers } from './backend.ts';
import type { Flavour } from './core/flavour.ts';
import { missingMember } from './missing-member.ts';
import { kerasModule } from './module.ts';

/** Recorded of Keras 3.15. */
const KEPT = new Set(
  `backend clear_session epsilon floatx get_uid image_data_format is_float_dtype is_int_dtype is_keras_tensor result_type set_epsilon set_floatx
  set_image_data_format standardize_dtype`.split(/\s+/),
);

/** Those that `keras.ops` has by the same name, with the same meaning. */
const IN_OPS = new Set(
  `abs exp log sqrt square tanh sigmoid sin cos round sign relu softmax cumsum cumprod sum mean max min prod std var logsumexp any all argmax argmin
  maximum minimum equal not_equal less less_equal greater greater_equal clip cast dot zeros ones zeros_like ones_like eye arange expand_dims squeeze
  reshape transpose tile concatenate stack one_hot shape stop_gradient`.split(/\s+/),
);

const PACKAGES = new Map<Flavour, ModuleValue>();

export function kerasPackage(flavour: Flavour): ModuleValue {
  if (flavour.name !== 'keras3') return kerasModule(flavour);
  const known = PACKAGES.get(flavour);
  if (known) return known;
  const whole = kerasModule(flavour);
  const backend = moduleOf('keras.backend', keptMembers(flavour));
  const made: ModuleValue = {
    ...whole,
    member: (host, name) => (name === 'backend' ? backend : name === 'api' ? made : whole.member(host, name)),
  };
  PACKAGES.set(flavour, made);
  return made;
}

const keptMembers = (flavour: Flavour): Record<string, Value | (() => Value)> =>
  Object.fromEntries(
    Object.entries(backendMembers(flavour)).map(([name, value]) => [
      name,
      KEPT.has(name)
        ? value
        : missingMember(
            flavour,
            'backend',
            name,
            IN_OPS.has(name) ? `Write \`keras.ops.${name}\` instead` : undefined,
          ),
    ]),
  );
