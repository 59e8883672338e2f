/** flax.linen: modules that get their weights when `init` runs them. https://flax.readthedocs.io/en/latest/api_reference/flax.linen/module.html */
import type { Dim } from '../../../shapes/index.ts';
import { refused } from '../../array/scene.ts';
import type { Dialect } from '../../modules/dialect.ts';
import { type LayerSpec, type Made, moduleLayer, type Use } from '../../modules/layer-class.ts';
import { itself, nothing } from '../../modules/methods.ts';
import type { Options } from '../../modules/options.ts';
import { asDim, asString, type Call, type NativeClass, SOME_STRING, type Value } from '../../parts.ts';
import { apply, bind, init, initWithOutput } from './binding.ts';
import { heldIn } from './held.ts';
import { madeBefore } from './made-before.ts';
import { enter, loseVariables, nameNew } from './scope.ts';
import { refuseUnbound } from './unbound.ts';

export const LINEN: Dialect = {
  framework: 'flax',
  path: 'flax.linen',
  base: 'Module',
  entry: '__call__',
  input: 'inputs',
  registers: [],
  forgets: ['parent'],
  methods: {
    init,
    lazy_init: init,
    init_with_output: initWithOutput,
    apply,
    bind,
    clone: itself,
    copy: itself,
    unbind: (_module, { host, site }) => host.unknown('an unbound module', site),
    tabulate: () => SOME_STRING,
    setup: nothing,
  },
};

/** The argument `name` of a module's constructor. */
export const nameArgument = ({ args }: Pick<Call, 'args'>): string | undefined => {
  const given = args.find(a => a.name === 'name');
  return given && asString(given.value);
};

/** A size as given: constructors of linen check nothing. */
export function sizeGiven(options: Options, name: string): Dim {
  const { bound, scene } = options;
  const dim = asDim(bound.value(name));
  return dim ? options.named(name, dim) : scene.host.freshSymbol(name, bound.at(name));
}

/** Whether a layer that runs has an argument that is no size, which has been stated. */
function hasWrongSize(options: Options, names: readonly string[] = []): boolean {
  for (const name of names) options.size(name);
  return options.isRefused;
}

export interface LinenSpec extends Omit<LayerSpec, 'make'> {
  /** Arguments that must be sizes when the layer runs. */
  readonly sizes?: readonly string[];
  /** States what the layer needs and the run that it is in does not have. */
  readonly lacks?: (use: Use) => Value | undefined;
  readonly make: (options: Options) => Omit<Made, 'call'> & { readonly run: (use: Use) => Value };
}

/** A layer: in its scope while it runs, and the same one when `apply` makes it anew. */
export function layerClass(spec: LinenSpec): NativeClass {
  const type = moduleLayer(LINEN, {
    ...spec,
    signature: `${spec.signature}, *, parent=None, name=None`,
    make: options => {
      const { run, ...made } = spec.make(options);
      return {
        ...made,
        call: use =>
          refuseUnbound(use, spec.name) ??
          enter(
            use.host,
            use.layer,
            () => heldIn(use.layer),
            () => {
              const output = hasWrongSize(options, spec.sizes)
                ? refused(use)
                : (spec.lacks?.(use) ?? run(use));
              // What is refused has made no weights, and what is asked of them next is no other mistake.
              if (output.kind === 'unknown') loseVariables(use.host);
              return output;
            },
          ),
      };
    },
  });
  return {
    ...type,
    construct: call => {
      const name = nameNew(call.host, spec.name, nameArgument(call));
      return madeBefore(call, name, () => type.construct(call));
    },
  };
}
