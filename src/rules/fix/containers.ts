/** A module of the program's own behind a recurrent layer that stands in a container of layers, which hands the whole tuple on. */
import { nodesAround } from '../../syntax/find.ts';
import { lineStartAt } from '../../syntax/lines.ts';
import type { Span } from '../../syntax/tree.ts';
import type { FrameworkName, TupleConflict } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { layerWords } from '../tell/operands.ts';
import { resultsOf } from '../tell/results.ts';
import { code } from '../tell/words.ts';
import { type Edit, type Fix, replacing } from './fix.ts';
import { insertingBehind } from './items.ts';
import { type Place, textAt } from './source.ts';

/** What a module of one's own derives from, beside the layers, and the method that does its work. */
const BASES: Readonly<Partial<Record<FrameworkName, { readonly base: string; readonly method: string }>>> = {
  torch: { base: 'Module', method: 'forward' },
  paddle: { base: 'Layer', method: 'forward' },
  mindspore: { base: 'Cell', method: 'construct' },
};

const NAME = 'TakeOutput';

/** Nothing where the layer is no item of a list or a call, or where the base class cannot be spelled. */
export function takingOutputInside({ producer, framework }: TupleConflict, facts: Facts): Fix | undefined {
  const own = BASES[framework];
  const results = producer && resultsOf(producer);
  const item = producer && results ? itemAt(producer.site, facts) : undefined;
  const prefix = item && prefixOf(item, facts);
  if (!own || !producer || !results || !item || prefix === undefined) return undefined;
  const { file } = item;
  const made = `${NAME}()`;
  const behind = insertingBehind(facts, file, item, item.key ? `(${item.key}, ${made})` : made);
  const defined = definition(item, facts, [
    `class ${NAME}(${prefix}${own.base}):`,
    `    def ${own.method}(self, results):`,
    `        return results[${results.output}]`,
  ]);
  if (!behind || !defined) return undefined;
  const title = `Put a module behind ${layerWords(producer, file, facts)} that takes its output: ${code(made)}`;
  return { title, edits: [...defined, behind], isSafe: false };
}

/** The layer as an item of a call or a list; `key`: the name of the module behind it, as code, where the items are pairs. */
interface Item extends Place {
  readonly key: string | undefined;
  /** The container's constructor, where the item stands in its call. */
  readonly container: Span | undefined;
}

function itemAt({ file, start, end }: Place, facts: Facts): Item | undefined {
  const module = facts.files.get(file)?.module;
  const around = module ? nodesAround(module, { start, end }) : [];
  const own = around.findIndex(node => node.start === start && node.end === end);
  const [outer, pairs] = [around[own - 1], around[own - 2]];
  if (outer?.kind === 'tuple' && pairs?.kind === 'list') {
    const [name] = outer.items;
    if (name?.kind !== 'string') return undefined;
    const key = textAt(facts, { file, start: name.start, end: name.end }).replace(/(?=['"]$)/, '_output');
    return { file, start: outer.start, end: outer.end, key, container: undefined };
  }
  if (outer?.kind === 'list') return { file, start, end, key: undefined, container: undefined };
  if (outer?.kind !== 'call' || outer.callee.end > start) return undefined;
  return { file, start, end, key: undefined, container: outer.callee };
}

/** `nn.` of `nn.LSTM(...)`, or of the container that it stands in. */
function prefixOf({ file, container, ...item }: Item, facts: Facts): string | undefined {
  const layer = textAt(facts, { file, ...item });
  const written = [/([\w.]+)\(/.exec(layer)?.[1], container && textAt(facts, { file, ...container })];
  const dotted = written.find(name => name?.includes('.'));
  return dotted?.slice(0, dotted.lastIndexOf('.') + 1);
}

/** Before the statement of the file that holds the item; nothing to do where the program has the class. */
function definition(
  { file, start, end }: Item,
  facts: Facts,
  lines: readonly string[],
): readonly Edit[] | undefined {
  const source = facts.files.get(file);
  if (!source) return undefined;
  if (source.text.includes(`class ${NAME}(`)) return [];
  const statement = source.module.body.find(each => each.start <= start && end <= each.end);
  if (!statement) return undefined;
  const decorators = 'decorators' in statement ? statement.decorators : [];
  const first = Math.min(statement.start, ...decorators.map(each => each.start));
  const at = lineStartAt(source.text, first);
  return [replacing({ file, start: at, end: at }, `${lines.join('\n')}\n\n\n`)];
}
