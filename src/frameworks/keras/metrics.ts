/** `keras.metrics`: means over what they are given, and the functions of losses that stand here too. https://keras.io/api/metrics/ */
import { opaqueClass } from '../array/opaque.ts';
import { result, scenesOf } from '../array/scene.ts';
import { type Call, type ModuleValue, NONE, nativeFunction, type Value } from '../parts.ts';
import type { Flavour } from './core/flavour.ts';
import { lossFunction } from './loss-functions.ts';

/** What has one number as its result, whatever it is given. */
const SCALARS = new Set(
  `Mean Sum Accuracy BinaryAccuracy CategoricalAccuracy SparseCategoricalAccuracy TopKCategoricalAccuracy SparseTopKCategoricalAccuracy AUC
  MeanSquaredError RootMeanSquaredError MeanAbsoluteError MeanAbsolutePercentageError MeanSquaredLogarithmicError CosineSimilarity LogCoshError
  BinaryCrossentropy CategoricalCrossentropy SparseCategoricalCrossentropy KLDivergence Poisson Hinge SquaredHinge CategoricalHinge
  MeanIoU`.split(/\s+/),
);

/** Arguments of a metric with which it has one number for each of several things, or changes what its result is. */
const SEVERAL = ['multi_label', 'thresholds'];

/** Functions of `keras.losses`. */
const LOSSES = new Set(
  `mse MSE mae MAE mape MAPE msle MSLE kld KLD mean_squared_error mean_absolute_error mean_absolute_percentage_error mean_squared_logarithmic_error
  hinge squared_hinge categorical_hinge kl_divergence poisson binary_crossentropy categorical_crossentropy sparse_categorical_crossentropy`.split(
    /\s+/,
  ),
);

export function metricsModule(flavour: Flavour): ModuleValue {
  const known = new Map<string, Value>();
  return {
    kind: 'module',
    name: 'keras.metrics',
    member: (_host, name) => {
      const made =
        known.get(name) ??
        (LOSSES.has(name) ? lossFunction(flavour, name) : /^[A-Z]/.test(name) ? metric(name) : undefined);
      if (made) known.set(name, made);
      return made;
    },
  };
}

function metric(name: string): Value {
  const qualified = `keras.metrics.${name}`;
  if (!SCALARS.has(name)) return opaqueClass({ qualified, framework: 'keras' });
  const number = (call: Call): Value => result(scenesOf('keras')(call, name), [], { dtype: 'float' });
  return opaqueClass({
    qualified,
    framework: 'keras',
    behave: made =>
      made.open || made.args.some(given => SEVERAL.includes(given.name ?? ''))
        ? {}
        : {
            invoke: number,
            attribute: (_host, member) =>
              member === 'result'
                ? nativeFunction(`${name}.result`, number)
                : /^(reset_states?)$/.test(member)
                  ? nativeFunction(`${name}.${member}`, () => NONE)
                  : undefined,
          },
  });
}
