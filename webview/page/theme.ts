/** The theme's colours that are computed with; everything else is CSS. */
import { Palette } from './colors.ts';

/** The palette of before where the colours are the same: all that is painted is painted anew for another. */
export function readPalette(before?: Palette): Palette {
  const styles = getComputedStyle(document.body);
  const background = styles.getPropertyValue('--vscode-editor-background').trim() || '#1f1f1f';
  const foreground = styles.getPropertyValue('--vscode-editor-foreground').trim() || '#cccccc';
  if (before?.background === background && before.foreground === foreground) return before;
  return new Palette(background, foreground);
}

/** VS Code puts the theme's class and variables on body and root. */
export function onThemeChange(react: () => void): void {
  const observer = new MutationObserver(react);
  const options = { attributes: true, attributeFilter: ['class', 'style', 'data-vscode-theme-kind'] };
  observer.observe(document.body, options);
  observer.observe(document.documentElement, options);
}
