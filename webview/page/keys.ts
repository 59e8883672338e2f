/** The calculator's keys, outside of matrices and fields: each section's own, found by name. */
import type { KeyBinding, KeyScene } from '../state/slice.ts';
import { type Action, slices } from '../state/state.ts';

/** In the order of the help. */
export const keyBindings: readonly KeyBinding[] = slices.flatMap(({ keys = [] }) => keys);

const presses = new Map(keyBindings.flatMap(({ press = {} }) => Object.entries(press)));

/** What a key does, or undefined where it is the page's or the editor's. */
export function actionOf(event: KeyboardEvent, scene: KeyScene): Action | undefined {
  return isTyping(event) && !/^F\d/.test(event.key) ? undefined : presses.get(keyName(event))?.(scene);
}

/** 'Ctrl+Shift+z', 'Shift+F11'; a sign that needs Shift or AltGr has neither in its name: '?', '['. */
export function keyName(event: KeyboardEvent): string {
  const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
  const isSign = key.length === 1 && !/[a-z]/i.test(key);
  // On many keyboards brackets need AltGr, which counts as Ctrl and Alt.
  const isAltGr = isSign && event.getModifierState('AltGraph');
  const held = [
    (ctrlKey || metaKey) && !isAltGr ? 'Ctrl+' : '',
    altKey && !isAltGr ? 'Alt+' : '',
    shiftKey && !isSign ? 'Shift+' : '',
  ].join('');
  return held + (key.length === 1 ? key.toLowerCase() : key);
}

/** A text field's own keys stay its own; function keys are no text. */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return (
    target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && target.type !== 'range')
  );
}
