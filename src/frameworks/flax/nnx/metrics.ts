/** Metrics are counted, and give a number each. https://flax.readthedocs.io/en/latest/api_reference/flax.nnx/training/metrics.html */
import { opaqueClass } from '../../array/opaque.ts';
import { result } from '../../array/scene.ts';
import {
  type Call,
  dict,
  type ModuleValue,
  moduleOf,
  type NativeClass,
  NONE,
  nativeFunction,
  type Value,
} from '../../parts.ts';

const number = ({ host, site }: Call): Value =>
  result({ host, framework: 'flax', operation: 'compute', site }, [], { dtype: 'float' });

/** A class of metrics; `compute` gives what it says of the arguments that the metric was made with. */
const metric = (name: string, compute: (made: Call, used: Call) => Value): NativeClass =>
  opaqueClass({
    qualified: `flax.nnx.${name}`,
    framework: 'flax',
    behave: made => ({
      attribute: (_host, attribute) => {
        if (attribute === 'update' || attribute === 'reset') return nativeFunction(attribute, () => NONE);
        return attribute === 'compute' ? nativeFunction(attribute, used => compute(made, used)) : undefined;
      },
    }),
  });

/** One number by the name of each metric, where all of them are of the plain ones. */
function numbersByName({ args, open }: Call, used: Call): Value {
  const unknown = used.host.unknown('what a metric gives', used.site);
  if (open) return unknown;
  const isPlain = (value: Value): boolean => value.kind === 'native' && PLAIN.has(value.class.name);
  return dict(
    args.flatMap(({ name, value }) =>
      name === undefined ? [] : [[name, isPlain(value) ? number(used) : unknown] as const],
    ),
  );
}

const PLAIN: ReadonlySet<string> = new Set(['Average', 'Accuracy']);

const NUMBERS: Readonly<Record<string, NativeClass>> = Object.fromEntries(
  [...PLAIN].map(name => [name, metric(name, (_made, used) => number(used))]),
);

export const METRICS: Readonly<Record<string, Value>> = {
  ...NUMBERS,
  MultiMetric: metric('MultiMetric', numbersByName),
};

export const metrics: ModuleValue = moduleOf('flax.nnx.metrics', METRICS);
