/**
 * Marks a run of a model on what `fit`, `predict` and their like were given: some versions compare that with the inputs of the model, where a call of
 * the model leaves everything to its layers; and what some can predict they cannot train.
 */
import { beside, type Host, type NativeValue } from '../../parts.ts';

interface Training {
  /** The first layer of the model that has weights. */
  readonly first: NativeValue | undefined;
}

/** A run on data; `training`: absent where it only predicts. */
interface DataRun {
  readonly training?: Training;
}

const RUNS = beside<Host, DataRun>();

/** The host as a model sees it while it runs on data. */
export const feeding = (host: Host): Host => (isFeeding(host) ? host : marked(host, {}));

/** The host as layers see it while they are trained. */
export const training = (host: Host, first: NativeValue | undefined): Host =>
  marked(host, { training: { first } });

function marked(host: Host, run: DataRun): Host {
  const copy = { ...host };
  RUNS.set(copy, run);
  return copy;
}

export const isFeeding = (host: Host): boolean => RUNS.get(host) !== undefined;

export const trainingOf = (host: Host): Training | undefined => RUNS.get(host)?.training;
