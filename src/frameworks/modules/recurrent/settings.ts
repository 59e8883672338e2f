/** What the constructor arguments of a recurrent layer come to, whatever the framework calls them. */
import { type Dim, multiply } from '../../../shapes/index.ts';
import type { CellDescription, LayoutName } from '../../parts.ts';
import type { RecurrentKind } from './kinds.ts';

export interface Settings {
  readonly kind: RecurrentKind;
  readonly inputSize: Dim;
  readonly hiddenSize: Dim;
  readonly layers: Dim;
  /** 1 or 2, perhaps symbolic. */
  readonly directions: Dim;
  /** Size of h: proj_size where there is one. */
  readonly outputSize: Dim;
  readonly projection: Dim | undefined;
  readonly bias: boolean | undefined;
  readonly batchFirst: boolean | undefined;
  readonly bidirectional: boolean | undefined;
  readonly nonlinearity: string;
  /** Wrong arguments that the constructor takes and every call refuses. */
  readonly refusedAtCall: readonly {
    readonly parameter: string;
    readonly allowed: string;
    readonly given: string;
    readonly says?: string;
  }[];
}

/** num_layers * num_directions. */
export function stateCount({ layers, directions }: Settings): Dim {
  return multiply(layers, directions);
}

export function describeCell(settings: Settings, layout: LayoutName): CellDescription {
  return {
    kind: settings.kind.cell,
    layout,
    activation: settings.nonlinearity,
    recurrentActivation: 'sigmoid',
    bias: settings.bias ?? true,
    resetAfter: settings.kind.name === 'GRU',
    bidirectional: settings.bidirectional ?? false,
    numLayers: settings.layers,
    projection: settings.projection,
  };
}
