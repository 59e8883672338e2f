/** PyTorch Lightning: its modules are nn.Modules with more methods. https://lightning.ai/docs/pytorch/stable/common/lightning_module.html */
import { opaqueClass } from '../array/opaque.ts';
import { doubtTrainedBelow } from '../modules/trained.ts';
import { type ModuleValue, moduleOf, type NativeClass, NONE, nativeFunction, type Value } from '../parts.ts';
import { Module } from './dialect.ts';
import { saveHyperparameters } from './hyperparameters.ts';
import { Trainer } from './lightning-trainer.ts';

const nothing = (name: string): Value => nativeFunction(name, () => NONE);
const NOTHING = ['log', 'log_dict', 'print', 'manual_backward', 'toggle_optimizer', 'untoggle_optimizer'];

const LightningModule: NativeClass = {
  ...Module,
  name: 'LightningModule',
  qualified: 'lightning.pytorch.LightningModule',
  ancestors: ['torch.nn.Module'],
  extend: Module.extend && {
    ...Module.extend,
    // Its own names are many.
    inherited: undefined,
    attribute: (host, self, name, site) =>
      name === 'freeze' || name === 'unfreeze'
        ? nativeFunction(name, () => {
            doubtTrainedBelow(host, self);
            return NONE;
          })
        : name === 'save_hyperparameters'
          ? nativeFunction(name, call => saveHyperparameters(call, self))
          : NOTHING.includes(name)
            ? nothing(name)
            : Module.extend?.attribute?.(host, self, name, site),
  },
};

const opaque = (name: string): Value =>
  opaqueClass({ qualified: `lightning.pytorch.${name}`, framework: 'torch' });

const pytorch: ModuleValue = moduleOf('lightning.pytorch', {
  LightningModule,
  LightningDataModule: opaque('LightningDataModule'),
  Trainer,
  Callback: opaque('Callback'),
  seed_everything: nothing('seed_everything'),
  core: () => moduleOf('lightning.pytorch.core', { LightningModule }),
});

export const lightning: ModuleValue = moduleOf('lightning', {
  pytorch,
  LightningModule,
  LightningDataModule: opaque('LightningDataModule'),
  Trainer,
  seed_everything: nothing('seed_everything'),
});

export const pytorchLightning = pytorch;
