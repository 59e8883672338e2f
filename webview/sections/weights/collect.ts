/** Puts the pieces of a cell's weights together, and asks for them once. */
import type { Tensor } from '../../../src/cells/index.ts';
import type {
  FromCalculator,
  ToCalculator,
  WeightPiece,
  WeightsBegin,
} from '../../../src/protocol/calculator.ts';
import type { FileLayer } from '../../../src/protocol/weights.ts';
import type { Action, State } from '../../state/state.ts';
import { partKey } from '../layer/stack.ts';
import { awaited, samePlace } from './slice.ts';

interface Collected {
  readonly key: string;
  readonly layer: FileLayer;
  readonly tensors: Map<
    string,
    { readonly shape: readonly number[]; readonly data: Float32Array | Float64Array; have: number }
  >;
}

/** Numbers of one cell that are taken; more than the largest one has. */
const mostNumbers = 60_000_000;

export class WeightCollector {
  readonly #post: (message: FromCalculator) => void;
  readonly #dispatch: (action: Action) => void;
  #asked = '';
  #collected: Collected | undefined;

  constructor(post: (message: FromCalculator) => void, dispatch: (action: Action) => void) {
    this.#post = post;
    this.#dispatch = dispatch;
  }

  /** After each change of the state. */
  follow(state: State): void {
    const place = awaited(state);
    if (!place) {
      this.#asked = '';
      return;
    }
    const key = keyOf(place.uri, place.index, state.part);
    if (key === this.#asked) return;
    this.#asked = key;
    this.#post({ type: 'weightsWanted', place, part: state.part });
  }

  receive(message: ToCalculator, state: State | undefined): void {
    if (!state) return;
    if (message.type === 'weightsBegin') this.#begin(message);
    else if (message.type === 'weightPiece') this.#add(message);
    else if (message.type === 'weightsFailed' && samePlace(awaited(state), message.place))
      this.#dispatch({ type: 'weightsFailed', reason: message.reason });
  }

  #begin({ place, part, layer }: WeightsBegin): void {
    const key = keyOf(place.uri, place.index, part);
    this.#collected = key === this.#asked ? { key, layer, tensors: new Map() } : undefined;
  }

  #add({ place, part, weight, shape, first, data }: WeightPiece): void {
    const collected = this.#collected;
    if (collected?.key !== keyOf(place.uri, place.index, part)) return;
    const total = shape.reduce((product, size) => product * size, 1);
    if (total > mostNumbers || first + data.length > total) return;
    let known = collected.tensors.get(weight);
    if (!known) {
      const room = data instanceof Float32Array ? new Float32Array(total) : new Float64Array(total);
      known = { shape, data: room, have: 0 };
      collected.tensors.set(weight, known);
    }
    if (known.data.length !== total) return;
    known.data.set(data, first);
    known.have += data.length;
    const { layer, tensors } = collected;
    const isDone = layer.weights.every(name => {
      const tensor = tensors.get(name);
      return tensor !== undefined && tensor.have >= tensor.data.length;
    });
    if (!isDone) return;
    this.#collected = undefined;
    const weights = new Map(
      [...tensors].map(([name, tensor]): [string, Tensor] => [
        name,
        { shape: tensor.shape, data: tensor.data },
      ]),
    );
    this.#dispatch({ type: 'weightsRead', place, part, layer, weights });
  }
}

function keyOf(uri: string, index: number, part: Parameters<typeof partKey>[0]): string {
  return `${partKey(part)} ${index} ${uri}`;
}
