/** What can wait until the browser has drawn what there is. */

/** `longest`: milliseconds after which it waits no more. Frames may not come: of a page that is hidden there are none. */
export function afterFrame(react: () => void, longest: number): void {
  const late = setTimeout(react, longest);
  requestAnimationFrame(() => {
    clearTimeout(late);
    setTimeout(react);
  });
}

/** For what comes after the first step: to draw that takes long on a machine that does other things too. */
export const patient = 1000;
