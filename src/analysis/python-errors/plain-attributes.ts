/** Attributes that values of Python's own types do not have: those of tensors, on what turned out to be none. */
import { dtypeOf } from '../../frameworks/array/dtype.ts';
import { tensorBehaviour } from '../../frameworks/index.ts';
import { namesOfItems, type Value } from '../../values/index.ts';
import { lacks } from '../library/python/lacks.ts';
import type { Machine } from '../machine.ts';
import { TENSOR_ATTRIBUTES } from '../tuples.ts';

/** Attributes of tensors and of modules that neither Python's own types have, nor NumPy's numbers. */
const OF_NO_PLAIN_TYPE = new Set(
  'unsqueeze permute contiguous detach unbind numel masked_fill bmm new_zeros parameters named_parameters state_dict backward cpu cuda clone dim expand add_weight'.split(
    ' ',
  ),
);

export const isOfNoPlainType = (name: string): boolean => OF_NO_PLAIN_TYPE.has(name);

/** Words that others than tensors have too: members of enumerations, Python's numbers and what a program derives from them. */
const COMMON_WORDS = new Set('name data device type real imag conj index values sort add'.split(' '));

/** What numbers of NumPy, TensorFlow and JAX have, which stand for Python's own here. */
const OF_NUMBERS_OF_ARRAYS = new Set(
  `T all any argmax argmin argsort clip copy cumprod cumsum cpu diagonal dtype flatten item long max mean min ndim nonzero numpy prod put ravel
   repeat reshape requires_grad resize round shape size squeeze std sum swapaxes take tolist trace transpose var view`.split(
    /\s+/,
  ),
);

let tensorNames: ReadonlySet<string> | undefined;

/** Whether PyTorch's tensors have an attribute of a name that says no more than that. */
export function isOfTensors(name: string): boolean {
  tensorNames ??= new Set(tensorBehaviour('torch')?.names ?? []);
  return tensorNames.has(name) && !COMMON_WORDS.has(name);
}

/** Libraries whose numbers count as Python's here, by the names that programs give them. */
const LIBRARIES = /\b(numpy|np|pandas|scipy|sklearn|tensorflow|tf|keras|jax|mxnet|paddle|mindspore)\b/;
/** Members of such an enumeration are numbers with methods of the program's own. */
const NUMBERS_WITH_METHODS = /\bInt(Enum|Flag)\b/;

const isInNoFile = (m: Machine, pattern: RegExp): boolean =>
  [...new Set([...m.modules.keys(), ...m.roots])].every(
    file => !m.project.ask(file, `has ${pattern.source}`, source => pattern.test(source?.text ?? '')),
  );

/** Of a number that is Python's own, or counts as such. */
function numberLacks(m: Machine, name: string): boolean {
  // No more than a count of a number of NumPy's, which cannot be called either.
  if (name === 'size') return true;
  if (!isOfTensors(name) || !isInNoFile(m, NUMBERS_WITH_METHODS)) return false;
  return !OF_NUMBERS_OF_ARRAYS.has(name) || isInNoFile(m, LIBRARIES);
}

/** What surely has no such attribute, by its type. */
export function lacksPlain(m: Machine, value: Value, type: string, name: string): boolean {
  if (OF_NO_PLAIN_TYPE.has(name)) return true;
  switch (type) {
    case 'NoneType':
      return !name.startsWith('__');
    case 'list':
      return lacks(value, name);
    case 'tuple':
      return isOfTensors(name) && lacks(value, name) && !namesOfItems(value);
    case 'str':
      // A dtype counts as its name.
      return TENSOR_ATTRIBUTES.has(name) && name !== 'split' && dtypeOf(value) === undefined;
    default:
      return numberLacks(m, name);
  }
}
