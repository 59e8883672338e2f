/** The theme's colours that are computed with; everything else is CSS. */
import { Palette } from './colors.ts';

export function readPalette(): Palette {
  const styles = getComputedStyle(document.body);
  const background = styles.getPropertyValue('--vscode-editor-background').trim();
  const foreground = styles.getPropertyValue('--vscode-editor-foreground').trim();
  return new Palette(background || '#1f1f1f', foreground || '#cccccc');
}

/** VS Code puts the theme's class and variables on body and root. */
export function onThemeChange(react: () => void): void {
  const observer = new MutationObserver(react);
  const options = { attributes: true, attributeFilter: ['class', 'style', 'data-vscode-theme-kind'] };
  observer.observe(document.body, options);
  observer.observe(document.documentElement, options);
}
