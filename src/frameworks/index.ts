/**
 * All frameworks: which import names they own and what their tensors can do. One that is defined by `defineFramework` (declaration.ts) is listed by
 * `npm run generate`.
 */
import type {
  Conflict,
  Edition,
  Framework,
  FrameworkName,
  Host,
  ModuleValue,
  TensorBehaviour,
} from '../values/index.ts';
import { suspectLoaded } from './array/loaded-weights.ts';
import { isBesideFirst } from './array/picks.ts';
import { brainjs } from './brainjs/index.ts';
import { DECLARED } from './declared.ts';
import { equinox } from './equinox/index.ts';
import { flax } from './flax/index.ts';
import { haiku } from './haiku/index.ts';
import { jax } from './jax/index.ts';
import { keras } from './keras/index.ts';
import { mindspore } from './mindspore/index.ts';
import { mlx } from './mlx/index.ts';
import { mxnet } from './mxnet/index.ts';
import { numpy } from './numpy/index.ts';
import { paddle } from './paddle/index.ts';
import { sonnet } from './sonnet/index.ts';
import { tensorflow } from './tensorflow/index.ts';
import { tfjs } from './tfjs/index.ts';
import { torch } from './torch/index.ts';
import { pythonWords } from './words/python.ts';

export const FRAMEWORKS: readonly Framework[] = [
  keras,
  tensorflow,
  tfjs,
  brainjs,
  torch,
  paddle,
  mindspore,
  mlx,
  mxnet,
  jax,
  equinox,
  haiku,
  flax,
  sonnet,
  ...DECLARED,
  numpy,
];

const BEHAVIOURS = new Map<FrameworkName, TensorBehaviour>();
const ROOTS = new Map<string, (host: Host) => ModuleValue>();
const WORDS = new Map<FrameworkName, NonNullable<Framework['words']>>();
for (const framework of FRAMEWORKS) {
  if (framework.words) WORDS.set(framework.name, framework.words);
  if (framework.tensors) BEHAVIOURS.set(framework.name, framework.tensors);
  for (const [root, make] of Object.entries(framework.modules)) ROOTS.set(root, make);
}

/** What can be done to a framework's tensors; undefined for frameworks without tensors of their own. */
export function tensorBehaviour(framework: FrameworkName): TensorBehaviour | undefined {
  return BEHAVIOURS.get(framework);
}

/**
 * The framework's own words for what it refuses: its table's, which know sizes, before those that were stated beside the conflict. What the language
 * itself refuses has none but Python's.
 */
export function wordsOf(conflict: Conflict): string | undefined {
  const words = conflict.framework === 'python' ? pythonWords : WORDS.get(conflict.framework);
  return words?.(conflict) ?? conflict.says;
}

/** The first version of each way in which a framework is modelled to behave, oldest first. */
export function editionsOf(name: FrameworkName): readonly Edition[] {
  return FRAMEWORKS.find(framework => framework.name === name)?.editions ?? [];
}

/** Whose tensors a file most likely works with, by the top-level names that it imports; NumPy only where there is no other. */
export function frameworkAmong(roots: readonly string[]): FrameworkName | undefined {
  const named = FRAMEWORKS.filter(
    ({ modules, tensors }) => tensors && roots.some(root => Object.hasOwn(modules, root)),
  );
  return (named.find(({ name }) => name !== 'numpy') ?? named[0])?.name;
}

/** The module that a top-level import name gives: 'torch', '@tensorflow/tfjs'; undefined for names that no framework owns. */
export function frameworkModule(host: Host, root: string): ModuleValue | undefined {
  return ROOTS.get(root)?.(host);
}

/** The frameworks that there are, which fewer may be than there are names. */
export const READ_FRAMEWORKS: readonly FrameworkName[] = FRAMEWORKS.map(({ name }) => name);

/** Import names of all frameworks: what makes a file worth analysing. */
export const FRAMEWORK_ROOTS: readonly string[] = [...ROOTS.keys()];

export { isBesideFirst, suspectLoaded };
