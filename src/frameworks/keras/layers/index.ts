/** All layers of Keras: to add one is to add an entry to the table of its family. */
import type { LayerSpec } from '../core/description.ts';
import type { Flavour } from '../core/flavour.ts';
import { absentNames, isAbsent } from './absent.ts';
import { ATTENTION } from './attention.ts';
import { BIDIRECTIONAL } from './bidirectional.ts';
import { CONV_LSTMS } from './conv-lstm.ts';
import { CONVOLUTIONS } from './convolution.ts';
import { CORE } from './core.ts';
import { CUDNN } from './cudnn.ts';
import { DOT } from './dot.ts';
import { EINSUM_DENSE } from './einsum-dense.ts';
import { LOCAL } from './local.ts';
import { MERGING } from './merging.ts';
import { NORMALIZATION } from './normalization.ts';
import { POOLING } from './pooling.ts';
import { PREPROCESSING } from './preprocessing.ts';
import { RECURRENT } from './recurrent.ts';
import { RESHAPING } from './reshaping.ts';
import { RNNS } from './rnn.ts';
import { WRAPPERS } from './wrappers.ts';

const ALL: readonly LayerSpec[] = [
  ...RECURRENT,
  ...RNNS,
  BIDIRECTIONAL,
  ...CONV_LSTMS,
  ...CUDNN,
  ...CORE,
  ...RESHAPING,
  ...MERGING,
  DOT,
  ...CONVOLUTIONS,
  ...POOLING,
  ...NORMALIZATION,
  ...ATTENTION,
  ...WRAPPERS,
  ...PREPROCESSING,
  EINSUM_DENSE,
  ...LOCAL,
];

const isMissing = ({ name, missingIn }: LayerSpec, flavour: Flavour): boolean =>
  missingIn?.includes(flavour.name) === true || isAbsent(name, flavour.name);

export const specsOf = (flavour: Flavour): readonly LayerSpec[] =>
  ALL.filter(spec => !isMissing(spec, flavour));

/** Names that this version does not have although others do. */
export const missingNames = (flavour: Flavour): readonly string[] => [
  ...new Set([
    ...ALL.filter(spec => isMissing(spec, flavour)).map(spec => spec.name),
    ...absentNames(flavour.name),
  ]),
];
