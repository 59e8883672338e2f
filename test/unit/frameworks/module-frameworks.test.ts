/** Paddle, MindSpore, MLX and the functions of TensorFlow against what they really gave (test/goldens/arrays): functions, layers, cells, and what they refuse. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { surprisesOf } from '../../support/expressions.ts';
import { contradictions, type FrameworkRecord } from '../../support/records.ts';

/** Expressions of which less is told than the framework knows. */
const NOT_TOLD: Readonly<Record<string, readonly string[]>> = {
  // The layout with channels last and the padding 'SAME' of a transposed convolution are not followed; what padding cannot be is not looked at.
  paddle: [
    `nn.Conv1D(4, 5, 2, data_format='NLC')(x)`,
    'nn.Conv1D(4, 5, 3, padding=[[1, 2]])(seq)',
    'nn.Conv2D(4, 5, 3, padding=[1, 2, 3])(image)',
    `nn.Conv2D(4, 5, 3, padding='full')`,
    `nn.Conv1D(4, 5, 3, padding='full')(seq)`,
    'nn.Conv1D(4, 5, 3, padding=-1)(seq)',
    `nn.Conv1D(4, 5, 3, padding=[1, 2], padding_mode='reflect')`,
    `nn.Conv1D(4, 5, 3, padding='SAME', padding_mode='circular')`,
    'nn.Conv1D(4, 5, 3, groups=2)(seq)',
    `nn.Conv1DTranspose(4, 5, 3, stride=2, padding='SAME')(seq)`,
    `nn.Conv2DTranspose(4, 5, 3, stride=2, padding='SAME')(image)`,
    `nn.MaxPool2D(3, padding='SAME', ceil_mode=True)(image)`,
    `nn.MaxPool2D(3, padding='VALID', ceil_mode=True)(image)`,
    'nn.Conv1D(4, 5, 3, padding=[1, 2, 3])(seq)',
    'nn.Conv2D(4, 5, 3, padding=-1)',
    'nn.MaxPool1D(3, padding=[1, 2, 3])(seq)',
    `nn.MaxPool1D(3, padding='full')(seq)`,
    'nn.Conv1DTranspose(4, 5, 3, groups=2)(seq)',
    `nn.Conv1DTranspose(4, 5, 3, stride=2, padding='SAME', dilation=2)(seq)`,
    `nn.Conv1DTranspose(4, 5, 3, stride=4, padding='SAME')(seq)`,
    `nn.Conv1DTranspose(4, 5, 3, stride=4, padding='SAME', output_padding=1)(seq)`,
    `nn.MaxPool1D(3, padding='SAME', return_mask=True)(seq)[0]`,
    'nn.Conv2D(4, 5, 3, data_format="NHWC")(paddle.zeros([2, 11, 9, 4]))',
    'nn.MaxPool2D(3, data_format="NHWC")(paddle.zeros([2, 11, 9, 4]))',
    'nn.AdaptiveAvgPool2D(3, data_format="NHWC")(paddle.zeros([2, 11, 9, 4]))',
  ],
  mindspore: [],
  // Inputs without steps or with one row, numbers for arrays, slopes that MLX does not look at, and attributes that are not there.
  mlx_nn: [
    'lstm(mx.zeros((2, 0, 8)))',
    'lstm(s, 1)',
    'lstm.input_size',
    'lstm.weight',
    'nn.Bilinear(4, 8, 6)(mx.zeros((2, 4)), mx.zeros((3, 8)))',
    'nn.BatchNorm(4)(mx.zeros((1, 4)))',
    'nn.Upsample(0.5)(im)',
    'nn.PReLU(3)(x)',
    'nn.ConvTranspose1d(4, 6, 1, stride=3, padding=1)(mx.zeros((2, 9, 4)))',
    'nn.ConvTranspose1d(4, 6, 2, output_padding=1)(mx.zeros((2, 9, 4)))',
    'nn.prelu(x, mx.zeros((4,)))',
    'nn.prelu(x, mx.zeros((5,)))',
    'nn.Sequential(nn.Linear(8, 6))[0]',
    'nn.losses.cross_entropy(mx.zeros((2, 5)), mx.zeros((2,)))',
    'nn.losses.mse_loss(mx.zeros((2, 5)), 0.0)',
    // Refused inside of the function that is differentiated.
    'nn.value_and_grad(net, loss_fn)(net, ids, mx.zeros((3,), mx.int32))',
    // Frozen by an expression before, each of which was recorded by itself.
    "nn.value_and_grad(net, loss_fn)(net, ids, mx.zeros((2,), mx.int32))[1]['embedding']['weight']",
  ],
  // What a newer MLX may take, what only the processor's own kernels refuse, and operands that no array is made of.
  mlx: [
    'mx.array([1, [2, 3]])',
    "mx.array('text')",
    'mx.concatenate([v, 1])',
    'mx.pad(x, [1, 2, 3])',
    'mx.take_along_axis(x, mx.zeros((2, 3, 1)), axis=-1)',
    'mx.sum(3)',
    'mx.argpartition(x, 9)',
    'mx.convolve(x, w)',
    'mx.vecdot(x, w)',
    'mx.linalg.qr(mx.zeros((4, 3)), stream=mx.cpu)',
    'mx.linalg.solve(mx.eye(3), mx.zeros((3, 2)), stream=mx.cpu)',
    'x[True]',
    'x == None',
    'x + None',
    "x + 'a'",
    'x & 1',
    'x.itemsize',
    'x.nbytes',
    'x.device',
    'x.grad',
    'x.data',
    'len(one)',
    "x.astype('float16')",
    'x.view(mx.int32)',
    'x.view(mx.int8)',
    'x.item()',
    'x.unsqueeze(0)',
    'x.expand_dims(0)',
    'x.clip(0, 1)',
    'x.tanh()',
    'x.softmax(-1)',
    'x.permute(0, 2, 1)',
    'x.dot(n)',
    'mx.view(x, mx.int8)',
    'mx.stack(arrays=[x, x], axis=0)',
    'mx.reshape(a=x, shape=(6, 4))',
    'mx.expand_dims(a=x, axis=0)',
  ],
  // Not modelled, refused only by the kernel's own arguments, or attributes that arrays do not have.
  mxnet: [
    'cell(n, [h, h])',
    'nn.Dense(5, 8)',
    'nd.sum(n).asscalar()',
    'n.concat(n)',
    'n.dot(n.T)',
    'n.nothing',
    'n.view(3, 8)',
    'nd.where(n > 0, n, m)',
    'nd.where(n > 0, n, nd.zeros((8,)))',
    'nd.SequenceMask(s, sequence_length=nd.zeros((5,)), use_sequence_length=True)',
    'nd.dot(n, 2)',
    'nd.zeros(2, 3)',
    'nd.pick(n, nd.zeros((4,)))',
    'nd.Embedding(i, nd.zeros((20, 6)), input_dim=20, output_dim=7)',
    'nd.FullyConnected(n, num_hidden=7)',
    'nd.FullyConnected(n, nd.zeros((7, 8)), num_hidden=7)',
    'nd.Pooling(im, kernel=(2, 2), stride=(2, 2))',
    'nd.Convolution(im, nd.zeros((16, 3, 3, 3)), nd.zeros((16,)), kernel=(3, 3), num_filter=16)',
    'nd.topk(n, k=9)',
    "mx.nd.RNN(s, nd.zeros((800,)), h, h, state_size=10, num_layers=1, mode='lstm', state_outputs=True)",
    'nd.contrib.div_sqrt_dim(n)',
    'nd.arange(0, 3, repeat=2)',
    'nn.Dense(5).weight.shape',
    "ready(nn.Conv1D(4, 3, layout='NWC'))(b)",
  ],
  // Not modelled, and refusals by kernels that come before the one that is told.
  sonnet: [
    'gru(x, state)',
    'unrolled(x, state)',
    'snt.Embed(20)(ids)',
    'norm(s)',
    'norm(t)',
    'snt.flatten(s)',
    'snt.reshape(s, [4, 6])',
    'snt.Bias()(x)',
    'snt.merge_leading_dims(s, 2)',
    'snt.TrainableState.for_core(gru)(3)',
    'snt.TrainableState.for_core(lstm)(3)',
  ],
  mxnet_np: ['npx.reshape(x, (-2, -1))', 'npx.pick(n, np.zeros((4,)))'],
  keras: [
    "ops.adaptive_average_pool(x, 4, data_format='channels_last')",
    'ops.get_item(x, 0)',
    'ops.bincount(i).ndim',
  ],
  keras_backend: [],
  tensorflow: [
    'tf.linalg.matvec(m, tf.zeros(8), transpose_a=True)',
    'tf.nn.ctc_greedy_decoder(tf.zeros((10, 1, 5)), [10])[1]',
    'tf.linalg.solve(tf.eye(3), tf.ones(3))',
    'tf.math.bincount(v, minlength=5, maxlength=5)',
    'tf.slice(x, [0, 1, 0], [2, 9, 3])',
    'tf.switch_case(0, [lambda: m, lambda: m * 2])',
    'tf.while_loop(lambda a: a < 3, lambda a: a + 1, [tf.constant(0)])',
  ],
};

for (const [framework, notTold] of Object.entries(NOT_TOLD)) {
  describe(`expressions of ${framework}`, () => {
    it('give the recorded shapes, and only what was refused is refused', async () => {
      assert.equal(await surprisesOf(framework, notTold), '');
    }).timeout(120_000);
  });
}

for (const framework of ['paddle', 'mindspore', 'mlx', 'mxnet', 'sonnet', 'tf1']) {
  const text = readFileSync(`test/goldens/${framework}/programs.json`, 'utf8');
  const records: readonly FrameworkRecord[] = JSON.parse(text);
  describe(`programs of ${framework}`, () => {
    for (const record of records)
      it(record.id, async () => assert.deepEqual(await contradictions(record), []));
  });
}
