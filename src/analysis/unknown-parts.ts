/** Calls of what is not known, which may be a layer of the model whose code makes them. */
import { STANDARD_LIBRARY } from '../project/index.ts';
import type { CallExpr } from '../syntax/tree.ts';
import type { ClassValue, Value } from '../values/index.ts';
import { at, type Frame } from './frame.ts';
import type { Machine } from './machine.ts';
import { lookup } from './scope.ts';

type Callee = CallExpr['callee'];

/** `self.encoder(x)` of an encoder that is not known, and, where layers come to be as they are called, `Block(8)(x)` of such a block. */
export function noteUnknownPart(m: Machine, frame: Frame, callee: Callee, called: Value): void {
  if (!mayBeLayer(called)) return;
  const owner = callee.kind === 'attribute' && ownerOf(frame, callee);
  if (owner && owner.attributes.value.get(callee.name) === called && owner.base.value?.model)
    m.recorder.calledUnknown(owner.base.value, callee.name);
  const isPossible = owner || callee.kind !== 'attribute' || isForeign(called) || isOfModules(frame, callee);
  if (m.unknownCalled && isPossible && !holdsNoLayers(frame, callee, called))
    m.unknownCalled(m.host.textOf(at(frame, made(callee))));
}

/** `Block(8)(x)` is named as `Block(8)` is. */
const made = (callee: Callee): Callee => (callee.kind === 'call' ? made(callee.callee) : callee);

/** The user's object whose attribute is called. */
function ownerOf(frame: Frame, { object }: Extract<Callee, { kind: 'attribute' }>) {
  const owner = object.kind === 'name' ? lookup(frame.scope, object.name) : undefined;
  return owner?.kind === 'object' ? owner : undefined;
}

/** What is not known, and an object of a class that derives from one of which nothing is known. */
const mayBeLayer = (called: Value): boolean =>
  called.kind === 'unknown' ||
  (called.kind === 'object' && !isPart(called.base.value) && hasForeignBase(called.class));

const isPart = (base: Value | undefined): boolean =>
  base?.kind === 'native' && (base.model ?? base.layer) !== undefined;

const hasForeignBase = ({ bases }: ClassValue): boolean =>
  bases.some(
    base =>
      base.kind === 'unknown' ||
      (base.kind === 'native-class' && base.standing === 'opaque') ||
      (base.kind === 'class' && hasForeignBase(base)),
  );

/** A method of a value that is not known makes no layers as a rule: `batch.split()`. What is imported may. */
const isForeign = (called: Value): boolean =>
  called.kind === 'unknown' && called.reason.foreign !== undefined;

/** What frameworks have that is not modelled, but for those of modules, and what libraries have that make no layers of them. */
function holdsNoLayers(frame: Frame, callee: Callee, called: Value): boolean {
  if (called.kind !== 'unknown') return false;
  const { foreign, gap } = called.reason;
  const [root = ''] = foreign?.split('.') ?? [];
  if (gap !== undefined) return !isOfModules(frame, callee);
  return STANDARD_LIBRARY.has(root) || WITHOUT_LAYERS.has(root);
}

/** `hk.nets.Other` */
function isOfModules(frame: Frame, callee: Callee): boolean {
  if (callee.kind === 'attribute') return isOfModules(frame, callee.object);
  const value = callee.kind === 'name' ? lookup(frame.scope, callee.name) : undefined;
  return value?.kind === 'module' && /^(?:haiku|flax)\b/.test(value.name);
}

/** Of the libraries that models call, those that are arithmetic, distributions, logs and data: by their documentation they make no modules. */
const WITHOUT_LAYERS: ReadonlySet<string> = new Set(
  `absl chex cv2 distrax einops gym gymnasium jaxtyping jmp matplotlib ml_collections numpy optax orbax pandas PIL rlax scipy sklearn
  tensorflow_probability tqdm typing_extensions wandb`.split(/\s+/),
);
