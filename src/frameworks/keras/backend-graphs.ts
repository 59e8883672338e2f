/**
 * What `keras.backend` has to make graphs and to run them: `placeholder`, `function`, and `rnn`, which runs a step over a sequence.
 * https://github.com/tensorflow/tensorflow/blob/v1.15.5/tensorflow/python/keras/backend.py
 */
import type { Shape } from '../../shapes/index.ts';
import { refused, result, type Scene } from '../array/scene.ts';
import {
  type Bound,
  bind,
  type Call,
  itemsOf,
  list,
  listOf,
  type NativeFunction,
  nativeFunction,
  shapeOf,
  signature,
  tensor,
  tuple,
  type Value,
} from '../parts.ts';
import { shapeFrom } from './core/declared.ts';
import type { Flavour } from './core/flavour.ts';
import { replay, tensorsIn } from './core/graph.ts';
import { shapeOfData } from './models/data.ts';

type Run = (scene: Scene, bound: Bound, call: Call) => Value | undefined;

const defined =
  (flavour: Flavour) =>
  (name: string, text: string, run: Run): NativeFunction => {
    const wanted = signature(text);
    return nativeFunction(`keras.backend.${name}`, call => {
      const { host, site } = call;
      const scene: Scene = { host, framework: flavour.framework, operation: name, site };
      const bound = bind(call, wanted, name, flavour.framework);
      if (bound.refused) return refused(scene);
      return run(scene, bound, call) ?? host.unknown(`what \`${name}\` gives`, site);
    });
  };

/** None is a size that each run decides. */
const placeholder =
  (flavour: Flavour): Run =>
  ({ host, site }, bound) => {
    const given = bound.given('shape');
    return tensor(host, {
      framework: flavour.framework,
      shape: given && shapeFrom(host, given, 'placeholder', []),
      dtype: undefined,
      graph: true,
      source: { operation: 'placeholder', site, role: 'input' },
    });
  };

/** `function([inputs], [outputs])`: arrays for the inputs give arrays. */
const runner =
  (flavour: Flavour): Run =>
  ({ site }, { value }) => {
    const [inputs, outputs] = [itemsOf(value('inputs')), value('outputs')];
    if (!inputs || tensorsIn(outputs).length === 0) return undefined;
    return nativeFunction('keras.backend.function', use => {
      const given = use.args[0] && itemsOf(use.args[0].value);
      if (given?.length !== inputs.length)
        return use.host.unknown('what a function of the backend gives', use.site);
      // What is no tensor says how it is run (`learning_phase`).
      const pairs = inputs.flatMap((input, i) => {
        const one = given[i];
        return input.kind === 'tensor' && one ? [[input, one] as const] : [];
      });
      const arrays = pairs.map(([, one]) =>
        tensor(use.host, {
          framework: flavour.framework,
          shape: shapeOfData(one),
          dtype: one.kind === 'tensor' ? one.dtype : undefined,
          source: { operation: 'data', site, role: 'data', parents: one.kind === 'tensor' ? [one] : [] },
        }),
      );
      const made = replay(
        use.host,
        pairs.map(([input]) => input),
        outputs,
        arrays,
        use.site,
      );
      return asArrays(use, made);
    });
  };

/** The same as arrays of NumPy. */
function asArrays(call: Call, value: Value): Value {
  const items = itemsOf(value);
  if (items && value.kind === 'list')
    return listOf({ known: items.map(item => asArrays(call, item)) }, value.flavour);
  if (value.kind !== 'tensor') return value;
  return tensor(call.host, {
    framework: 'numpy',
    shape: shapeOf(value),
    dtype: value.dtype,
    source: { ...value.source, parents: [value] },
  });
}

/** `rnn(step, inputs, states)`: the last output, all of them, and the last states. */
const overSteps: Run = (scene, { value, at }) => {
  const { host, site } = scene;
  const inputs = value('inputs');
  const shape = inputs.kind === 'tensor' ? shapeOf(inputs) : undefined;
  const states = itemsOf(value('initial_states')) ?? host.items(value('initial_states'));
  const constants = value('constants').kind === 'none' ? [] : itemsOf(value('constants'));
  if (inputs.kind !== 'tensor' || !shape || !states || !constants) return undefined;
  const [batch, steps, ...features] = shape;
  if (!batch || !steps) return undefined;
  const graph = inputs.graph === true;
  const input = tensor(host, {
    framework: inputs.framework,
    shape: [batch, ...features],
    dtype: inputs.dtype,
    graph,
    source: { operation: 'rnn', site, role: 'data', parents: [inputs] },
  });
  const step = [input, list([...states, ...constants])];
  const made = host.call(
    value('step_function'),
    step.map(one => ({ name: undefined, value: one, at: at('step_function') })),
    site,
  );
  const [output, next] = itemsOf(made) ?? [];
  if (output?.kind !== 'tensor' || !next) return undefined;
  const last = shapeOf(output);
  const all: Shape | undefined = last && [batch, steps, ...last.slice(1)];
  const sequence = result(scene, all, { parents: [inputs], dtype: output.dtype, role: 'sequence' });
  return tuple([output, sequence.kind === 'tensor' ? { ...sequence, graph } : sequence, next]);
};

/** Members of `keras.backend` before Keras 3. */
export function graphFunctions(flavour: Flavour): Record<string, Value> {
  const define = defined(flavour);
  return {
    placeholder: define(
      'placeholder',
      'shape=None, ndim=None, dtype=None, sparse=False, name=None, ragged=False',
      placeholder(flavour),
    ),
    function: define('function', 'inputs, outputs, updates=None, name=None, **kwargs', runner(flavour)),
    rnn: define(
      'rnn',
      'step_function, inputs, initial_states, go_backwards=False, mask=None, constants=None, unroll=False, input_length=None, time_major=False, zero_output_for_mask=False, return_all_outputs=True',
      overSteps,
    ),
  };
}
