/** What the program does with the results of one call of a recurrent layer, which the call alone does not show. */
import { beside, type Host, type NativeValue, type TensorValue, type Uses } from '../parts.ts';

export interface ResultUses {
  readonly output: Uses;
  /** By role; no cell state: undefined. */
  readonly h: Uses | undefined;
  readonly c: Uses | undefined;
}

const RESULTS = beside<TensorValue, ResultUses>();

/** Watches what a recurrent layer gives; `output` may be packed. */
export function watchResults(
  host: Host,
  output: TensorValue | NativeValue,
  states: readonly TensorValue[],
): void {
  const [first] = states;
  if (!first) return;
  const { file, start, end } = first.source.site;
  const watch = (value: TensorValue | NativeValue, role: string): Uses =>
    host.watch(value, `${role} of ${file}:${start}:${end}`);
  const watched = states.map(state => [state.source.role, watch(state, state.source.role)] as const);
  const of = (role: string): Uses | undefined => watched.find(([each]) => each === role)?.[1];
  const uses = { output: watch(output, 'output'), h: of('h'), c: of('c') };
  for (const state of states) RESULTS.set(state, uses);
}

/** Of a state as the layer gave it; undefined: nobody has looked. */
export const resultUses = (state: TensorValue): ResultUses | undefined => RESULTS.get(state);
