/** What makes tensors of tensors: reshaping, joining, splitting, indexing, products, arithmetic, reductions. */
import type { Draw } from '../draw.ts';
import { BY_CONTENT, type Maker, type Sketch } from '../program.ts';
import { floats, integers, list, made } from './tensors.ts';

const product = (sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 1);

/** An axis, counted from either end. */
const axisOf = (draw: Draw, axis: number, rank: number): number => (draw.chance(0.35) ? axis - rank : axis);

function anyTensor(s: Sketch, low = 1, high = 4) {
  return s.tensor(t => t.shape.length >= low && t.shape.length <= high) ?? floats(s, s.draw.int(low, high));
}

function view(s: Sketch): void {
  const { draw } = s;
  const x = anyTensor(s);
  const all = product(x.shape);
  const divisor = draw.pick([2, 3, 4, 5, 6, 7].filter(n => all % n === 0).concat([1]));
  const merged = x.shape.length > 2 ? [x.shape[0] ?? 1, product(x.shape.slice(1))] : [all];
  const target = draw.pick([
    merged,
    [divisor, all / divisor],
    [...x.shape, 1],
    [all],
    [...x.shape].reverse(),
  ]);
  const sizes: (number | string)[] = target.map(size => draw.near(size));
  const free = draw.chance(0.5) ? draw.int(0, sizes.length - 1) : undefined;
  if (free !== undefined) sizes[free] = -1;
  if (draw.chance(0.2) && x.shape.length > 0) sizes[0] = `${x.name}.size(0)`;
  const sized = draw.chance(0.2) ? `(${list(sizes)},)` : list(sizes);
  const call = draw.pick([
    `${x.name}.view(${sized})`,
    `${x.name}.reshape(${sized})`,
    `torch.reshape(${x.name}, (${list(sizes)},))`,
  ]);
  s.set(
    'view and reshape',
    call,
    sizes[0] === target[0] || typeof sizes[0] === 'number' ? target : undefined,
    x.kind,
  );
}

function axes(s: Sketch): void {
  const { draw } = s;
  const x = anyTensor(s, 2);
  const rank = x.shape.length;
  if (draw.chance(0.5)) {
    const order = draw.shuffled(x.shape.map((_, axis) => axis));
    const written = list(order.map(axis => draw.near(axisOf(draw, axis, rank))));
    const call = draw.pick([`${x.name}.permute(${written})`, `torch.permute(${x.name}, (${written}))`]);
    s.set(
      'permute',
      call + (draw.chance(0.3) ? '.contiguous()' : ''),
      order.map(axis => x.shape[axis] ?? 1),
      x.kind,
    );
    return;
  }
  const [a, b] = [draw.int(0, rank - 1), draw.int(0, rank - 1)];
  const shape = x.shape.with(a, x.shape[b] ?? 1).with(b, x.shape[a] ?? 1);
  const written = `${draw.near(axisOf(draw, a, rank))}, ${draw.near(axisOf(draw, b, rank))}`;
  const call = draw.pick([
    `${x.name}.transpose(${written})`,
    `torch.transpose(${x.name}, ${written})`,
    `${x.name}.swapaxes(${written})`,
  ]);
  s.set('transpose', call, shape, x.kind);
}

function matrixTransposed(s: Sketch): void {
  const x = anyTensor(s, 2, 3);
  const shape = [...x.shape.slice(0, -2), x.shape.at(-1) ?? 1, x.shape.at(-2) ?? 1];
  s.set(
    'transpose',
    `${x.name}${s.draw.pick(x.shape.length === 2 ? ['.T', '.t()', '.mT'] : ['.mT', '.mT', '.t()'])}`,
    shape,
    x.kind,
  );
}

