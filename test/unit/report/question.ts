/** The first question as an analysis would yield it: facts by hand over the parsed text. */
import type { FileFacts, Observation, Slip } from '../../../src/analysis/result.ts';
import {
  integer,
  list,
  type NativeValue,
  shapeTuple,
  tensor,
  type Value,
} from '../../../src/values/index.ts';
import {
  dim,
  fileFacts,
  firstLstm,
  layer,
  layerFact,
  nativeClass,
  place,
  shape,
} from '../../support/facts.ts';
import { parseText } from '../../support/parser.ts';

export const question = `from keras.models import Sequential
from keras.layers import LSTM, Activation
model = Sequential()
model.add(LSTM(10, return_sequences=False, input_shape=(8, 8)))
model.add(Activation('softmax'))
model.compile(loss='categorical_crossentropy', optimizer=adam, metrics=['accuracy'])
print(model.layers[0].get_weights()[0].shape)
print(model.layers[0].get_weights())
`;

const CONSTRUCTOR = 'LSTM(10, return_sequences=False, input_shape=(8, 8))';

export const lstm = firstLstm(place(question, CONSTRUCTOR), { givenName: 'lstm' });
export const softmax = layer({
  type: 'Activation',
  site: place(question, "Activation('softmax')"),
  built: { weights: [], inputs: [shape('batch', 10)], outputs: [shape('batch', 10)], called: true },
});

let ids = 100_000;
const nextId = () => ++ids;

const kernel = tensor(
  { nextId },
  {
    framework: 'keras',
    shape: shape(8, 40),
    source: { operation: 'get_weights', site: place(question, 'get_weights()'), role: 'weight', layer: lstm },
    weight: { layer: lstm, name: 'kernel', gates: ['i', 'f', 'c', 'o'], gateAxis: 1 },
  },
);

export const sequential: NativeValue = {
  kind: 'native',
  id: nextId(),
  class: nativeClass('keras', 'Sequential', 'keras.Sequential'),
  site: place(question, 'Sequential()'),
  layer: undefined,
  model: {
    framework: 'keras',
    type: 'Sequential',
    rows: () => [
      { layer: lstm, name: 'lstm', output: [shape('batch', 10)] },
      { layer: softmax, name: 'activation', output: [shape('batch', 10)] },
    ],
    place: (_row, index) => `.layers[${index}]`,
    inputs: () => [shape('batch', 8, 8)],
    outputs: () => [shape('batch', 10)],
  },
  behaviour: {},
};

/** What an expression was seen to be; `nth` where its text stands more than once. */
export function seen(text: string, code: string, value: Value, nth = 0): Observation {
  const { start, end } = place(text, code, '', { nth });
  return { start, end, values: [value] };
}

const observations = [
  seen(question, 'model', sequential, 1),
  seen(question, 'Sequential()', sequential),
  seen(question, CONSTRUCTOR, lstm),
  seen(question, "Activation('softmax')", softmax),
  seen(question, '10', integer(dim(10))),
  seen(question, 'model.layers[0]', lstm),
  seen(question, 'model.layers[0].get_weights()', list([kernel]), 1),
  seen(question, 'model.layers[0].get_weights()[0]', kernel),
  seen(
    question,
    'model.layers[0].get_weights()[0].shape',
    shapeTuple(kernel, shape(8, 40), integer(dim('?'))),
  ),
];

export async function questionFacts(slips: readonly Slip[] = []): Promise<FileFacts> {
  const module = await parseText(question, 'model.py');
  return fileFacts(question, {
    module,
    observations: [...observations].sort((a, b) => a.start - b.start || b.end - a.end),
    layers: [layerFact(lstm, 'model.layers[0]'), layerFact(softmax, 'model.layers[1]')],
    models: [{ model: sequential, name: 'model', site: sequential.site, unknownParts: [] }],
    slips,
  });
}
