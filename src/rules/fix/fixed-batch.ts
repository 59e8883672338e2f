/** Fixes of stateful layers: the shape that the model declares for its input, with the size of a batch before it. */
import { kindOf, nodesAround, someNode } from '../../syntax/find.ts';
import { lineStartAt } from '../../syntax/lines.ts';
import type { CallExpr, Expr, Span } from '../../syntax/tree.ts';
import type { ArgumentConflict, FrameworkName } from '../../values/index.ts';
import type { Facts } from '../tell/facts.ts';
import { argumentName, code } from '../tell/words.ts';
import { argumentValue, removingArgument } from './arguments.ts';
import { type Edit, type Fix, replacing } from './fix.ts';
import { assignmentsIn, textAt } from './source.ts';

/** Wherever the file declares a shape: only a change that the layer sees mends anything. */
export function fixingBatch({ at, framework }: ArgumentConflict, facts: Facts): readonly Fix[] {
  const { file } = at;
  const calls = callsIn(facts, file);
  return calls.flatMap(call => {
    const batch = batchBefore(call, calls, file, facts);
    const declared = { call, batch, file, framework, facts };
    const edits = [inPlace(declared), ...inFront(declared)].filter(each => each !== undefined);
    return edits.map(own => ({
      title: `Declare the size of a batch too: ${code(own.text)}`,
      edits: own.edits,
      isSafe: false,
    }));
  });
}

interface Declared {
  readonly call: CallExpr;
  /** Samples in a batch, as code. */
  readonly batch: string;
  readonly file: string;
  readonly framework: FrameworkName;
  readonly facts: Facts;
}

interface Written {
  readonly text: string;
  readonly edits: readonly Edit[];
}

/** `shape=(20, 8)` as `batch_shape=(32, 20, 8)`, and where layers declare it `batch_input_shape`. */
function inPlace({ call, batch, file, framework, facts }: Declared): Written | undefined {
  const edited = { call, file, framework, facts };
  const isInput = isInputCall(call, file, facts);
  const name = isInput ? 'shape' : 'input_shape';
  const value = argumentValue(edited, name, isInput ? 0 : undefined);
  const shape = value && withBatch(value, batch, file, facts);
  if (!value || shape === undefined) return undefined;
  const own = argumentName(framework, isInput ? 'batch_shape' : 'batch_input_shape');
  const argument = call.arguments.find(each => each.value === value);
  const separator = framework === 'tfjs' ? ': ' : '=';
  const start = argument?.start ?? entryStart(call, value) ?? value.start;
  const text = `${own}${separator}${shape}`;
  return { text, edits: [replacing({ file, start, end: value.end }, text)] };
}

/** `Input(batch_shape=(32, 20, 8))` in front of the layer that declares it: Keras 3 takes it there only. */
function inFront({ call, batch, file, framework, facts }: Declared): readonly Written[] {
  const edited = { call, file, framework, facts };
  const value = isInputCall(call, file, facts) ? undefined : argumentValue(edited, 'input_shape');
  const shape = value && withBatch(value, batch, file, facts);
  const removal = value && removingArgument(edited, 'input_shape');
  const place = framework === 'keras' ? placeBefore(call, file, facts) : undefined;
  const input = inputName(file, facts);
  if (shape === undefined || !removal || !place || !input) return [];
  const text = `${input.name}(batch_shape=${shape})`;
  const inserted = replacing({ file, start: place.at, end: place.at }, place.write(text));
  return [{ text, edits: [...input.edits, inserted, removal] }];
}

interface Before {
  readonly at: number;
  readonly write: (input: string) => string;
}