function units(s: Sketch): void {
  const { draw } = s;
  const x = anyTensor(s);
  const rank = x.shape.length;
  if (draw.chance(0.5)) {
    const axis = draw.near(draw.int(0, rank));
    const shape = axis >= 0 && axis <= rank ? x.shape.toSpliced(axis, 0, 1) : undefined;
    const written = draw.chance(0.3) ? axis - rank - 1 : axis;
    s.set(
      'unsqueeze',
      draw.pick([`${x.name}.unsqueeze(${written})`, `torch.unsqueeze(${x.name}, dim=${written})`]),
      shape,
      x.kind,
    );
    return;
  }
  if (draw.chance(0.3)) {
    s.set(
      'squeeze',
      `${x.name}.squeeze()`,
      x.shape.filter(size => size !== 1),
      x.kind,
    );
    return;
  }
  const axis = draw.int(0, rank - 1);
  const shape = x.shape[axis] === 1 ? x.shape.toSpliced(axis, 1) : x.shape;
  s.set('squeeze', `${x.name}.squeeze(${draw.near(axisOf(draw, axis, rank))})`, shape, x.kind);
}

function flatten(s: Sketch): void {
  const { draw } = s;
  const x = anyTensor(s, 2);
  const [start, end] = [draw.int(0, 1), draw.pick([-1, x.shape.length - 1, 1])];
  const last = end === -1 ? x.shape.length - 1 : end;
  const shape = [
    ...x.shape.slice(0, start),
    product(x.shape.slice(start, last + 1)),
    ...x.shape.slice(last + 1),
  ];
  const call = draw.pick([
    `${x.name}.flatten(${start}, ${end})`,
    `torch.flatten(${x.name}, start_dim=${start}, end_dim=${end})`,
  ]);
  s.set('flatten', call, shape, x.kind);
}

function unflatten(s: Sketch): void {
  const { draw } = s;
  const x = anyTensor(s);
  const axis = draw.int(0, x.shape.length - 1);
  const size = x.shape[axis] ?? 1;
  const factor = [2, 3, 5].find(n => size % n === 0) ?? 1;
  const parts = [draw.near(factor), draw.rather(size / factor, [-1, 2])];
  s.set(
    'unflatten',
    `${x.name}.unflatten(${axis}, (${list(parts)}))`,
    x.shape.toSpliced(axis, 1, ...parts),
    x.kind,
  );
}

function join(s: Sketch): void {
  const { draw } = s;
  const x = anyTensor(s);
  const rank = x.shape.length;
  const isCat = draw.chance(0.6);
  const axis = draw.int(0, isCat ? rank - 1 : rank);
  const count = draw.int(1, 3);
  const others = Array.from({ length: count }, () => {
    const size = draw.size();
    return {
      size,
      text: draw.chance(0.4)
        ? x.name
        : `torch.zeros(${list(x.shape.map((n, i) => draw.near(i === axis && isCat ? size : n)))})`,
    };
  });
  const written = draw.near(isCat ? axisOf(draw, axis, rank) : axis);
  const parts = [x.name, ...others.map(({ text }) => text)];
  const items = draw.chance(0.3) ? `(${list(parts)})` : `[${list(parts)}]`;
  const total = others.reduce(
    (sum, { size, text }) => sum + (text === x.name ? (x.shape[axis] ?? 1) : size),
    x.shape[axis] ?? 1,
  );
  const shape = isCat ? x.shape.with(axis, total) : x.shape.toSpliced(axis, 0, parts.length);
  const call = isCat ? draw.pick(['cat', 'cat', 'concat', 'concatenate']) : 'stack';
  s.set(
    isCat ? 'cat' : 'stack',
    `torch.${call}(${items}${draw.chance(0.15) && axis === 0 ? '' : `, ${draw.chance(0.6) ? 'dim=' : ''}${written}`})`,
    shape,
    x.kind,
  );
}

function stackHelpers(s: Sketch): void {
  const { draw } = s;
  const x = anyTensor(s, 1, 3);
  const call = draw.pick(['hstack', 'vstack', 'dstack', 'column_stack']);
  s.set('hstack and kin', `torch.${call}([${x.name}, ${x.name}])`, undefined, x.kind);
}

