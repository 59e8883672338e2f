/**
 * The weights of a layer as a table of a few rows: the editor cuts a hover at some ten lines, so that the cells of a stacked or bidirectional
 * layer, which are mostly alike, share a row.
 */
import type { Weight } from '../../values/index.ts';
import { gatesText } from '../gates.ts';
import { escaped, inlineCode, table } from '../markdown/text.ts';
import { shapeText } from '../shape-text.ts';

const MOST_ROWS = 8;

/** So many have a row each: the weights of one cell. */
const MOST_SINGLE = 5;

export function weightTable(weights: readonly Weight[] | undefined): string | undefined {
  if (!weights || weights.length === 0) return undefined;
  const groups = weights.length > MOST_SINGLE ? alike(weights) : weights.map(weight => [weight]);
  const shown = groups.slice(0, MOST_ROWS);
  const hasGates = shown.some(([weight]) => weight !== undefined && gatesText(weight) !== '');
  const rows = shown.map(group => weightRow(group, hasGates));
  const more = groups.slice(MOST_ROWS).flat().length;
  const head = hasGates ? ['Weight', 'Shape', 'Gates'] : ['Weight', 'Shape'];
  return `${table(head, rows)}${more > 0 ? `\n\n… and ${more} more weights` : ''}`;
}

/** Weights of one role and shape: `weight_hh_l0`, `weight_hh_l0_reverse`, `weight_hh_l1` ... */
function alike(weights: readonly Weight[]): readonly (readonly Weight[])[] {
  const groups = new Map<string, Weight[]>();
  for (const weight of weights) {
    const key = `${roleOf(weight)} ${shapeText(weight.shape)} ${gatesText(weight)}`;
    groups.set(key, [...(groups.get(key) ?? []), weight]);
  }
  return [...groups.values()];
}

/** PyTorch ends names with layer and direction and has two biases a gate, Keras' Bidirectional begins names with the direction. */
function roleOf({ name }: Weight): string {
  return name
    .replace(/_l\d+(_reverse)?$/, '')
    .replace(/^(forward|backward)_/, '')
    .replace(/^bias_[ih]h$/, 'bias');
}

function weightRow(group: readonly Weight[], withGates: boolean): readonly string[] {
  const [weight] = group;
  if (!weight) return [];
  return [
    namesOf(group),
    escaped(shapeText(weight.shape)),
    ...(withGates ? [escaped(gatesText(weight))] : []),
  ];
}

/** Two by name, more as the first and the last of them. */
function namesOf(group: readonly Weight[]): string {
  const names = group.map(({ name }) => inlineCode(name));
  return names.length <= 2 ? names.join(', ') : `${names[0]} … ${names.at(-1)} (${names.length})`;
}
