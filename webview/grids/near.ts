/** Tells of matrices whether they are in sight or soon will be. */

type Told = (isNear: boolean) => void;

const told = new WeakMap<Element, Told>();

/** How far a page is scrolled at once: its own height. Matrices are told of in the frame after the one that brings them. */
const observer = new IntersectionObserver(
  entries => {
    for (const { target, isIntersecting } of entries) told.get(target)?.(isIntersecting);
  },
  { rootMargin: '100%' },
);

/** Calls `react` with every change, and once to begin with. What has left the document is forgotten. */
export function watchNear(element: Element, react: Told): void {
  told.set(element, react);
  observer.observe(element);
}
