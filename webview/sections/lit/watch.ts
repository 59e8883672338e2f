/**
 * Listens for the whole page: whatever stands for operations says which in `data-operations` ("4 5"), or, inside of a formula, in its class
 * ("operation-4").
 */
import type { LitAction } from './slice.ts';

export function watchLit(root: HTMLElement, dispatch: (action: LitAction) => void): void {
  const light = (event: Event): void => dispatch({ type: 'lit', operations: operationsAt(event.target) });
  const dark = (): void => dispatch({ type: 'lit', operations: [] });
  root.addEventListener('pointerover', light);
  root.addEventListener('pointerleave', dark);
  root.addEventListener('focusin', light);
  root.addEventListener('focusout', dark);
}

function operationsAt(target: EventTarget | null): readonly number[] {
  const element =
    target instanceof Element ? target.closest('[data-operations], [class*="operation-"]') : null;
  const named = element?.getAttribute('data-operations');
  if (named !== null && named !== undefined) return named.split(' ').filter(Boolean).map(Number);
  const found = /\boperation-(\d+)\b/.exec(element?.getAttribute('class') ?? '');
  return found ? [Number(found[1])] : [];
}
