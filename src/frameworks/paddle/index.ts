/** PaddlePaddle. https://www.paddlepaddle.org.cn/documentation/docs/en/api/index_en.html */
import { arrayBehaviour } from '../array/behaviour.ts';
import { createdParameter } from '../modules/weight-tensor.ts';
import { type Framework, moduleOf, nativeFunction } from '../parts.ts';
import { PADDLE_NN } from './dialect.ts';
import { PADDLE } from './flavour.ts';
import { PADDLE_FUNCTIONS } from './functions.ts';
import { io } from './io.ts';
import { METHODS } from './methods.ts';
import { nn, optimizer } from './nn.ts';
import { paddleWords } from './words.ts';

const paddleModule = moduleOf('paddle', {
  ...PADDLE_FUNCTIONS,
  create_parameter: nativeFunction('paddle.create_parameter', call => createdParameter(PADDLE_NN, call)),
  io,
  nn,
  optimizer,
});

export const paddle: Framework = {
  name: 'paddle',
  words: paddleWords,
  modules: { paddle: () => paddleModule },
  tensors: arrayBehaviour({
    flavour: PADDLE,
    methods: METHODS,
  }),
};
