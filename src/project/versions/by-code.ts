/**
 * The version that a program is written for, where nothing else says any: TensorFlow 2 has taken so much from `tf` that a program which uses some of it runs with
 * TensorFlow 1 only. Programs of that time come without requirements as a rule. Names: `dir(tensorflow)` of 1.15.5 and of 2.21.
 */

import { kindOf, someNode } from '../../syntax/find.ts';
import type { AttributeExpr, ImportStmt, Module, Stmt } from '../../syntax/tree.ts';
import { wholeMinor } from './known.ts';
import { type Pins, pinsFrom } from './pins.ts';

/** In TensorFlow 1.15, and in no TensorFlow 2. */
const TAKEN = new Set(
  `placeholder placeholder_with_default sparse_placeholder Session InteractiveSession ConfigProto contrib
  get_variable variable_scope get_variable_scope global_variables global_variables_initializer local_variables_initializer
  trainable_variables variables_initializer tables_initializer reset_default_graph get_default_graph get_default_session
  get_collection add_to_collection GraphKeys AUTO_REUSE app flags gfile set_random_seed random_normal random_uniform
  truncated_normal layers to_float to_int32 to_int64
  nn.rnn_cell nn.dynamic_rnn nn.static_rnn nn.static_bidirectional_rnn nn.bidirectional_dynamic_rnn nn.raw_rnn
  nn.xw_plus_b nn.softmax_cross_entropy_with_logits_v2 train.AdamOptimizer train.GradientDescentOptimizer
  train.RMSPropOptimizer train.AdagradOptimizer train.MomentumOptimizer train.Saver summary.merge_all summary.FileWriter
  losses.softmax_cross_entropy losses.sparse_softmax_cross_entropy losses.mean_squared_error`.split(/\s+/),
);

/** In TensorFlow 0 only, whose functions took other arguments. */
const OLDER = new Set(
  `mul sub neg pack unpack select nn.rnn nn.bidirectional_rnn nn.state_saving_rnn nn.seq2seq models
  merge_all_summaries scalar_summary histogram_summary train.SummaryWriter batch_matmul`.split(/\s+/),
);

/** In TensorFlow 2 only: a program that uses such names too chooses between them in some way. */
const NEWER =
  /^(optimizers\.\w+|(losses|metrics)\.[A-Z]\w*|data\.AUTOTUNE|random\.(set_seed|Generator)|config\.(list_physical_devices|run_functions_eagerly|set_visible_devices))$/;

/** `tf.concat(1, parts)` and `tf.split(0, 2, x)`, which are of that time too. */
const AXIS_FIRST = /\.(concat|split)\(\s*((concat|split)_dim\s*=|-?\d+\s*,)/;

/** In no TensorFlow before 1.0: where such names are used, a call as `AXIS_FIRST` stands on a way that no run takes. */
const SINCE_1_0 = new Set(
  `layers AUTO_REUSE nn.static_rnn nn.static_bidirectional_rnn nn.softmax_cross_entropy_with_logits_v2
  losses.softmax_cross_entropy losses.sparse_softmax_cross_entropy losses.mean_squared_error`.split(/\s+/),
);

/** A program that goes by the version that it has, or makes TensorFlow 2 what TensorFlow 1 was. */
const SEES_TO_BOTH =
  /__version__\s*([<>=!]=|[<>[.])|(version|parse|Version|parse_version)\(\s*\w+\.__version__|=\s*\w+\.compat\.v1\s*$|disable_v2_behavior|enable_v2_behavior/m;

/** undefined: nothing in it tells. */
export function pinsByCode({
  text,
  module,
}: {
  readonly text: string;
  readonly module: Module;
}): Pins | undefined {
  if (!text.includes('tensorflow') || SEES_TO_BOTH.test(text)) return undefined;
  const used = namesUsed(module);
  if (AXIS_FIRST.test(text) && ![...used].some(name => SINCE_1_0.has(name))) return undefined;
  const taken = [...used].find(name => TAKEN.has(name));
  if (taken === undefined || [...used].some(name => OLDER.has(name) || NEWER.test(name))) return undefined;
  const pinnedBy = `as the code uses tf.${taken}`;
  return pinsFrom(pins => pins.set('tensorflow', { release: wholeMinor(1, 15), pinnedBy, range: '' }));
}

/** What the program takes from `tensorflow`, by one name or two: `Session`, `nn.rnn_cell`, `contrib`. */
function namesUsed({ body }: Module): ReadonlySet<string> {
  const roots = new Set<string>();
  const used = new Set<string>();
  const parts = body.map(writtenIn);
  for (const { imports } of parts) for (const one of imports) noteImport(one, roots, used);
  for (const { paths } of parts)
    for (const path of paths) {
      const [root = '', ...names] = path.split('.');
      if (roots.has(root)) used.add(names.join('.'));
    }
  return used;
}

/** What a statement imports, and its attributes of names: 'tf.nn', 'tf.nn.rnn_cell'. */
interface Written {
  readonly imports: readonly ImportStmt[];
  readonly paths: ReadonlySet<string>;
}

/** While somebody types, the statements that stay are the same ones. */
const WRITTEN = new WeakMap<Stmt, Written>();

function writtenIn(statement: Stmt): Written {
  const known = WRITTEN.get(statement);
  if (known) return known;
  const imports: ImportStmt[] = [];
  const paths = new Set<string>();
  someNode(statement, node => {
    if (isImport(node)) imports.push(node);
    else if (isAttribute(node)) paths.add(pathOf(node));
    return 'open';
  });
  paths.delete('');
  const written = { imports, paths };
  WRITTEN.set(statement, written);
  return written;
}

const isImport = (node: object): node is ImportStmt => kindOf(node) === 'import';
const isAttribute = (node: object): node is AttributeExpr => kindOf(node) === 'attribute';

function noteImport({ module, bindings }: ImportStmt, roots: Set<string>, used: Set<string>): void {
  const [package_, ...names] = module.split('.');
  if (package_ !== 'tensorflow') return;
  if (names.length > 0) used.add(names[0] ?? '').add(names.slice(0, 2).join('.'));
  for (const binding of bindings) {
    if (binding.kind === 'member') used.add([...names, binding.member].join('.'));
    else if (binding.kind === 'root' || (binding.kind === 'module' && names.length === 0))
      roots.add(binding.local);
  }
}

/** `tf.nn`, `tf.nn.rnn_cell`; nothing of what goes deeper, whose beginning is looked at by itself. */
function pathOf({ object, name }: AttributeExpr): string {
  if (object.kind === 'name') return `${object.name}.${name}`;
  if (object.kind !== 'attribute' || object.object.kind !== 'name') return '';
  return `${object.object.name}.${object.name}.${name}`;
}