function split(s: Sketch): void {
  const { draw } = s;
  const x = anyTensor(s);
  const axis = draw.int(0, x.shape.length - 1);
  const size = x.shape[axis] ?? 1;
  const at = axisOf(draw, axis, x.shape.length);
  const kind = draw.pick(['chunk', 'split', 'sections', 'unbind', 'tensor_split']);
  const [a, b, c] = [s.fresh('a'), s.fresh('b'), s.fresh('c')];
  if (kind === 'chunk' || kind === 'tensor_split') {
    const parts = draw.near(2);
    s.add(
      kind,
      `${a}, ${b} = ${draw.pick([`${x.name}.${kind}(${parts}, dim=${at})`, `torch.${kind}(${x.name}, ${parts}, dim=${at})`])}`,
    );
    s.knows(a, x.shape.with(axis, Math.ceil(size / 2)), x.kind);
    s.knows(b, x.shape.with(axis, Math.floor(size / 2)), x.kind);
  } else if (kind === 'split') {
    const length = Math.max(1, Math.ceil(size / 3));
    s.add(kind, `${a}, ${b}, ${c} = ${x.name}.split(${draw.near(length)}, ${at})`);
    s.knows(a, x.shape.with(axis, length), x.kind);
  } else if (kind === 'sections') {
    const first = draw.int(0, size);
    s.add(kind, `${a}, ${b} = torch.split(${x.name}, [${draw.near(first)}, ${size - first}], dim=${at})`);
    s.knows(a, x.shape.with(axis, first), x.kind);
    s.knows(b, x.shape.with(axis, size - first), x.kind);
  } else {
    s.add(kind, `${a} = torch.unbind(${x.name}, ${at})[${draw.near(0)}]`);
    s.knows(a, x.shape.toSpliced(axis, 1), x.kind);
  }
}

function sliceOf(draw: Draw, size: number): { readonly text: string; readonly kept: number | 'gone' } {
  const a = draw.int(0, size - 1);
  return draw.weighted<{ text: string; kept: number | 'gone' }>([
    [3, { text: ':', kept: size }],
    [2, { text: `${draw.near(a)}`, kept: 'gone' }],
    [2, { text: '-1', kept: 'gone' }],
    [1, { text: `${a}:`, kept: size - a }],
    [1, { text: `:${a}`, kept: a }],
    [1, { text: `:-1`, kept: size - 1 }],
    [0.6, { text: '::2', kept: Math.ceil(size / 2) }],
    [0.4, { text: `-2:`, kept: Math.min(size, 2) }],
    [0.4, { text: `${a}:${a + 3}`, kept: Math.min(3, size - a) }],
    [0.3, { text: `[0, ${draw.near(a)}]`, kept: 2 }],
  ]);
}

function index(s: Sketch): void {
  const { draw } = s;
  const x = anyTensor(s);
  const slices = x.shape.slice(0, draw.int(1, x.shape.length)).map(size => sliceOf(draw, size));
  const lists = slices.filter(({ text }) => text.startsWith('[')).length;
  const scalars = slices.filter(({ kept }) => kept === 'gone').length;
  const shape = [
    ...slices.flatMap(({ kept }) => (kept === 'gone' ? [] : [kept])),
    ...x.shape.slice(slices.length),
  ];
  const texts = slices.map(({ text }) => text);
  const extra = draw.chance(0.15) ? draw.pick(['None', '...']) : undefined;
  const place = draw.int(0, texts.length);
  const written = extra ? texts.toSpliced(place, 0, extra) : texts;
  s.set(
    'index',
    `${x.name}[${list(written)}]`,
    extra || lists > 1 || (lists > 0 && scalars > 0) ? undefined : shape,
    x.kind,
  );
}

function indexBy(s: Sketch): void {
  const { draw } = s;
  const x = anyTensor(s);
  const n = draw.size();
  const axis = draw.int(0, x.shape.length - 1);
  const size = x.shape[axis] ?? 1;
  const ids = integers(s, draw.pick([[n], [n, 2]]), size);
  const call = draw.pick([
    `${x.name}[${ids.name}]`,
    `${x.name}.index_select(${axis}, ${ids.name})`,
    `${x.name}[:, ${ids.name}]`,
    `${x.name}.gather(${axis}, ${ids.name})`,
    `torch.take_along_dim(${x.name}, ${ids.name}, dim=${axis})`,
    `${x.name}[torch.arange(${n}), ${ids.name}]`,
    `${x.name}[..., 0]`,
    `${x.name}.select(${axis}, ${draw.near(size - 1)})`,
    `${x.name}.narrow(${axis}, 0, ${draw.near(size)})`,
    `${x.name}.masked_fill(${x.name} > 0, 0)`,
    `torch.where(${x.name} > 0, ${x.name}, torch.zeros(${n}))`,
    `torch.where(${x.name} > 0, ${x.name}, 0)`,
    `${x.name}.scatter(${axis}, ${ids.name}, 1)`,
    `F.one_hot(${ids.name}, ${draw.near(size)})`,
    `F.embedding(${ids.name}, ${x.name})`,
    `${x.name}.index_fill(${axis}, ${ids.name}, 0)`,
  ]);
  s.set('index by tensors', call);
}

