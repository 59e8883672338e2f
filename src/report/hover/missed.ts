/** Whether something that is not known costs a shape: only there a hover on it helps; elsewhere it would be in the way of a reader. */
import type { FileFacts, Observation } from '../../analysis/result.ts';
import { isUnknown } from '../../shapes/index.ts';
import type { CallExpr } from '../../syntax/tree.ts';
import { optionsOf, shapeOf, type UnknownValue, type Value } from '../../values/index.ts';
import { type Node, nodesAt } from './at.ts';
import { valuesSeen } from './subject.ts';

/** What a layer or a model gives, or what a tensor is made of whose shape is not known. */
export function isMissed(file: FileFacts, value: UnknownValue): boolean {
  const seen = file.observations.filter(({ values }) => values.some(each => optionsOf(each).includes(value)));
  // What is made of a tensor and left, as a plot is, nobody misses.
  const isKept = seen.length > 1;
  return seen.some(each => costsShape(file, each) || (isKept && takesTensor(file, each)));
}

/** A call of something that is not followed, with a tensor. */
function takesTensor(file: FileFacts, { start, end }: Observation): boolean {
  const call = nodesAt(file.module, start).find(node => node.start === start && node.end === end);
  return (
    call !== undefined &&
    isCall(call) &&
    call.arguments.some(({ value }) => valuesSeen(file, value).some(({ kind }) => kind === 'tensor'))
  );
}

function costsShape(file: FileFacts, { start, end }: Observation): boolean {
  const chain = nodesAt(file.module, start);
  const index = chain.findIndex(node => node.start === start && node.end === end);
  const node = chain[index];
  if (!node) return false;
  if (isCall(node) && valuesSeen(file, node.callee).some(isModel)) return true;
  const around = chain.slice(0, index).findLast(each => !HOLDERS.has(each.kind));
  return (
    around !== undefined &&
    isCall(around) &&
    around.callee !== node &&
    valuesSeen(file, around).some(isOpenTensor)
  );
}

/** Arguments, which have no kind, and lists of them. */
const HOLDERS = new Set<string | undefined>([undefined, 'list', 'tuple']);

const isCall = (node: Node): node is CallExpr => node.kind === 'call';

const isModel = (value: Value): boolean =>
  (value.kind === 'native' && (value.layer !== undefined || value.model !== undefined)) ||
  (value.kind === 'object' && value.base.value !== undefined);

const isOpenTensor = (value: Value): boolean =>
  value.kind === 'tensor' && !shapeOf(value)?.every(dim => !isUnknown(dim));
