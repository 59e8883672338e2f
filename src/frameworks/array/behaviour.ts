/** Makes what can be done to a framework's tensors from its table of methods: attributes, subscripts, operators, loops. */
import { constantOf, type Origin } from '../../shapes/index.ts';
import {
  boundsIn,
  type Call,
  contentIn,
  counter,
  type Host,
  heldAt,
  type Items,
  isPerhapsObject,
  NONE,
  SOME_BOOL,
  SOME_STRING,
  shapeOf,
  type TensorBehaviour,
  type TensorValue,
  tensor,
  type Value,
  type WeightOf,
} from '../parts.ts';
import { setTensorIndex } from './assigning.ts';
import { countValue, dtypeValue, rankValue, shapeValue } from './attributes.ts';
import { conjugateTranspose, reverseAxes, swapLastTwo } from './axes.ts';
import type { Flavour } from './flavour.ts';
import { indexTensor } from './indexing.ts';
import { define, type FunctionTable, methodValue } from './operation.ts';
import { binaryOperator, compareOperator, unaryOperator } from './operators.ts';

export interface BehaviourParts {
  readonly flavour: Flavour;
  /** The first parameter of each is the tensor itself. */
  readonly methods: FunctionTable;
  /** Attributes beyond those that all tensors have, asked first. */
  readonly attribute?: (host: Host, self: TensorValue, name: string, site: Origin) => Value | undefined;
  /** Their names. */
  readonly own?: readonly string[];
  /** Whether a tensor surely has no attribute of a name that is none of these. */
  readonly lacks?: TensorBehaviour['lacks'];
  /** Which of the attributes that most tensors have these have; absent: all. */
  readonly common?: readonly string[];
  /** Runs an operation, told by its name or its operator ('[]' where it is one of brackets): Keras records those on symbolic tensors. */
  readonly around?: (call: Call, invoke: (call: Call) => Value, operation: string) => Value;
}

export function arrayBehaviour({
  flavour,
  methods,
  attribute,
  own = [],
  common = [...Object.keys(COMPUTED), ...Object.keys(COMMON)],
  lacks = () => false,
  around = (call, invoke) => invoke(call),
}: BehaviourParts): Required<Omit<TensorBehaviour, 'refusesAugmented' | 'setAttribute' | 'escape'>> {
  return {
    attribute: (host, self, name, site) => {
      const special = attribute?.(host, self, name, site);
      if (special) return special;
      const method = Object.hasOwn(methods, name) ? methods[name] : undefined;
      if (!method)
        return common.includes(name) ? commonAttribute(flavour, host, self, name, site) : undefined;
      const bound = methodValue(flavour, name, method, self, site);
      return { ...bound, invoke: call => around(call, bound.invoke, name) };
    },
    names: [...new Set([...own, ...Object.keys(methods), ...common])],
    lacks,
    index: call => around(call, inner => indexTensor(flavour, inner), '[]'),
    setIndex: (call, value) => setTensorIndex(flavour, call, value),
    binary: (call, op) => around(call, inner => binaryOperator(flavour, inner, op), op),
    compare: (call, op) => around(call, inner => compareOperator(flavour, inner, op), op),
    unary: (call, op) => around(call, inner => unaryOperator(flavour, inner, op), UNARY[op] ?? op),
    iterate,
  };
}

/** Operators of one operand that would be taken for those of two. */
const UNARY: Readonly<Record<string, string>> = { '-': 'negative', '+': 'positive', '~': 'logical_not' };

/** Attributes that are computed like a method without arguments. */
const COMPUTED: FunctionTable = {
  T: define('input', reverseAxes),
  H: define('input', conjugateTranspose),
  mT: define('input', swapLastTwo),
  mH: define('input', swapLastTwo),
};

const itself = (_host: Host, self: TensorValue): Value => self;

const COMMON: Readonly<Record<string, (host: Host, self: TensorValue, site: Origin) => Value>> = {
  shape: shapeValue,
  ndim: rankValue,
  size: (_host, self) => countValue(self),
  dtype: (_host, self) => dtypeValue(self),
  device: () => SOME_STRING,
  name: () => SOME_STRING,
  real: itself,
  imag: itself,
  data: itself,
  grad: itself,
  requires_grad: () => SOME_BOOL,
  is_cuda: () => SOME_BOOL,
  grad_fn: () => NONE,
};

function commonAttribute(
  flavour: Flavour,
  host: Host,
  self: TensorValue,
  name: string,
  site: Origin,
): Value | undefined {
  const computed = Object.hasOwn(COMPUTED, name) ? COMPUTED[name] : undefined;
  if (computed)
    return methodValue(flavour, name, computed, self, site).invoke({ host, site, args: [], open: false });
  const common = Object.hasOwn(COMMON, name) ? COMMON[name] : undefined;
  return common?.(host, self, site);
}

/** A loop over more rows than this sees one that stands for all. */
const MOST_ROWS = 64;

/** Of a weight with an axis for its gates, `weight_ih.view(4, n, -1)`, each row is one of them. */
const gateAt = (
  { weight }: TensorValue,
  position: number,
  count: number | undefined,
): WeightOf | undefined => {
  const gate = weight?.gateAxis === 0 && weight.gates.length === count ? weight.gates[position] : undefined;
  return weight && gate !== undefined ? { ...weight, gates: [gate], gateAxis: undefined } : undefined;
};

/** The slices along the first axis. */
function iterate(host: Host, self: TensorValue, site: Origin): Items {
  if (isPerhapsObject(self))
    return { element: host.unknown('an item of an entry of an array', site), length: undefined };
  const shape = shapeOf(self);
  const bounds = shape?.length === 1 ? boundsIn(self) : undefined;
  const place = () => bounds && counter(host.nextId(), bounds.from, bounds.below).place;
  const count = shape?.[0] && constantOf(shape[0]);
  const row = (position?: number): TensorValue =>
    heldAt(
      tensor(host, {
        framework: self.framework,
        shape: shape?.slice(1),
        dtype: self.dtype,
        graph: self.graph,
        content:
          position !== undefined && shape?.length === 1
            ? contentIn(self)?.slice(position, position + 1)
            : undefined,
        weight:
          position === undefined || position >= (count ?? 0) ? undefined : gateAt(self, position, count),
        source: { operation: 'iteration', site, parents: [self] },
      }),
      place(),
    );
  const first = shape?.[0];
  if (count !== undefined && count <= MOST_ROWS)
    return { known: Array.from({ length: count }, (_, i) => row(i)) };
  return { element: row(), length: first };
}