/** How many there are depends on what the tensor holds. */
function mask(s: Sketch): void {
  const x = floats(s, s.draw.int(1, 3));
  const call = s.draw.pick([
    `${x.name}[${x.name} > 0]`,
    `${x.name}[${x.name} > -2].sum()`,
    `${x.name}.masked_select(${x.name} > 0)`,
    `${x.name}.nonzero()`,
    `torch.unique(${x.name})`,
  ]);
  s.set(BY_CONTENT, call);
}

function matmul(s: Sketch): void {
  const { draw } = s;
  const x = floats(s, draw.pick([1, 2, 2, 3, 3, 4]));
  const inner = x.shape.at(-1) ?? 1;
  const out = draw.size();
  const kind = draw.pick(['matrix', 'vector', 'batch', 'same']);
  const leading = kind === 'batch' ? x.shape.slice(0, -2) : [];
  const shape = kind === 'vector' ? [inner] : [...leading, inner, out].map(n => draw.near(n));
  const y = kind === 'same' ? x : made(s, shape);
  const call = draw.pick([
    `${x.name} @ ${y.name}`,
    `${x.name} @ ${y.name}`,
    `torch.matmul(${x.name}, ${y.name})`,
    `${x.name}.matmul(${y.name})`,
    `torch.bmm(${x.name}, ${y.name})`,
    `torch.mm(${x.name}, ${y.name})`,
    `${x.name} @ ${y.name}.transpose(-1, -2)`,
    `torch.einsum('...i,ij->...j', ${x.name}, ${y.name})`,
    `torch.dot(${x.name}, ${y.name})`,
    `torch.mv(${x.name}, ${y.name})`,
    `torch.outer(${x.name}, ${y.name})`,
    `torch.addmm(torch.zeros(${out}), ${x.name}, ${y.name})`,
    `F.linear(${x.name}, ${y.name})`,
    `F.linear(${x.name}, ${y.name}, torch.zeros(${out}))`,
  ]);
  const plain = / @ \w+$|matmul/.test(call) && x.shape.length > 1;
  const result = kind === 'vector' ? x.shape.slice(0, -1) : [...x.shape.slice(0, -1), out];
  s.set('matmul', call, plain && kind !== 'same' ? result : undefined);
}

const LETTERS = 'bthdeknm';

function einsum(s: Sketch): void {
  const { draw } = s;
  const x = floats(s, draw.int(1, 4));
  const names = draw.shuffled([...LETTERS]);
  const own = names.slice(0, x.shape.length);
  const sizes = new Map(own.map((letter, axis) => [letter, x.shape[axis] ?? 1]));
  const others = draw.shuffled(names.slice(0, draw.int(1, 6))).slice(0, draw.int(1, 3));
  for (const letter of others) if (!sizes.has(letter)) sizes.set(letter, draw.size());
  const two = draw.chance(0.75);
  const shape = others.map(letter => draw.near(sizes.get(letter) ?? 1));
  const y = two ? made(s, shape) : undefined;
  const all = [...new Set([...own, ...(two ? others : [])])];
  const out = draw.shuffled(all).slice(0, draw.int(0, all.length));
  const right = draw.chance(0.85) ? `->${draw.rather(out.join(''), [`${out.join('')}z`])}` : '';
  const comma = draw.pick([',', ', ']);
  const equation = `${own.join('')}${two ? comma + others.join('') : ''}${right}`;
  s.set(
    'einsum',
    `torch.einsum('${equation}', ${list([x.name, ...(y ? [y.name] : [])])})`,
    right ? out.map(l => sizes.get(l) ?? 1) : undefined,
  );
}

