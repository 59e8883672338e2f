/** Fixes of tensors of another dtype than PyTorch takes beside the others: converted where they stand, made so, or the layer made of theirs. */
import type { CallExpr, Expr } from '../../syntax/tree.ts';
import type { ArgumentConflict } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { code } from '../tell/words.ts';
import { settingArgument } from './arguments.ts';
import { type Edit, type Fix, proposals, replacing } from './fix.ts';
import { fixDrawn, isDrawn } from './indices.ts';
import { asOperand, callAt, exprAt, lastGiven, type Place, textAt } from './source.ts';

/** Methods that convert, by the word for what is wanted. */
const METHODS: Readonly<Record<string, string>> = {
  float16: 'half',
  bfloat16: 'bfloat16',
  float32: 'float',
  float64: 'double',
  floats: 'float',
  integers: 'long',
};

/** What a sentence about a tensor says of its dtype: 'a tensor of float32, as its weights are'. */
const dtypeIn = (words: string | undefined): string | undefined =>
  /^a tensor of (\w+)/.exec(words ?? '')?.[1];

/** `written`: the tensor's code and its place. */
export function fixDtype(
  conflict: ArgumentConflict,
  written: Edit | undefined,
  facts: Facts,
): readonly Fix[] {
  const { allowed, given, framework } = conflict;
  if (framework !== 'torch' || conflict.aspect !== 'type' || !written) return [];
  const expr = exprAt(facts, written);
  if (!expr) return [];
  if (allowed === 'a Tensor' && given === 'a NumPy array')
    return ['', '.float()'].map(then => wrapping(written, `torch.from_numpy(${written.text})${then}`));
  const wanted = dtypeIn(allowed);
  const method = wanted && Object.hasOwn(METHODS, wanted) ? METHODS[wanted] : undefined;
  if (!wanted || !method) return [];
  const made = lastGiven(expr, written, written.file, facts) ?? expr;
  if (wanted === 'integers' && isDrawn(made)) return proposals(fixDrawn(conflict, made, written.file, facts));
  return proposals(
    changing(expr, wanted, written, facts),
    asArray(expr, wanted, written, facts),
    wrapping(written, `${asOperand(written.text, expr)}.${method}()`),
    ofTheLayer(conflict, facts),
  );
}

const wrapping = (place: Place, text: string): Fix => ({
  title: `Write ${code(text)}`,
  edits: [replacing(place, text)],
  isSafe: false,
});

/** `torch.zeros(3, dtype=torch.float64)` is made of another dtype. */
function changing(expr: Expr, wanted: string, written: Edit, facts: Facts): Fix | undefined {
  const dtype = expr.kind === 'call' ? dtypeOf(expr) : undefined;
  if (dtype?.kind !== 'attribute' || !/^float|^bfloat/.test(wanted)) return undefined;
  const name = `torch.${wanted}`;
  const place = { file: written.file, start: dtype.start, end: dtype.end };
  return (
    exprAt(facts, place) && {
      title: `Set ${code('dtype')} to ${code(name)}`,
      edits: [replacing(place, name)],
      isSafe: false,
    }
  );
}

/** `torch.from_numpy(array)` is as the array is. */
function asArray(expr: Expr, wanted: string, written: Edit, facts: Facts): Fix | undefined {
  const isOfArray = expr.kind === 'call' && /\bfrom_numpy$/.test(nameOf(expr.callee));
  const array = isOfArray ? expr.arguments[0]?.value : undefined;
  if (!array || !/^float(16|32|64)$/.test(wanted)) return undefined;
  const place = { file: written.file, start: array.start, end: array.end };
  const text = textAt(facts, place);
  return wrapping(place, `${asOperand(text, array)}.astype("${wanted}")`);
}

const nameOf = (expr: Expr): string => (expr.kind === 'attribute' || expr.kind === 'name' ? expr.name : '');

const dtypeOf = (call: CallExpr): Expr | undefined =>
  call.arguments.find(({ name }) => name === 'dtype')?.value;

/** A layer whose weights are of what it is given. */
function ofTheLayer({ layer, given, framework }: ArgumentConflict, facts: Facts): Fix | undefined {
  const own = dtypeIn(given);
  const call = layer && /^b?float\d+$/.test(own ?? '') ? callAt(facts, layer.site) : undefined;
  if (!layer || !call) return undefined;
  const name = `torch.${own}`;
  const edit = settingArgument({ call, file: layer.site.file, framework, facts }, 'dtype', name);
  return (
    edit && {
      title: `Set ${code('dtype')} of the ${layer.class.name} to ${code(name)}`,
      edits: [edit],
      isSafe: false,
    }
  );
}
