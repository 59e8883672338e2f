/**
 * Records what brain.js does with the programs in programs.js (test/unit/frameworks/brainjs.test.ts), and the numbers of its cells step by step
 * into ../cells/brainjs_steps.json (form: ../cells/README.md).
 *
 *     npm install --no-save --ignore-scripts --legacy-peer-deps brain.js@2.0.0-beta.24
 *     node test/goldens/brainjs/record.cjs
 */
const { readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');
const vm = require('node:vm');
const { brain, version } = require('./brain.cjs');

function matricesOf(net) {
  const { model } = net;
  const named = [
    ['input', model.input],
    ...model.hiddenLayers.flatMap((layer, i) => Object.entries(layer).map(([name, m]) => [`hiddenLayers[${i}].${name}`, m])),
    ['outputConnector', model.outputConnector],
    ['output', model.output],
  ];
  return named.filter(([, matrix]) => matrix !== undefined);
}

function record(id, code) {
  const names = [...code.matchAll(/^(?:const|let) (\w+) =/gm)].map(match => match[1]);
  try {
    const run = vm.compileFunction(`${code}\nreturn { ${names.join(', ')} };`, ['require'], { filename: id });
    const scope = run(name => (name === 'brain.js' ? brain : require(name)));
    const nets = Object.values(scope).filter(value => value?.model?.hiddenLayers?.length > 0);
    const all = nets.flatMap(matricesOf);
    return { id, version, code, raises: null, weights: all.map(([, m]) => [m.rows, m.columns]), names: all.map(([name]) => name) };
  } catch (reason) {
    const line = Number(reason.stack.split('\n').find(each => each.includes(`${id}:`))?.match(/:(\d+):\d+/)?.[1]);
    return { id, version, code, raises: line, says: reason.message };
  }
}

const random = seeded(7);
function seeded(seed) {
  let state = seed;
  return () => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.round((state / 1073741824 - 1) * 1000) / 1000;
  };
}

const rows = ({ rows: count, columns, weights }) =>
  Array.from({ length: count }, (_, i) => [...weights.slice(i * columns, (i + 1) * columns)].map(n => Number(n.toFixed(7))));

function steps(name, cell) {
  const net = new brain.recurrent[`${name}TimeStep`]({ inputSize: 2, outputSize: 2, hiddenLayers: [3] });
  net.initialize();
  const [layer] = net.model.hiddenLayers;
  for (const matrix of [...Object.values(layer), net.initialLayerInputs[0]])
    for (let i = 0; i < matrix.weights.length; i++) matrix.weights[i] = random();
  const x = Array.from({ length: 3 }, () => [2 * random(), 2 * random()]);
  const state = [...net.initialLayerInputs[0].weights].map(n => Number(n.toFixed(7)));
  const told = x.map((row, i) => {
    net.bindEquation();
    net.model.equations[i].runInput(Float32Array.from(row));
    return { h: [...net.model.equationConnections[i][0].weights].map(n => Number(n.toFixed(7))) };
  });
  return {
    id: name,
    version,
    cell: { layout: 'brainjs', recurrentActivation: 'sigmoid', bias: true, resetAfter: false, ...cell },
    units: 3,
    weights: Object.fromEntries(Object.entries(layer).map(([key, matrix]) => [key, rows(matrix)])),
    x,
    state: { h: state },
    steps: told,
  };
}

const lines = records => `[\n${records.map(each => JSON.stringify(each)).join(',\n')}\n]\n`;

const [, ...parts] = readFileSync(join(__dirname, 'programs.js'), 'utf8').split('// --- ');
const programs = parts.map(part => record(part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n') + 1)));
writeFileSync(join(__dirname, 'programs.json'), lines(programs));
const cells = [
  steps('RNN', { kind: 'simple-rnn', activation: 'relu' }),
  steps('LSTM', { kind: 'lstm', activation: 'tanh' }),
  steps('GRU', { kind: 'gru', activation: 'tanh' }),
];
writeFileSync(join(__dirname, '..', 'cells', 'brainjs_steps.json'), lines(cells));
console.log(programs.length, 'programs,', programs.filter(each => each.raises !== null).length, 'refused;', cells.length, 'cells');