function arithmetic(s: Sketch): void {
  const { draw } = s;
  const x = anyTensor(s);
  const sizes = x.shape
    .slice(draw.int(0, x.shape.length - 1))
    .map(n => (draw.chance(0.2) ? 1 : draw.near(n)));
  const other = draw.chance(0.25)
    ? anyTensor(s).name
    : draw.chance(0.15)
      ? '2'
      : `torch.ones(${list(sizes)})`;
  const call = draw.pick([
    `${x.name} ${draw.pick(['+', '-', '*', '/'])} ${other}`,
    `${other} ${draw.pick(['+', '*', '-'])} ${x.name}`,
    `torch.${draw.pick(['add', 'mul', 'sub', 'maximum', 'pow'])}(${x.name}, ${other})`,
    `${x.name} ${draw.pick(['>', '<', '>=', '=='])} ${other}`,
  ]);
  s.set(
    'broadcast',
    call,
    /^\d|[\w)]$/.test(other) && other.includes('ones') ? x.shape : undefined,
    /[<>]|==/.test(call) ? 'bool' : 'float',
  );
}

function inPlace(s: Sketch): void {
  const { draw } = s;
  const x = anyTensor(s, 1, 3);
  const y = anyTensor(s, 1, 3);
  const ones = `torch.ones(${list(x.shape.map(n => draw.near(n)))})`;
  s.add(
    'in place',
    draw.pick([
      `${x.name} += ${draw.pick([ones, y.name])}`,
      `${x.name}[0] = ${draw.pick([ones, y.name, '1'])}`,
      `${x.name}[:, 0] = ${draw.pick(['1', y.name])}`,
      `${x.name}.copy_(${draw.pick([ones, y.name])})`,
      `${x.name}.add_(${ones})`,
    ]),
  );
}

