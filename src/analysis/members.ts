/** What the text of a method does with the object that it belongs to. */
import { oncePerText } from '../syntax/shift.ts';
import type { FunctionExpr } from '../syntax/tree.ts';

/** Names of the object's attributes. */
export interface Uses {
  /** Assigned something other than None. */
  readonly assigned: ReadonlySet<string>;
  readonly read: ReadonlySet<string>;
  readonly called: ReadonlySet<string>;
}

export const usesOf = oncePerText((method): Uses => {
  const found = { assigned: new Set<string>(), read: new Set<string>(), called: new Set<string>() };
  collect(method.body, receiversOf(method), found);
  return found;
});

/** `this`, or what the first parameter is called. */
function receiversOf({ parameters: [first] }: FunctionExpr): ReadonlySet<string> {
  return new Set(first?.target.kind === 'name' ? ['this', first.target.name] : ['this']);
}

type Found = { readonly [K in keyof Uses]: Set<string> };

/** Walks any part of the tree: every node is a plain object, lists of nodes are arrays. */
function collect(part: unknown, receivers: ReadonlySet<string>, found: Found): void {
  if (Array.isArray(part)) for (const item of part) collect(item, receivers, found);
  else if (typeof part === 'object' && part !== null) {
    const name = memberOf(part, receivers);
    // Of the two, only the expression knows of `a?.b`.
    if (name !== undefined) ('optional' in part ? found.read : found.assigned).add(name);
    const callee = 'kind' in part && part.kind === 'call' && 'callee' in part ? part.callee : undefined;
    const method = memberOf(callee, receivers);
    if (method !== undefined) found.called.add(method);
    for (const [key, child] of Object.entries(part))
      if (key !== 'targets' || !isEmptying(part)) collect(child, receivers, found);
  }
}

/** `self.cache = None` */
function isEmptying(part: object): boolean {
  const value = 'value' in part ? part.value : undefined;
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'none';
}

function memberOf(part: unknown, receivers: ReadonlySet<string>): string | undefined {
  if (typeof part !== 'object' || part === null || !('kind' in part) || part.kind !== 'attribute')
    return undefined;
  if (!('object' in part) || !('name' in part) || typeof part.name !== 'string') return undefined;
  const { object } = part;
  const isReceiver =
    typeof object === 'object' &&
    object !== null &&
    'kind' in object &&
    object.kind === 'name' &&
    'name' in object &&
    typeof object.name === 'string' &&
    receivers.has(object.name);
  return isReceiver ? part.name : undefined;
}
