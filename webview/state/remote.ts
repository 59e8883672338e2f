/**
 * Large cells are computed in a worker, so that the page answers while a time step takes longer than a frame. A cell that has changed ends the worker of the
 * one before. Where there can be no worker, the page computes itself, a slice at a time.
 */
import source from 'worker:source';
import type { CellChoice } from '../../src/cells/index.ts';
import type { ComputedStep, Job, ToWorker } from '../worker/job.ts';
import { afterFrame, patient } from './afterFrame.ts';
import { wantedSteps } from './compute.ts';
import type { Model } from './model.ts';

/** Products of one time step from which on a step takes longer than one wants to wait for a frame. */
const large = 400_000;

export class RemoteComputer {
  readonly #onStep: (isLost: boolean) => void;
  #worker: Worker | undefined;
  #model: Model | undefined;
  /** Time steps that the worker is asked for. */
  #wanted = 0;
  #isBroken = false;

  /** `isLost`: there is no worker any more, and no step. */
  constructor(onStep: (isLost: boolean) => void) {
    this.#onStep = onStep;
  }

  /** Whether a model's steps come from the worker; it starts after the first question. `time`: the step that one wants to see. */
  takes(model: Model, choice: CellChoice, time: number): boolean {
    const { units, features } = model.input.sizes;
    if (this.#isBroken || units * (units + features) < large) return false;
    if (this.#model !== model) this.#begin(model, choice);
    this.#want(wantedSteps(model, time));
    return true;
  }

  #want(steps: number): void {
    if (steps <= this.#wanted) return;
    this.#wanted = steps;
    this.#post({ wanted: steps });
  }

  #post(message: ToWorker): void {
    this.#worker?.postMessage(message);
  }

  stop(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#model = undefined;
  }

  #begin(model: Model, choice: CellChoice): void {
    this.stop();
    this.#model = model;
    this.#wanted = 0;
    // The step that is there comes first: to start a worker takes as long as to draw.
    if (model.trace.computed() < model.trace.steps) afterFrame(() => this.#start(model, choice), patient);
  }

  #start(model: Model, choice: CellChoice): void {
    if (this.#model !== model) return;
    try {
      const address = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }));
      this.#worker = new Worker(address);
      URL.revokeObjectURL(address);
    } catch {
      this.#lose();
      return;
    }
    const worker = this.#worker;
    worker.addEventListener('error', () => {
      if (worker === this.#worker) this.#lose();
    });
    worker.addEventListener('message', ({ data }: MessageEvent<ComputedStep>) => {
      if (worker !== this.#worker || this.#model !== model) return;
      model.trace.accept(data.time, data.results);
      if (model.trace.computed() >= model.trace.steps) {
        worker.terminate();
        this.#worker = undefined;
      }
      this.#onStep(false);
    });
    this.#post({ job: jobOf(model, choice) });
    this.#post({ wanted: this.#wanted });
  }

  #lose(): void {
    this.#isBroken = true;
    this.stop();
    this.#onStep(true);
  }
}

function jobOf({ input, samples }: Model, choice: CellChoice): Job {
  const { sizes, parameters, x, initialState, precision, masks = new Map() } = input;
  return {
    choice,
    sizes,
    parameters: [...parameters].filter(([symbol]) => !samples.symbols.includes(symbol)),
    samples,
    x,
    initialState: [...initialState],
    masks: [...masks],
    precision,
  };
}
