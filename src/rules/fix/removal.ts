/** Fixes that take a layer out of where it stands: an item of a list of layers, a call of `add`, a wrapper around another layer. */
import { type Node, nodesAround } from '../../syntax/find.ts';
import { lineStartAt } from '../../syntax/lines.ts';
import type { NativeValue } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { type Edit, type Fix, replacing } from './fix.ts';
import { callAt, type Place, textAt } from './source.ts';

/** Takes the layer out of the model. */
export function removingLayer(layer: NativeValue | undefined, facts: Facts): Fix | undefined {
  const edit = layer && removal(layer, facts);
  return edit && { title: `Remove the ${layer.class.name}`, edits: [edit], isSafe: false };
}

function removal({ site }: NativeValue, facts: Facts): Edit | undefined {
  const file = facts.files.get(site.file);
  const nodes = file ? nodesAround(file.module, site) : [];
  const list = nodes.findLast(node => node.kind === 'list');
  const index = list?.kind === 'list' ? list.items.findIndex(item => item.start === site.start) : -1;
  if (file && list?.kind === 'list' && index >= 0) {
    const [before, after] = [list.items[index - 1], list.items[index + 1]];
    const start = before ? before.end : site.start;
    return replacing({ file: site.file, start, end: before ? site.end : (after?.start ?? site.end) }, '');
  }
  const statement = nodes.findLast(node => node.kind === 'expr');
  if (!file || !statement || !/\.add\(\s*$/.test(file.text.slice(statement.start, site.start)))
    return undefined;
  const start = lineStartAt(file.text, statement.start);
  const end = file.text.indexOf('\n', statement.end) + 1;
  return end > 0 && file.text.slice(start, statement.start).trim() === ''
    ? replacing({ file: site.file, start, end }, '')
    : undefined;
}

/** `TimeDistributed(LSTM(3))` is `LSTM(3)`. */
export function unwrappingLayer(layer: NativeValue | undefined, facts: Facts): Fix | undefined {
  const { site } = layer ?? {};
  const around = site && callAt(facts, { ...site, start: site.start - 1, end: site.end + 1 });
  if (!site || !layer || around?.arguments[0]?.value.start !== site.start) return undefined;
  const name = textAt(facts, { file: site.file, start: around.start, end: site.start }).replace(/\($/, '');
  if (!/^(\w+\.)*(RNN|TimeDistributed|Bidirectional)$/.test(name)) return undefined;
  return {
    title: `Leave out the ${name} around the ${layer.class.name}`,
    edits: [replacing({ file: site.file, start: around.start, end: around.end }, textAt(facts, site))],
    isSafe: false,
  };
}

/** Takes out the lines of the statement that holds a place; undefined where another stands on them, or where nothing would be left beside it. */
export function removingStatement(
  { file: path, start, end }: Place,
  title: string,
  facts: Facts,
): Fix | undefined {
  const file = facts.files.get(path);
  if (!file) return undefined;
  const nodes = nodesAround(file.module, { start, end });
  const statement = nodes.findLast(node => node.kind === 'assign' || node.kind === 'expr');
  const outer = statement && nodes[nodes.indexOf(statement) - 1];
  if (!statement || (outer && !hasOthers(outer))) return undefined;
  const first = lineStartAt(file.text, statement.start);
  const last = file.text.indexOf('\n', statement.end) + 1;
  const isAlone =
    last > 0 &&
    /^\s*$/.test(file.text.slice(first, statement.start)) &&
    /^;?\s*$/.test(file.text.slice(statement.end, last));
  return isAlone
    ? { title, edits: [replacing({ file: path, start: first, end: last }, '')], isSafe: false }
    : undefined;
}

/** Whether the block that a node holds has several statements. */
const hasOthers = (node: Node): boolean => 'body' in node && Array.isArray(node.body) && node.body.length > 1;
