/** The state as plain data, for the webview's own memory over hiding, reload and restart; and back, trusting nothing. */
import { readSpec } from '../../src/protocol/calculatorSpec.ts';
import { isRecord } from './slice.ts';
import { initialState, type State, slices } from './state.ts';

const version = 1;

export function saved(state: State): Readonly<Record<string, unknown>> {
  const shares = slices.map(slice => slice.save?.(state) ?? {});
  return Object.assign({ version, spec: state.spec }, ...shares);
}

/** undefined: nothing that this version saved. What is malformed in part falls back to its first value. */
export function restored(value: unknown): State | undefined {
  if (!isRecord(value) || value.version !== version) return undefined;
  const spec = readSpec(value.spec);
  if (!spec) return undefined;
  let state = initialState(spec);
  for (const slice of slices) state = { ...state, ...slice.restore?.(value, state) };
  return state;
}