function reduce(s: Sketch): void {
  const { draw } = s;
  const x = anyTensor(s);
  const rank = x.shape.length;
  const axis = draw.int(0, rank - 1);
  const keep = draw.chance(0.25);
  const about = 'reduction';
  const written = `${draw.pick(['dim=', '', 'axis='])}${draw.near(axisOf(draw, axis, rank))}${keep ? ', keepdim=True' : ''}`;
  const shape = keep ? x.shape.with(axis, 1) : x.shape.toSpliced(axis, 1);
  const one = draw.pick([
    'sum',
    'mean',
    'std',
    'var',
    'prod',
    'amax',
    'logsumexp',
    'norm',
    'any',
    'all',
    'argmax',
    'argmin',
  ]);
  const pair = draw.pick(['max', 'min', 'median', 'sort', 'topk', 'kthvalue', 'mode']);
  const choice = draw.weighted([
    [5, 'one'],
    [1, 'all'],
    [2, 'pair'],
    [1, 'several'],
    [1, 'along'],
  ]);
  if (choice === 'one') s.set(`${about}: ${one}`, `${x.name}.${one}(${written})`, shape, x.kind);
  else if (choice === 'all')
    s.set(
      `${about} of all`,
      `${x.name}.${draw.pick(['sum', 'mean', 'max', 'min', 'std', 'norm'])}()`,
      [],
      x.kind,
    );
  else if (choice === 'several') {
    const axes = draw.shuffled(x.shape.map((_, i) => i)).slice(0, 2);
    s.set(
      `${about} of several axes`,
      `${x.name}.${draw.pick(['sum', 'mean', 'amax'])}(dim=(${list(axes.map(a => draw.near(a)))},)${keep ? ', keepdim=True' : ''})`,
      undefined,
      x.kind,
    );
  } else if (choice === 'along') {
    const call = draw.pick([
      `cumsum(${axis})`,
      `cumsum(dim=${axis})`,
      `softmax(dim=${draw.near(axis)})`,
      `flip(${axis})`,
      `flip([${axis}])`,
      `roll(1, ${axis})`,
      `cumprod(dim=${axis})`,
      `log_softmax(${draw.near(axis)})`,
      `diff(dim=${axis})`,
      `argsort(dim=${axis})`,
      `sort(dim=${axis})[0]`,
      `renorm(2, ${axis}, 1.0)`,
    ]);
    s.set(
      `along an axis: ${call.split('(')[0]}`,
      `${x.name}.${call}`,
      call.startsWith('diff') ? undefined : x.shape,
      x.kind,
    );
  } else {
    const [values, indices] = [s.fresh('values'), s.fresh('idx')];
    const first = pair === 'topk' || pair === 'kthvalue' ? `${draw.near(1)}, ` : '';
    s.add(
      `values and indices: ${pair}`,
      `${values}, ${indices} = ${draw.pick([`${x.name}.${pair}(`, `torch.${pair}(${x.name}, `])}${first}dim=${draw.near(axis)})`,
    );
    s.knows(
      values,
      pair === 'sort' ? x.shape : pair === 'topk' ? x.shape.with(axis, 1) : x.shape.toSpliced(axis, 1),
      x.kind,
    );
  }
}

function repeat(s: Sketch): void {
  const { draw } = s;
  const x = anyTensor(s, 1, 3);
  const times = x.shape.map(() => draw.int(1, 3));
  const grown = x.shape.map((n, i) => n * (times[i] ?? 1));
  const targets = x.shape.map(n => (n === 1 ? draw.size() : draw.rather(n, [-1, n + 1])));
  const call = draw.pick([
    `${x.name}.repeat(${list(times)})`,
    `${x.name}.tile((${list(times)},))`,
    `${x.name}.expand(${list(targets)})`,
    `${x.name}.expand(${draw.size()}, ${list(x.shape.map(() => -1))})`,
    `${x.name}.repeat_interleave(${draw.int(1, 3)}, dim=${draw.near(0)})`,
    `${x.name}.broadcast_to((${draw.size()}, ${list(x.shape)}))`,
    `${x.name}.expand_as(torch.zeros(${list(targets)}))`,
    `${x.name}.unfold(0, ${draw.near(1)}, 1)`,
    `F.pad(${x.name}, (${list([1, 2])}))`,
    `F.pad(${x.name}, (${list([0, 0, 1, draw.int(0, 2)])}))`,
    `torch.tril(${x.name})`,
    `torch.diag(${x.name})`,
    `torch.meshgrid(${x.name}, ${x.name}, indexing='ij')[0]`,
    `${x.name}.movedim(0, ${draw.near(x.shape.length - 1)})`,
    `torch.cdist(${x.name}, ${x.name})`,
    `torch.atleast_2d(${x.name})`,
    `F.normalize(${x.name}, dim=${draw.near(-1)})`,
    `F.cosine_similarity(${x.name}, ${x.name}, dim=${draw.near(-1)})`,
    `F.interpolate(${x.name}, size=${draw.size()})`,
    `F.interpolate(${x.name}, scale_factor=2)`,
    `F.max_pool1d(${x.name}, ${draw.int(1, 3)})`,
    `F.avg_pool1d(${x.name}, kernel_size=${draw.int(1, 3)})`,
    `F.adaptive_avg_pool1d(${x.name}, ${draw.size()})`,
    `F.layer_norm(${x.name}, (${draw.near(x.shape.at(-1) ?? 1)},))`,
    `F.softmax(${x.name}, dim=${draw.near(-1)})`,
    `F.relu(${x.name})`,
    `F.dropout(${x.name}, 0.5)`,
    `F.glu(${x.name})`,
    `F.gumbel_softmax(${x.name}, dim=-1)`,
  ]);
  const shape =
    call.includes('.repeat(') || call.includes('.tile(')
      ? grown
      : /tril|relu|dropout\(/.test(call)
        ? x.shape
        : undefined;
  s.set(
    `function: ${/\.?(\w+)\(/.exec(call.replace(/^torch\.|^F\./, '.').replace(/^\w+\d+\./, '.'))?.[1]}`,
    call,
    shape,
    x.kind,
  );
}

export const functions: readonly (readonly [number, Maker])[] = [
  [3, view],
  [2, axes],
  [0.8, matrixTransposed],
  [2.5, units],
  [1, flatten],
  [0.6, unflatten],
  [3, join],
  [0.5, stackHelpers],
  [2, split],
  [4, index],
  [2, indexBy],
  [0.3, mask],
  [3, matmul],
  [2, einsum],
  [2.5, arithmetic],
  [0.7, inPlace],
  [4, reduce],
  [3, repeat],
];
