/** All layouts, by name. */
import { brainjs } from './brainjs.ts';
import { byHand } from './by-hand.ts';
import { chainer, chainerNStep } from './chainer.ts';
import { DECLARED } from './declared.ts';
import { equinox } from './equinox.ts';
import { flax, nnx, nnxFused } from './flax.ts';
import { haiku } from './haiku.ts';
import { keras, keras2 } from './keras.ts';
import type { Layout } from './layout.ts';
import { mindspore } from './mindspore.ts';
import { mlx } from './mlx.ts';
import { mxnet } from './mxnet.ts';
import { onnx } from './onnx.ts';
import { paddle } from './paddle.ts';
import { sonnet } from './sonnet.ts';
import { tensorflow1, tensorflow1GruBlock } from './tensorflow1.ts';
import { tfjs } from './tfjs.ts';
import { torch } from './torch.ts';

export const layouts: readonly Layout[] = [
  keras,
  keras2,
  torch,
  paddle,
  mindspore,
  mlx,
  mxnet,
  flax,
  nnx,
  nnxFused,
  equinox,
  haiku,
  sonnet,
  tensorflow1,
  tensorflow1GruBlock,
  tfjs,
  brainjs,
  onnx,
  chainer,
  chainerNStep,
  ...DECLARED,
  byHand,
];

export function layoutNamed(name: string): Layout | undefined {
  return layouts.find(layout => layout.name === name);
}
