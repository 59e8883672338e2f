/**
 * `torch.save` and `torch.load` of plain containers of tensors: what the program saved under a name is what it loads under it.
 * Source: https://docs.pytorch.org/docs/stable/generated/torch.save.html
 */
import { size } from '../../shapes/index.ts';
import type { Operation } from '../array/operation.ts';
import { result } from '../array/scene.ts';
import { dict, type Host, NONE, type Value } from '../parts.ts';

/** Dictionaries in dictionaries are followed so far. */
const DEEPEST = 4;

export function save({ host, bound }: Operation): Value {
  const file = host.saved(bound.value('f'));
  if (file) host.write(file, copied(host, bound.value('obj'), DEEPEST));
  return NONE;
}

export function load(op: Operation): Value {
  const { host, site, bound } = op;
  const file = bound.value('f');
  const saved = host.saved(file)?.value;
  // Each load makes containers of its own.
  if (saved?.kind === 'dict') return copied(host, saved, DEEPEST);
  const stored = saved ? undefined : host.tensorsIn(file);
  if (!stored || stored.some(({ name }) => name === '')) return host.unknown('what the file holds', site);
  const tensors = stored.map(({ name, dtype, shape }) => {
    const sizes = shape.map(each => size(each));
    return [name, result(op, sizes, { dtype, role: 'data' })] as const;
  });
  // Its names do not tell a dictionary in a dictionary from one name with a dot, and what is no tensor is not among them.
  return dict(tensors, host.unknown('what else the file holds', site));
}

/** As it is now: the program may change its own dictionary afterwards. What is no tensor, number or text is not kept. */
function copied(host: Host, value: Value, depth: number): Value {
  switch (value.kind) {
    case 'dict': {
      const { known, rest } = value.entries.value;
      if (depth === 0 || value.isMap) break;
      const entries = [...known].map(([key, each]) => [key, copied(host, each, depth - 1)] as const);
      return dict(entries, rest && host.unknown('what else was saved'));
    }
    case 'tensor':
    case 'number':
    case 'string':
    case 'bool':
    case 'none':
      return value;
  }
  return host.unknown('what was saved');
}
