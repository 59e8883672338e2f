/** Marks a run of a model as training, for what some versions can predict but not train. */
import { beside, type Host, type NativeValue } from '../../parts.ts';

interface Training {
  /** The first layer of the model that has weights. */
  readonly first: NativeValue | undefined;
}

const RUNS = beside<Host, Training>();

/** The host as layers see it while they are trained. */
export function training(host: Host, first: NativeValue | undefined): Host {
  const marked = { ...host };
  RUNS.set(marked, { first });
  return marked;
}

export const trainingOf = (host: Host): Training | undefined => RUNS.get(host);
