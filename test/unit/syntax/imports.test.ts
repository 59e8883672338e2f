import assert from 'node:assert/strict';
import { mayImport } from '../../../src/syntax/imports.ts';

const NAMES = ['keras', 'torch', 'tensorflow', '@tensorflow/tfjs'];

const IMPORTING = [
  'import keras',
  'import keras as k, os',
  'import os, keras',
  'from keras.layers import LSTM',
  'import\tkeras',
  'x = 1; import torch',
  'if a:\n    import torch.nn as nn',
  'from\\\n  keras import x',
  'k = __import__("keras")',
  'importlib.import_module("torch.nn")',
  "import * as tf from '@tensorflow/tfjs';",
  'import "@tensorflow/tfjs-node"',
  "const tf = require('@tensorflow/tfjs');",
  'const tf = await import(`@tensorflow/tfjs`)',
  "export * from '@tensorflow/tfjs/dist/layers'",
  'import tf = require("@tensorflow/tfjs")',
  '{"cells":[{"source":["import numpy\\nimport keras\\n"]}]}',
  '{"cells":[{"source":["\\timport keras"]}]}',
  '\uFEFFimport keras',
  'try:import keras\nexcept:0',
];

const OTHERS = [
  '',
  'x = 1',
  'import os',
  'import keras_tuner',
  'from mykeras import x',
  'import torchvision',
  "import x from './tensorflowish'",
  'keras = 1',
  'torch.load("x")',
];

describe('mayImport', () => {
  for (const text of IMPORTING) {
    it(`yes: ${JSON.stringify(text)}`, () => {
      assert.equal(mayImport(text, NAMES), true);
    });
  }
  for (const text of OTHERS) {
    it(`no: ${JSON.stringify(text)}`, () => {
      assert.equal(mayImport(text, NAMES), false);
    });
  }

  it('takes the first part of a dotted name', () => {
    assert.equal(mayImport('from jax import numpy', ['jax.numpy']), true);
  });
});
