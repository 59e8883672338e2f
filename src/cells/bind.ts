/**
 * A cell as one framework runs it: the parsed equations with that framework's parameters, storage and activations in place.
 * Everything else (shapes, numbers, steps, text) reads this one object.
 */
import { cells } from './all-cells.ts';
import { type Cell, type CellName, forgetBiasSymbol, type Role } from './cell.ts';
import { gateOfMask, masked } from './dropout.ts';
import { type Equation, type Expression, operation, symbolsIn } from './expression.ts';
import { layoutNamed } from './layouts/index.ts';
import type { Layout, LayoutCell, StoredWeight } from './layouts/layout.ts';
import { parameterSymbol, roleOf } from './notation.ts';
import type { Notation } from './notations/notation-type.ts';
import { parsedEquations } from './parsed.ts';
import { failure, type Result, success } from './result.ts';

/** What code says about a layer's cell; the engine's description of a layer has these fields, among others. */
export interface CellChoice {
  readonly kind: string;
  /** Name of a layout of src/cells/layouts. */
  readonly layout: string;
  /** Activation of candidate and output, in the framework's words. */
  readonly activation: string;
  readonly recurrentActivation: string;
  readonly bias: boolean;
  /** GRU: the reset gate is applied after the matrix product. */
  readonly resetAfter: boolean;
  /** Anything but undefined: the hidden state is projected. */
  readonly projection?: unknown;
  /** Added to the forget gate inside of the formula; undefined: what the framework adds by itself. */
  readonly forgetBias?: number | undefined;
  /** The state before is seen through a dropout mask for each gate; their values are given to the trace. */
  readonly recurrentDropout?: boolean | undefined;
}

export interface BoundCell {
  readonly cell: Cell;
  readonly layout: Layout;
  readonly stored: LayoutCell;
  /** The weights this cell has, in the framework's order. */
  readonly weights: readonly StoredWeight[];
  /** In evaluation order; their symbols are framework-neutral, transposes and activations are the framework's. */
  readonly equations: readonly Equation[];
  /** Symbols of the recurrent dropout's masks that the equations read, each of the hidden state's size. */
  readonly masks: readonly string[];
  /** How steps and sums are written; absent: standing vectors, and σ. */
  readonly writing?: Pick<Notation, 'vectors' | 'logistic'>;
}

/**
 * Binds a cell to a layout. Fails where the layout or the cell is not known, or where the framework has no such cell.
 * A GRU falls back to the only kind its framework has (PyTorch: reset after; TensorFlow.js: reset before).
 */
export function bindCell(choice: CellChoice): Result<BoundCell> {
  const layout = layoutNamed(choice.layout);
  if (!layout) return failure('layout', `There is no layout "${choice.layout}".`);
  const name = cellNames(choice).find(candidate => layout.cells[candidate]);
  const stored = name && layout.cells[name];
  if (!name || !stored) return failure('cell', `${layout.title} has no cell "${choice.kind}" here.`);
  return success(boundTo(cells[name], stored, layout, choice));
}

/** The LSTM of a layout's convolutional layer; what is `units` elsewhere are its filters. Fails where the framework has none. */
export function bindConvolutional(choice: CellChoice): Result<BoundCell> {
  const layout = layoutNamed(choice.layout);
  if (!layout?.convolutional)
    return failure('cell', `${layout?.title ?? choice.layout} has no convolutional LSTM here.`);
  return success(boundTo(cells.lstm, layout.convolutional, layout, choice));
}

function boundTo(cell: Cell, stored: LayoutCell, layout: Layout, choice: CellChoice): BoundCell {
  const weights = stored.weights.filter(weight => choice.bias || !weight.bias);
  const plain = parsedEquations(cell).map(equation =>
    bindEquation(equation, { weights, stored, layout, choice }),
  );
  const equations = choice.recurrentDropout ? plain.map(masked) : plain;
  const symbols = equations.flatMap(({ expression }) => symbolsIn(expression));
  const masks = [...new Set(symbols)].filter(symbol => gateOfMask(symbol) !== undefined);
  return { cell, layout, stored, weights, equations, masks };
}

function cellNames(choice: CellChoice): readonly CellName[] {
  if (choice.kind === 'lstm')
    return choice.projection === undefined ? ['lstm', 'lstm-one-state'] : ['lstm-projected'];
  if (choice.kind === 'gru')
    return choice.resetAfter ? ['gru-reset-after', 'gru'] : ['gru', 'gru-new-by-update', 'gru-reset-after'];
  return Object.values(cells).flatMap(cell => (cell.name === choice.kind ? [cell.name] : []));
}

interface Binding {
  readonly weights: readonly StoredWeight[];
  readonly stored: LayoutCell;
  readonly layout: Layout;
  readonly choice: CellChoice;
}

function bindEquation(equation: Equation, binding: Binding): Equation {
  const transposed = new Map<string, boolean>();
  for (const weight of binding.weights)
    for (const role of weight.roles)
      for (const gate of weight.gates ?? binding.stored.gates)
        transposed.set(parameterSymbol(role, gate), weight.transposed);
  const expression = bindNode(equation.expression, transposed, binding);
  return { target: equation.target, expression: expression ?? { kind: 'number', value: 0 } };
}

/** undefined: a parameter that this layout does not have; it drops out of its sum, or takes its product along. */
function bindNode(
  node: Expression,
  parameters: ReadonlyMap<string, boolean>,
  binding: Binding,
): Expression | undefined {
  if (node.kind === 'number') return node;
  if (node.kind === 'symbol') {
    if (node.name === forgetBiasSymbol) return forgetBiasOf(binding);
    if (!roleOf(node.name)) return node;
    const transposed = parameters.get(node.name);
    if (transposed === undefined) return undefined;
    return transposed ? operation('transpose', node) : node;
  }
  if (node.kind === 'apply') {
    const operand = bindNode(node.operand, parameters, binding);
    return operand && { kind: 'apply', activation: resolved(node.activation, binding), operand };
  }
  const operands = node.operands.map(operand => bindNode(operand, parameters, binding));
  const present = operands.filter(operand => operand !== undefined);
  if (present.length === operands.length) return operation(node.operator, ...present);
  if (node.operator !== 'add') return undefined;
  return present.length > 1 ? operation('add', ...present) : present[0];
}

function forgetBiasOf({ choice, stored }: Binding): Expression | undefined {
  const value = choice.forgetBias ?? stored.forgetBias ?? 0;
  return value === 0 ? undefined : { kind: 'number', value };
}

/** The definition behind `activation` and `recurrent_activation`, with the framework's meaning of the name. */
function resolved(role: string, { choice, layout }: Binding): string {
  const name = role === 'activation' ? choice.activation : choice.recurrentActivation;
  const { activations = {} } = layout;
  return Object.hasOwn(activations, name) ? (activations[name] ?? name) : name;
}

export interface Parameter {
  readonly symbol: string;
  readonly role: Role;
  readonly gate: string;
  readonly weight: StoredWeight;
}

/** Every symbol that is a parameter of this cell, with its role and gate, in storage order. */
export function parametersOf(bound: BoundCell): readonly Parameter[] {
  return bound.weights.flatMap(weight =>
    weight.roles.flatMap(role =>
      (weight.gates ?? bound.stored.gates).map(gate => ({
        symbol: parameterSymbol(role, gate),
        role,
        gate,
        weight,
      })),
    ),
  );
}
