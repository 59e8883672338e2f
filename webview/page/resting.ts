/** Parts of the page that rest while they are far out of sight: the browser lays out and paints nothing of them (`base.css`). */
import { noChange } from 'lit';
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';

class RestingDirective extends Directive {
  #isKnown = false;

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('resting() belongs on an element.');
  }

  render(): unknown {
    return noChange;
  }

  /** Two frames later, when the browser has taken down its size: the page would change its length else. */
  override update({ element }: ElementPart): unknown {
    if (this.#isKnown) return noChange;
    this.#isKnown = true;
    element.setAttribute('data-rests', 'not yet');
    requestAnimationFrame(() => requestAnimationFrame(() => element.setAttribute('data-rests', 'yes')));
    return noChange;
  }
}

export const resting = directive(RestingDirective);
