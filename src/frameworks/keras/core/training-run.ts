/**
 * Marks a run of a model on what `fit`, `predict` and their like were given: some versions compare that with the inputs of the model, where a call of
 * the model leaves everything to its layers; and what some can predict they cannot train.
 */
import type { Dim } from '../../../shapes/index.ts';
import { beside, type Host, type NativeValue } from '../../parts.ts';

interface Training {
  /** The first layer of the model that has weights. */
  readonly first: NativeValue | undefined;
}

/** A run on data; `training`: absent where it only predicts. */
interface DataRun {
  readonly training?: Training;
  /** How many rows of the data the model sees at once; absent: all. */
  readonly batch?: Dim;
}

const RUNS = beside<Host, DataRun>();

/** The host as a model sees it while it runs on data, of which it is given so many rows at once. */
export const feeding = (host: Host, batch?: Dim): Host => {
  const run = RUNS.get(host);
  return run && !batch ? host : marked(host, { ...run, ...(batch && { batch }) });
};

/** The host as layers see it while they are trained. */
export const training = (host: Host, first: NativeValue | undefined): Host =>
  marked(host, { training: { first } });

function marked(host: Host, run: DataRun): Host {
  const copy = { ...host };
  RUNS.set(copy, run);
  return copy;
}

export const batchFed = (host: Host): Dim | undefined => RUNS.get(host)?.batch;

export const isFeeding = (host: Host): boolean => RUNS.get(host) !== undefined;

export const trainingOf = (host: Host): Training | undefined => RUNS.get(host)?.training;
