/** Calls of `compile`, `fit` and the like: their arguments by the names of Python, and what is said of those that they do not have. */
import { type Argument, bind, type Call, signature, type Value } from '../../parts.ts';
import type { FlavourName } from '../core/flavour.ts';
import { namedArguments } from '../core/inputs.ts';
import { snakeCase } from '../core/options.ts';
import type { ModelCore } from './model-core.ts';

export type Method = (core: ModelCore, call: Call) => Value;

export type Arguments = ReadonlyMap<string, Argument>;

const QUEUE = 'max_queue_size=10, workers=1, use_multiprocessing=False';
const FIT =
  'x=None, y=None, batch_size=None, epochs=1, verbose=1, callbacks=None, validation_split=0.0, validation_data=None, shuffle=True, class_weight=None, sample_weight=None, initial_epoch=0, steps_per_epoch=None, validation_steps=None';

/** As those before have them, by `inspect.signature`; Keras 2.0 to 2.3 have no more than these. A `**kwargs` of theirs takes `nb_epoch` alone. */
const OLD: Partial<Record<FlavourName, Partial<Record<MethodName, string>>>> = {
  keras2: {
    fit: `${FIT}, validation_freq=1, ${QUEUE}, nb_epoch=None`,
    evaluate: `x=None, y=None, batch_size=None, verbose=1, sample_weight=None, steps=None, callbacks=None, ${QUEUE}`,
    predict: `x, batch_size=None, verbose=0, steps=None, callbacks=None, ${QUEUE}`,
    predict_on_batch: 'x',
    train_on_batch: 'x, y, sample_weight=None, class_weight=None, reset_metrics=True',
    test_on_batch: 'x, y, sample_weight=None, reset_metrics=True',
  },
  tf1: {
    fit: `${FIT}, validation_freq=1, ${QUEUE}, nb_epoch=None`,
    evaluate: `x=None, y=None, batch_size=None, verbose=1, sample_weight=None, steps=None, callbacks=None, ${QUEUE}`,
    predict: `x, batch_size=None, verbose=0, steps=None, callbacks=None, ${QUEUE}`,
    predict_on_batch: 'x',
    train_on_batch: 'x, y=None, sample_weight=None, class_weight=None, reset_metrics=True',
    test_on_batch: 'x, y=None, sample_weight=None, reset_metrics=True',
  },
  tf_keras: {
    fit: `${FIT}, validation_batch_size=None, validation_freq=1, ${QUEUE}`,
    evaluate: `x=None, y=None, batch_size=None, verbose='auto', sample_weight=None, steps=None, callbacks=None, ${QUEUE}, return_dict=False, _use_cached_eval_dataset=False`,
    predict: `x, batch_size=None, verbose='auto', steps=None, callbacks=None, ${QUEUE}`,
    predict_on_batch: 'x',
    train_on_batch: 'x, y=None, sample_weight=None, class_weight=None, reset_metrics=True, return_dict=False',
    test_on_batch: 'x, y=None, sample_weight=None, reset_metrics=True, return_dict=False',
  },
};

/** As Keras 3 has them (keras/src/trainers/trainer.py, backend/tensorflow/trainer.py). */
const SIGNATURES = {
  compile:
    "optimizer='rmsprop', loss=None, loss_weights=None, metrics=None, weighted_metrics=None, run_eagerly=False, steps_per_execution=1, jit_compile='auto', auto_scale_loss=True",
  fit: "x=None, y=None, batch_size=None, epochs=1, verbose='auto', callbacks=None, validation_split=0.0, validation_data=None, shuffle=True, class_weight=None, sample_weight=None, initial_epoch=0, steps_per_epoch=None, validation_steps=None, validation_batch_size=None, validation_freq=1",
  evaluate:
    "x=None, y=None, batch_size=None, verbose='auto', sample_weight=None, steps=None, callbacks=None, return_dict=False, _use_cached_eval_dataset=False",
  predict: "x, batch_size=None, verbose='auto', steps=None, callbacks=None",
  predict_on_batch: 'x',
  train_on_batch: 'x, y=None, sample_weight=None, class_weight=None, return_dict=False',
  test_on_batch: 'x, y=None, sample_weight=None, return_dict=False',
};

export type MethodName = keyof typeof SIGNATURES;

/** Keras 1 and the first versions of TensorFlow 2 took other names. */
function isKnown({ flavour }: ModelCore, { host, open }: Call): boolean {
  const { major, minor } = host.version(flavour.name === 'keras2' ? 'keras' : 'tensorflow');
  return !open && !(flavour.name === 'keras2' ? major < 2 : major === 2 && minor < 2);
}

/** The arguments by their Python names; TensorFlow.js puts all but the arrays into an object. undefined: refused, which has been stated. */
export function argumentsOf(core: ModelCore, call: Call, name: MethodName): Arguments | undefined {
  const old = isKnown(core, call) ? OLD[core.flavour.name]?.[name] : undefined;
  const wanted = signature(old ?? SIGNATURES[name]);
  if (core.flavour.name === 'keras3' || old) {
    const bound = bind(call, wanted, name, core.flavour.framework);
    if (bound.refused) return undefined;
    return new Map(
      bound.names.flatMap(parameter => {
        const given = bound.given(parameter);
        return given ? [[parameter, given] as const] : [];
      }),
    );
  }
  const named = namedArguments(
    call,
    wanted.parameters.map(parameter => parameter.name),
  );
  const takesObject = core.flavour.options && !name.endsWith('_on_batch');
  const object = takesObject ? call.args.find(argument => argument.value.kind === 'dict') : undefined;
  if (object?.value.kind !== 'dict') return named;
  const options = [...object.value.entries.value.known].map(([key, value]): [string, Argument] => [
    snakeCase(String(key)),
    { name: String(key), value, at: object.at },
  ]);
  return new Map([...named, ...options]);
}
