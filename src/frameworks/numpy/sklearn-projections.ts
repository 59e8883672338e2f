/**
 * Classes of scikit-learn that give samples other features, or the cluster that each belongs to.
 * https://scikit-learn.org/stable/api/sklearn.decomposition.html, https://scikit-learn.org/stable/api/sklearn.cluster.html
 */
import { type Dim, minimum, type Shape, size } from '../../shapes/index.ts';
import { refused, result } from '../array/scene.ts';
import {
  asDim,
  type Call,
  givenAt,
  type NativeClass,
  nativeFunction,
  type Slot,
  slot,
  type Value,
} from '../parts.ts';
import { type Preprocessing, preprocessor } from './preprocessor.ts';
import { dataOf } from './scalers.ts';
import { sceneOf } from './sklearn-scene.ts';

/** Samples and features that it was fitted to; undefined: it was not, or nobody knows to what. */
type Fitted = Slot<Shape | undefined>;

const sameOrLost = (a: Shape | undefined, b: Shape | undefined): Shape | undefined =>
  a === b ? a : undefined;

/** What a class gives, of `count` components or clusters and of what it was fitted to. */
interface Kind {
  readonly module: string;
  /** The argument that counts, and how many where it is left out. */
  readonly counts: string;
  readonly otherwise: (fitted: Shape) => Dim | undefined;
  readonly methods: Readonly<Record<string, (rows: Dim, count: Dim, fitted: Shape) => Shape>>;
  readonly attributes: Readonly<Record<string, (count: Dim, fitted: Shape) => Shape>>;
}

const FEATURES = (_count: Dim, [, features]: Shape): Shape => (features ? [features] : []);
const BY_FEATURE = (count: Dim, [, features]: Shape): Shape => (features ? [count, features] : [count]);
const EACH = (count: Dim): Shape => [count];
const projected = (rows: Dim, count: Dim): Shape => [rows, count];
const labelled = (rows: Dim): Shape => [rows];

const all = ([, features]: Shape): Dim | undefined => features;
const least = ([rows, features]: Shape): Dim | undefined => rows && features && minimum(rows, features);

const projection = (
  otherwise: Kind['otherwise'],
  attributes: Kind['attributes'],
  module = 'decomposition',
): Kind => ({
  module,
  counts: 'n_components',
  otherwise,
  methods: {
    fit_transform: projected,
    transform: projected,
    inverse_transform: (rows, _count, [, features]) => (features ? [rows, features] : [rows]),
  },
  attributes,
});

const VARIANCES = {
  components_: BY_FEATURE,
  explained_variance_: EACH,
  explained_variance_ratio_: EACH,
  singular_values_: EACH,
};

const KINDS: Readonly<Record<string, Kind>> = {
  PCA: projection(least, { ...VARIANCES, mean_: FEATURES }),
  IncrementalPCA: projection(least, { ...VARIANCES, mean_: FEATURES }),
  TruncatedSVD: projection(() => size(2), VARIANCES),
  FastICA: projection(least, { components_: BY_FEATURE }),
  NMF: projection(all, { components_: BY_FEATURE }),
  TSNE: projection(
    () => size(2),
    { embedding_: (count, [rows]) => (rows ? [rows, count] : [count]) },
    'manifold',
  ),
  ...Object.fromEntries(
    ['KMeans', 'MiniBatchKMeans'].map((name): [string, Kind] => [
      name,
      {
        module: 'cluster',
        counts: 'n_clusters',
        otherwise: () => size(8),
        methods: { fit_predict: labelled, predict: labelled, transform: projected, fit_transform: projected },
        attributes: { cluster_centers_: BY_FEATURE, labels_: (_count, [rows]) => (rows ? [rows] : []) },
      },
    ]),
  ),
};

/** How many components or clusters there are; undefined: a share, a name, or not known. */
function countOf(kind: Kind, construction: Call, fitted: Shape): Dim | undefined {
  const given = givenAt(construction, kind.counts, 0);
  return !given || given.value.kind === 'none' ? kind.otherwise(fitted) : asDim(given.value);
}

const behaviour =
  (kind: Kind): Preprocessing =>
  (name, self, construction) => {
    const fitted: Fitted = slot<Shape | undefined>(undefined, sameOrLost);
    const { module, methods, attributes } = kind;
    const called = (call: Call, member: string): Value => {
      const scene = sceneOf(call, `${name}.${member}`);
      const taken = dataOf(scene, call, name);
      if (!taken) return refused(scene);
      const shape = taken.data?.shape;
      if (member.startsWith('fit')) call.host.write(fitted, shape);
      if (member === 'fit') return self();
      const [known, of] = [fitted.value, methods[member]];
      const count = known && !construction.open ? countOf(kind, construction, known) : undefined;
      const [rows] = shape ?? [];
      const dtype = of === labelled ? 'int' : 'float';
      return result(scene, of && known && rows && count && of(rows, count, known), {
        parents: [taken.data?.tensor],
        dtype,
        precision: 'unknown',
        role: 'data',
      });
    };
    return {
      attribute: (host, member) => {
        if (member === 'fit' || Object.hasOwn(methods, member))
          return nativeFunction(`sklearn.${module}.${name}.${member}`, call => called(call, member));
        const of = Object.hasOwn(attributes, member) ? attributes[member] : undefined;
        const known = fitted.value;
        const count = known && !construction.open ? countOf(kind, construction, known) : undefined;
        const call = { host, site: construction.site };
        return of && known && count
          ? result(sceneOf(call, `${name}.${member}`), of(count, known), {
              dtype: member === 'labels_' ? 'int' : 'float',
              precision: 'unknown',
              role: 'data',
            })
          : undefined;
      },
      escape: host => host.write(fitted, undefined),
    };
  };

const classesOf = (module: string): Readonly<Record<string, NativeClass>> =>
  Object.fromEntries(
    Object.entries(KINDS).flatMap(([name, kind]) =>
      kind.module === module ? [[name, preprocessor(name, behaviour(kind), module)] as const] : [],
    ),
  );

export const DECOMPOSITIONS = classesOf('decomposition');
export const MANIFOLDS = classesOf('manifold');
export const CLUSTERS = classesOf('cluster');
