/**
 * What a section of the page adds to the calculator's state: its share, how actions change it, what of it is kept, and its keys. Sections know
 * each other's types only; `state.ts` has the list of all.
 */
import type { CalculatorSpec } from '../../src/protocol/calculatorSpec.ts';
import type { Model } from './model.ts';
import type { Action, State } from './state.ts';

export interface Slice<Share extends object> {
  /** Its share when a layer is opened. */
  readonly initial: (spec: CalculatorSpec) => Share;
  /** The same object for actions that do not concern it. It sees every action, so that it may follow another section's. */
  readonly reduce: (state: State, action: Action) => State;
  /** What is kept over hiding, reload and restart, as plain data under names that no other section uses. */
  readonly save?: (state: State) => Readonly<Record<string, unknown>>;
  /** Reads it back, trusting nothing: what is malformed keeps the value of `state`, in which earlier slices are restored already. */
  readonly restore?: (saved: Readonly<Record<string, unknown>>, state: State) => Partial<Share>;
  /** Its actions that are not worth saving for. */
  readonly passing?: readonly Action['type'][];
  /** Actions that follow each other fast, as a key is held: what is not seen of them may be drawn when they pause. */
  readonly hurrying?: readonly Action['type'][];
  readonly keys?: readonly KeyBinding[];
  /** What goes on by itself, a few milliseconds at a time; it is asked again after each action until it gives none. */
  readonly work?: (scene: KeyScene) => Action | undefined;
}

/** What a key sees when it is pressed; there is no model of a layer whose arithmetic is not known. */
export interface KeyScene {
  readonly state: State;
  readonly model: Model | undefined;
}

export interface KeyBinding {
  /** What the help writes: 'Ctrl+Z / Ctrl+Y'. */
  readonly shown: string;
  readonly what: string;
  /** By the key's name, 'Shift+F11' (Ctrl also stands for the Mac's Command). Absent: the section listens itself. */
  readonly press?: Readonly<Record<string, (scene: KeyScene) => Action | undefined>>;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A saved count or index. */
export function whole(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : undefined;
}
