/** The theme's colours that are computed with; everything else is CSS. */
import { type Look, Palette } from './colors.ts';

/** The palette of before where it would be the same: all that is painted is painted anew for another. */
export function readPalette(before?: Palette): Palette {
  const styles = getComputedStyle(document.body);
  const read = (name: string, other: string): string =>
    styles.getPropertyValue(`--vscode-${name}`).trim() || other;
  const look = {
    background: read('editor-background', '#1f1f1f'),
    foreground: read('editor-foreground', '#cccccc'),
    font: read('editor-font-family', 'monospace'),
    sharpness: window.devicePixelRatio || 1,
  };
  return before && sameLook(before.look, look) ? before : new Palette(look);
}

function sameLook(a: Look, b: Look): boolean {
  return (
    a.background === b.background &&
    a.foreground === b.foreground &&
    a.font === b.font &&
    a.sharpness === b.sharpness
  );
}

/** VS Code puts the theme's class and variables on body and root; zoom, or another screen, changes how sharp it is. */
export function onThemeChange(react: () => void): void {
  const observer = new MutationObserver(react);
  const options = { attributes: true, attributeFilter: ['class', 'style', 'data-vscode-theme-kind'] };
  observer.observe(document.body, options);
  observer.observe(document.documentElement, options);
  window.addEventListener('resize', react);
}
