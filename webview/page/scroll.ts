/** How far down the page one is. A page that was hidden starts anew, at its top. */
import { isRecord, whole } from '../state/slice.ts';

/** Under a name that no section uses. */
export function withScroll(saved: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return { ...saved, scroll: Math.max(0, Math.round(window.scrollY)) };
}

/** Milliseconds in which the toolkit's controls have taken their height. */
const settling = 1000;

/** How far down a kept page was; 0 at its top. */
export function scrolledTo(saved: unknown): number {
  return (isRecord(saved) ? whole(saved.scroll) : undefined) ?? 0;
}

/** After the page was drawn. What still grows above must not move it, as the browser would have it. */
export function scrollBack(saved: unknown): void {
  const top = scrolledTo(saved);
  if (top === 0) return;
  const { style } = document.body;
  style.setProperty('overflow-anchor', 'none');
  window.scrollTo({ top, behavior: 'instant' });
  setTimeout(() => style.removeProperty('overflow-anchor'), settling);
}

/** Milliseconds without scrolling. */
const quiet = 150;

export function onScrolled(react: () => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  window.addEventListener(
    'scroll',
    () => {
      clearTimeout(timer);
      timer = setTimeout(react, quiet);
    },
    { passive: true },
  );
}
