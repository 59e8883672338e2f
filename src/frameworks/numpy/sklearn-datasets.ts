/**
 * `sklearn.datasets`: samples that are made up, whose sizes the call says, and the data sets that come with the package.
 * https://scikit-learn.org/stable/api/sklearn.datasets.html
 */
import { constantOf, type Dim, type Shape, size } from '../../shapes/index.ts';
import { instance, opaqueClass } from '../array/opaque.ts';
import {
  asDim,
  asString,
  type Call,
  type Dtype,
  nativeFunction,
  tensor,
  truth,
  tuple,
  type Value,
} from '../parts.ts';

/** What a call says of itself: an argument by its name or its place; undefined: it is not known. */
type Asked = (name: string, otherwise: number) => Dim | undefined;

interface Made {
  readonly x: readonly (Dim | undefined)[];
  readonly y: readonly (Dim | undefined)[];
  readonly y_type: Dtype;
}

interface Maker {
  /** In the order in which older versions take them by place. */
  readonly parameters: readonly string[];
  readonly make: (asked: Asked) => Made;
}

const labelled = (samples: Dim | undefined, features: Dim | undefined): Made => ({
  x: [samples, features],
  y: [samples],
  y_type: 'int',
});

const MAKERS: Readonly<Record<string, Maker>> = {
  make_regression: {
    parameters: ['n_samples', 'n_features', 'n_informative', 'n_targets'],
    make: asked => {
      const [samples, targets] = [asked('n_samples', 100), asked('n_targets', 1)];
      // A single target is a vector; of an unknown number of targets not even the rank is known.
      const count = targets && constantOf(targets);
      const y = count === undefined ? [undefined] : count === 1 ? [samples] : [samples, targets];
      return { x: [samples, asked('n_features', 100)], y, y_type: 'float' };
    },
  },
  make_classification: {
    parameters: ['n_samples', 'n_features'],
    make: asked => labelled(asked('n_samples', 100), asked('n_features', 20)),
  },
  make_blobs: {
    parameters: ['n_samples', 'n_features'],
    make: asked => labelled(asked('n_samples', 100), asked('n_features', 2)),
  },
  make_moons: { parameters: ['n_samples'], make: asked => labelled(asked('n_samples', 100), size(2)) },
  make_circles: { parameters: ['n_samples'], make: asked => labelled(asked('n_samples', 100), size(2)) },
};

/** Samples, features, and whether the targets are classes. */
const PACKAGED: Readonly<Record<string, readonly [number, number, Dtype]>> = {
  load_iris: [150, 4, 'int'],
  load_wine: [178, 13, 'int'],
  load_breast_cancer: [569, 30, 'int'],
  load_digits: [1797, 64, 'int'],
  load_diabetes: [442, 10, 'float'],
  load_boston: [506, 13, 'float'],
  fetch_california_housing: [20_640, 8, 'float'],
};

function array({ host, site }: Call, operation: string, shape: Shape | undefined, dtype: Dtype): Value {
  return tensor(host, {
    framework: 'numpy',
    shape,
    dtype,
    source: { operation, site, role: 'data' },
  });
}

const allKnown = (dims: readonly (Dim | undefined)[]): Shape | undefined => {
  const known = dims.filter(dim => dim !== undefined);
  return known.length === dims.length ? known : undefined;
};

function made(name: string, { parameters, make }: Maker): Value {
  return nativeFunction(`sklearn.datasets.${name}`, call => {
    const asked: Asked = (parameter, otherwise) => {
      const place = parameters.indexOf(parameter);
      const byPlace = call.args[place];
      const given =
        call.args.find(argument => argument.name === parameter) ??
        (byPlace?.name === undefined ? byPlace : undefined);
      if (given) return asDim(given.value);
      return call.open ? undefined : size(otherwise);
    };
    const { x, y, y_type } = make(asked);
    return tuple([array(call, name, allKnown(x), 'float'), array(call, name, allKnown(y), y_type)]);
  });
}

const BUNCH = opaqueClass({ qualified: 'sklearn.utils.Bunch', framework: 'numpy' });

function packaged(name: string, [samples, features, kind]: readonly [number, number, Dtype]): Value {
  return nativeFunction(`sklearn.datasets.${name}`, call => {
    const option = (key: string): boolean | undefined => {
      const given = call.args.find(argument => argument.name === key);
      return given ? truth(given.value) : call.open ? undefined : false;
    };
    // A table has the sizes too, but other methods; some of the classes of the digits are fewer samples.
    const isPlain = option('as_frame') === false && !call.args.some(argument => argument.name === 'n_class');
    const asPair = option('return_X_y');
    const place = call.args.some(argument => argument.name === undefined);
    if (!isPlain || asPair === undefined || place)
      return call.host.unknown('a data set of scikit-learn', call.site);
    const x = array(call, name, [size(samples), size(features)], 'float');
    const y = array(call, name, [size(samples)], kind);
    if (asPair) return tuple([x, y]);
    return instance(call.host, BUNCH, call.site, {
      attribute: (_host, member) => (member === 'data' ? x : member === 'target' ? y : undefined),
      index: ({ args, host, site }) => {
        const key = args[1] && asString(args[1].value);
        return key === 'data' ? x : key === 'target' ? y : host.unknown('a part of a data set', site);
      },
    });
  });
}

export const SKLEARN_DATASETS: Readonly<Record<string, Value>> = Object.fromEntries([
  ...Object.entries(MAKERS).map(([name, maker]) => [name, made(name, maker)] as const),
  ...Object.entries(PACKAGED).map(([name, sizes]) => [name, packaged(name, sizes)] as const),
]);
