/**
 * Lightning's Trainer: the steps of a module are run on the batches of a loader.
 * https://lightning.ai/docs/pytorch/stable/common/trainer.html
 */
import { size, unknownDim } from '../../shapes/index.ts';
import { instance, opaqueClass } from '../array/opaque.ts';
import {
  type Bound,
  type BoundMethod,
  bind,
  type Call,
  counter,
  type NativeClass,
  NONE,
  nativeFunction,
  signature,
  type Value,
} from '../parts.ts';

/** A step of the module's, its loader's parameter, and the method that gives the loader where none is passed. */
interface Stage {
  readonly step: string;
  readonly loader: string;
  readonly makes: string;
}

const TRAINING: Stage = { step: 'training_step', loader: 'train_dataloaders', makes: 'train_dataloader' };
const VALIDATION: Stage = { step: 'validation_step', loader: 'val_dataloaders', makes: 'val_dataloader' };
const TEST: Stage = { step: 'test_step', loader: 'dataloaders', makes: 'test_dataloader' };

const FIT = 'model, train_dataloaders=None, val_dataloaders=None, datamodule=None, ckpt_path=None, **kwargs';
const RUN = 'model=None, dataloaders=None, ckpt_path=None, verbose=True, datamodule=None, **kwargs';

interface Task {
  readonly signature: string;
  /** What `setup` is told. */
  readonly stage: string;
  readonly stages: readonly Stage[];
}

/** The first batches are validated before any is trained on. */
const TASKS: Readonly<Record<string, Task>> = {
  fit: { signature: FIT, stage: 'fit', stages: [VALIDATION, TRAINING] },
  validate: { signature: RUN, stage: 'validate', stages: [{ ...VALIDATION, loader: 'dataloaders' }] },
  test: { signature: RUN, stage: 'test', stages: [TEST] },
};

export const Trainer: NativeClass = {
  ...opaqueClass({ qualified: 'lightning.pytorch.Trainer', framework: 'torch' }),
  standing: undefined,
  construct: ({ host, site }) =>
    instance(host, Trainer, site, {
      attribute: (_host, name) => {
        const task = Object.hasOwn(TASKS, name) ? TASKS[name] : undefined;
        return task && nativeFunction(`Trainer.${name}`, call => run(call, name, task));
      },
    }),
};

function run(call: Call, name: string, task: Task): Value {
  const { host, site } = call;
  const bound = bind(call, signature(task.signature), `Trainer.${name}`, 'torch');
  const model = bound.value('model');
  if (bound.refused || bound.open || model.kind !== 'object') return NONE;
  // What changes batches on their way is not followed.
  if (CHANGES_BATCHES.some(hook => ownMethod(call, model, hook))) return NONE;
  const data = bound.value('datamodule');
  for (const owner of [data, model])
    for (const [hook, args] of [
      ['prepare_data', []],
      ['setup', [task.stage]],
    ] as const) {
      const method = ownMethod(call, owner, hook);
      const values = args.map((text): Value => ({ kind: 'string', value: text }));
      if (method) host.call(method, positional(call, values), site);
    }
  for (const stage of task.stages) runStage(call, bound, stage);
  return host.unknown('what a Trainer gives', site);
}

const CHANGES_BATCHES = ['transfer_batch_to_device', 'on_before_batch_transfer', 'on_after_batch_transfer'];

function runStage(call: Call, bound: Bound, { step, loader, makes }: Stage): void {
  const { host, site } = call;
  const model = bound.value('model');
  const method = ownMethod(call, model, step);
  if (!method) return;
  const given = bound.value(loader);
  const maker = [bound.value('datamodule'), model].map(owner => ownMethod(call, owner, makes)).find(Boolean);
  const batches = given.kind !== 'none' ? given : maker && host.call(maker, [], site);
  // Several loaders are one of Lightning's own.
  if (batches?.kind !== 'native') return;
  const items = host.iterate(batches, site);
  const place = counter(host.nextId(), size(0), unknownDim());
  const takesPlace = method.function.kind === 'function' && method.function.function.parameters.length > 2;
  const runOn = (batch: Value): Value =>
    host.call(method, positional(call, takesPlace ? [batch, place] : [batch]), site);
  if ('known' in items) items.known.forEach(runOn);
  else host.repeating(() => runOn(items.element));
}

const positional = ({ site }: Call, values: readonly Value[]) =>
  values.map(value => ({ name: undefined, value, at: site }));

function ownMethod({ host, site }: Call, owner: Value, name: string): BoundMethod | undefined {
  const method = owner.kind === 'object' ? host.attribute(owner, name, site) : undefined;
  return method?.kind === 'bound' && method.function.kind === 'function' ? method : undefined;
}
