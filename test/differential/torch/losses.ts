/** Losses and targets: shapes and kinds that fit, and those that do not. */
import type { Maker, Sketch } from '../program.ts';
import { floats, integers, list } from './tensors.ts';

/** Integer classes with the axes of the input, the class axis left out. */
function classes(s: Sketch): void {
  const { draw } = s;
  const x = floats(s, draw.pick([1, 2, 2, 2, 3, 3, 4]));
  const axis = x.shape.length === 1 ? 0 : 1;
  const right = x.shape.toSpliced(axis, 1).map(n => draw.near(n));
  const wrong = [x.shape, [x.shape[0] ?? 1], [...right, 1], x.shape.slice(0, -1), x.shape.slice(1)];
  const target = integers(s, draw.rather(right, wrong), x.shape[axis] ?? 1);
  const chosen = draw.rather(target.name, [x.name, `${target.name}.float()`, `${target.name}.unsqueeze(1)`]);
  const weight = draw.chance(0.15) ? `weight=torch.ones(${draw.near(x.shape[axis] ?? 1)})` : '';
  const reduction = draw.chance(0.2) ? "reduction='none'" : '';
  const options = [weight, reduction].filter(Boolean);
  const call = draw.pick([
    `nn.CrossEntropyLoss(${list(options)})(${x.name}, ${chosen})`,
    `F.cross_entropy(${list([x.name, chosen, ...options])})`,
    `nn.NLLLoss(${list(options)})(${x.name}, ${chosen})`,
    `F.nll_loss(${list([x.name, chosen, ...options])})`,
    `nn.MultiMarginLoss(${list(options)})(${x.name}, ${chosen})`,
  ]);
  s.set('loss of classes', call, reduction ? right : []);
}

/** Soft targets: of the shape of the input. */
function soft(s: Sketch): void {
  const { draw } = s;
  const x = floats(s, draw.pick([2, 3]));
  const y = `torch.rand(${list(x.shape.map(n => draw.near(n)))})`;
  s.set(
    'loss of soft classes',
    draw.pick([
      `F.cross_entropy(${x.name}, ${y})`,
      `nn.CrossEntropyLoss(label_smoothing=0.1)(${x.name}, ${y})`,
      `F.kl_div(${x.name}, ${y}, reduction='batchmean')`,
    ]),
    [],
  );
}

function elementwise(s: Sketch): void {
  const { draw } = s;
  const x = floats(s, draw.int(1, 3));
  const wrong = [x.shape.slice(1), [...x.shape, 1], x.shape.with(0, 1)];
  const shape = draw.rather(
    x.shape.map(n => draw.near(n)),
    wrong,
  );
  const y = s.set('creator', shape.length > 0 ? `torch.rand(${list(shape)})` : 'torch.rand(())', shape);
  const reduction = draw.chance(0.2) ? `reduction='${draw.pick(['none', 'sum', 'mean'])}'` : '';
  const name = draw.pick([
    'MSELoss',
    'L1Loss',
    'SmoothL1Loss',
    'HuberLoss',
    'BCEWithLogitsLoss',
    'BCELoss',
    'SoftMarginLoss',
    'KLDivLoss',
    'MultiLabelSoftMarginLoss',
    'PoissonNLLLoss',
  ]);
  const input = name === 'BCELoss' ? `torch.sigmoid(${x.name})` : x.name;
  const functional = draw.pick([
    'mse_loss',
    'l1_loss',
    'smooth_l1_loss',
    'binary_cross_entropy_with_logits',
    'huber_loss',
  ]);
  const call = draw.chance(0.6)
    ? `nn.${name}(${reduction})(${input}, ${y})`
    : `F.${functional}(${list([x.name, y, ...(reduction ? [reduction] : [])])})`;
  s.set(`loss of values: ${call.split('(')[0]}`, call, reduction.includes('none') ? x.shape : []);
}

function pairs(s: Sketch): void {
  const { draw } = s;
  const [rows, features] = [draw.size(), draw.size()];
  const part = () => `torch.randn(${draw.near(rows)}, ${draw.near(features)})`;
  const signs = `torch.ones(${draw.near(rows)})`;
  s.set(
    'loss of pairs',
    draw.pick([
      `nn.CosineEmbeddingLoss()(${part()}, ${part()}, ${signs})`,
      `nn.TripletMarginLoss()(${part()}, ${part()}, ${part()})`,
      `nn.MarginRankingLoss()(${signs}, ${signs}, ${signs})`,
      `nn.PairwiseDistance()(${part()}, ${part()})`,
      `nn.CosineSimilarity(dim=1)(${part()}, ${part()})`,
      `nn.GaussianNLLLoss()(${part()}, ${part()}, ${part()}.abs())`,
    ]),
  );
}

function ctc(s: Sketch): void {
  const { draw } = s;
  const [steps, batch, kinds, length] = [draw.int(6, 9), draw.int(1, 4), draw.int(3, 6), draw.int(1, 3)];
  const scores = `torch.randn(${list([steps, batch, kinds])}).log_softmax(2)`;
  const targets = `torch.randint(1, ${kinds}, (${list([draw.near(batch), length])}))`;
  const full = (value: number) => `torch.full((${draw.near(batch)},), ${value})`;
  s.set('CTC loss', `nn.CTCLoss()(${scores}, ${targets}, ${full(steps)}, ${full(length)})`, []);
}

export const losses: readonly (readonly [number, Maker])[] = [
  [3, classes],
  [0.7, soft],
  [2, elementwise],
  [1, pairs],
  [0.3, ctc],
];
