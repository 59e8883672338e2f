/** Shapes in a line of text stay whole where it is broken. */
import { html, type TemplateResult } from 'lit';

/** `[10, 8]` and `(batch, 8)`, and no parentheses that hold others. */
const shapes = /(\[[^[\]]*\]|\([^()[\]]*\))/;

export function withWholeShapes(text: string): readonly (string | TemplateResult)[] {
  return text
    .split(shapes)
    .map((part, index) => (index % 2 === 1 ? html`<span class="whole">${part}</span>` : part));
}
