/** The calculator's own keys, outside of matrices and fields. */

import type { Model } from './model.ts';
import type { Action } from './state.ts';

/** What a key does, or undefined where it is the page's or the editor's. */
export function actionOf(event: KeyboardEvent, model: Model | undefined): Action | undefined {
  if (event.altKey || isTyping(event)) return undefined;
  if (event.ctrlKey || event.metaKey) return historyKey(event);
  if (event.key === '?') return { type: 'helpToggled' };
  if (!model) return undefined;
  const { program } = model;
  switch (event.key) {
    case '.':
      return { type: 'moved', program, grain: 'operation', count: 1 };
    case ',':
      return { type: 'moved', program, grain: 'operation', count: -1 };
    case ']':
      return { type: 'moved', program, grain: 'time', count: 1 };
    case '[':
      return { type: 'moved', program, grain: 'time', count: -1 };
    default:
      return undefined;
  }
}

function historyKey({ key, shiftKey }: KeyboardEvent): Action | undefined {
  if (key.toLowerCase() === 'z') return { type: shiftKey ? 'redone' : 'undone' };
  return key.toLowerCase() === 'y' ? { type: 'redone' } : undefined;
}

/** A text field's own keys stay its own. */
function isTyping(event: KeyboardEvent): boolean {
  const [target] = event.composedPath();
  return target instanceof HTMLInputElement && target.type !== 'range';
}
