/** Exceptions that are no matter of shapes, sizes, ranks, counts or arguments: known by the text of what raised. */

import { BY_CONTENT } from './program.ts';
import type { WorkerName } from './worker.ts';

export interface OtherReason {
  /** As the counts name it. */
  readonly name: string;
  readonly pattern: RegExp;
  /** Of one of the frameworks alone; absent: of all. */
  readonly framework?: WorkerName;
}

const OTHER_REASONS: readonly OtherReason[] = [
  {
    // Which positions or classes a tensor holds is data.
    name: 'content of a tensor',
    pattern:
      /index out of range in self|^IndexError: index -?\d+ is out of bounds for dimension|^RuntimeError: index -?\d+ is out of bounds|Target -?\d+ is out of bounds|target out of range|Class values must be|to have value at (most|least)|has to have value|indices\[.*\] = .* is not in|elements? of (input|target) should be between|negative entry|probability tensor contains|Received a label value of|cannot convert float NaN/,
  },
  {
    // Whether `view` needs a copy depends on strides; what is written may lie under what is read, or be one of several views of what is trained.
    name: 'layout in memory',
    pattern:
      /view size is not compatible with input tensor's size and stride|refer to a single memory location|is a view and is being modified inplace/,
  },
  {
    // Kernels say which dtypes they have.
    name: 'dtype without a kernel',
    pattern:
      /not implemented for '\w+'|does not support \w+ (input|dtypes)|could not find device for node|Value for attr 'T' of/i,
  },
  {
    // Of the machine.
    name: 'device that is not there',
    pattern: /Cannot access accelerator device when none is available/,
  },
  {
    // What one of the backends of Keras 3 has no kernel for, where others do: of older Kerases it is the only one, and that is what happens.
    // A variable that is unpacked is asked for one place too many, which TensorFlow refuses in words of its own.
    name: 'kernel of TensorFlow alone',
    framework: 'keras',
    pattern:
      /In\[\d\] ndims must be|EagerTensor' object has no attribute 'sparse'|In\[0\] and In\[1\] has different ndims|not in the list of allowed values|first dimension of paddings must be the rank|Biases must be 1D: \[0,|paddings must be a matrix with 2 columns: \[\d+,1\]|slice index \d+ of dimension 0 out of bounds\. \[Op:StridedSlice\] name: \w+\/\w+\/strided_slice|on an unknown TensorShape|Conv\dD\w*\.call[\s\S]*Incompatible shapes: \[(\d+,)*0,[\d,]+\] vs/,
  },
  { name: 'name that is not defined', pattern: /^(NameError|UnboundLocalError):/ },
  {
    name: 'header of a class',
    pattern:
      /metaclass conflict|__init_subclass__|duplicate base class|takes at most \d arguments \(3 given\)|\w+ expected at most 1 argument, got 3|NoneType takes no arguments|str\(\) argument 'encoding' must be str|bases must be types|type\(\) takes|is not an acceptable base type/,
  },
];

/** How many rows there are to be unpacked, where contents decide that. */
const UNPACKED = /values to unpack/;

/** The reason, where it is none of those that the tool tells. `about`: what the line that raised is a test of. */
export const otherReasonOf = (says: string, name: WorkerName, about?: string): string | undefined =>
  about === BY_CONTENT && UNPACKED.test(says)
    ? 'content of a tensor'
    : OTHER_REASONS.find(({ pattern, framework = name }) => framework === name && pattern.test(says))?.name;