/** As the item before it, or as a statement `model.add(...)` before it. */
function placeBefore({ start, end }: Span, file: string, facts: Facts): Before | undefined {
  const source = facts.files.get(file);
  const around = source ? nodesAround(source.module, { start, end }) : [];
  const list = around.findLast(node => node.kind === 'list');
  if (list?.kind === 'list' && list.items.some(item => item.start <= start && end <= item.end)) {
    const item = list.items.find(each => each.start <= start && end <= each.end);
    return item && { at: item.start, write: input => `${input}, ` };
  }
  const statement = around.findLast(node => node.kind === 'expr');
  if (!source || !statement) return undefined;
  const added = /^([\w.]+\.add)\(/.exec(source.text.slice(statement.start, start))?.[1];
  const lineStart = lineStartAt(source.text, statement.start);
  const indent = source.text.slice(lineStart, statement.start);
  return added && indent.trim() === ''
    ? { at: statement.start, write: input => `${added}(${input})\n${indent}` }
    : undefined;
}

/** How the file can call `Input`, with what it must import for that. */
function inputName(
  file: string,
  facts: Facts,
): { readonly name: string; readonly edits: readonly Edit[] } | undefined {
  const text = facts.files.get(file)?.text ?? '';
  const imported = /^from [\w.]*keras[\w.]* import (?!\()[^\n#]*$/m.exec(text);
  if (/^from [\w.]*keras[\w.]* import [^\n#]*\bInput\b/m.test(text)) return { name: 'Input', edits: [] };
  const dotted = /\b((?:\w+\.)*)Sequential\(/.exec(text)?.[1];
  if (dotted) return { name: `${dotted}Input`, edits: [] };
  const match = /^from [\w.]*keras(\.layers)? import (?=\w)/m.exec(text);
  if (!imported || !match) return undefined;
  const at = match.index + match[0].length;
  return { name: 'Input', edits: [replacing({ file, start: at, end: at }, 'Input, ')] };
}

/** `(20, 8)` as `(32, 20, 8)`. */
function withBatch(value: Expr, batch: string, file: string, facts: Facts): string | undefined {
  if (value.kind !== 'tuple' && value.kind !== 'list') return undefined;
  const items = value.items.map(({ start, end }) => textAt(facts, { file, start, end }));
  const text = [batch, ...items].join(', ');
  return value.kind === 'list' ? `[${text}]` : `(${text})`;
}

const entryStart = (call: CallExpr, value: Expr): number | undefined =>
  call.arguments
    .flatMap(argument => (argument.value.kind === 'dict' ? argument.value.entries : []))
    .find(entry => entry.value === value)?.start;

const isInputCall = ({ callee }: CallExpr, file: string, facts: Facts): boolean =>
  /(^|\.)(Input|InputLayer|input)$/.test(textAt(facts, { file, start: callee.start, end: callee.end }));

/** The size that the model is trained with, where that is a number or has a name by then; else the one that Keras takes, or one by one. */
function batchBefore({ start }: CallExpr, calls: readonly CallExpr[], file: string, facts: Facts): string {
  const runs = calls.filter(
    ({ callee }) => callee.kind === 'attribute' && /^(fit|predict|evaluate)$/.test(callee.name),
  );
  const isNamed = (text: string): boolean =>
    assignmentsIn(facts, file).some(
      each =>
        each.start < start &&
        each.targets.some(target => textAt(facts, { file, start: target.start, end: target.end }) === text),
    );
  const given = runs
    .flatMap(call => namedIn(call, facts, file))
    .find(text => /^\d+$/.test(text) || isNamed(text));
  return given ?? (runs.length > 0 ? '32' : '1');
}

const namedIn = (call: CallExpr, facts: Facts, file: string): readonly string[] =>
  call.arguments
    .flatMap(({ name, value }) => [
      ...(name === 'batch_size' ? [value] : []),
      ...(value.kind === 'dict'
        ? value.entries.flatMap(entry =>
            entry.key?.kind === 'string' && entry.key.value === 'batchSize' ? [entry.value] : [],
          )
        : []),
    ])
    .map(({ start, end }) => textAt(facts, { file, start, end }));

function callsIn({ files }: Facts, file: string): readonly CallExpr[] {
  const found: CallExpr[] = [];
  someNode(files.get(file)?.module.body, node => {
    if (isCall(node)) found.push(node);
    return 'open';
  });
  return found;
}

const isCall = (node: object): node is CallExpr => kindOf(node) === 'call' && 'argumentsSpan' in node;
