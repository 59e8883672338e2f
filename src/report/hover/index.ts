/** Hovers: what a person sees on a layer, a model, a tensor, or on something that is not known. */
import type { FileFacts } from '../../analysis/result.ts';
import type { ModelFacet, NativeValue, Value } from '../../values/index.ts';
import { lossOf } from '../loss.ts';
import { blocks } from '../markdown/text.ts';
import { reasonText, STATE_SHAPE } from '../reason.ts';
import type { Node } from './at.ts';
import { modelRuns } from './calls.ts';
import { layersHover } from './layers.ts';
import { isMissed } from './missed.ts';
import { modelHover } from './model.ts';
import { CAPTION, type HoverOptions } from './options.ts';
import { slipTexts } from './slips.ts';
import { type Subject, subjectAt } from './subject.ts';
import { tableHover } from './table.ts';
import { shapeHover, tensorHover, tensorsHover } from './tensor.ts';

export type { HoverOptions } from './options.ts';

export interface Hover {
  readonly markdown: string;
  readonly start: number;
  readonly end: number;
}

/** What there is to say about the text at an offset; undefined for nothing. Text from code is escaped. */
export function hoverAt(file: FileFacts, offset: number, options: HoverOptions): Hover | undefined {
  const subject = subjectAt(file, offset, (value, node) => isShown(file, value, node));
  const slips = slipTexts(file, subject, offset);
  const told = subject && tell(subject, file, options);
  if (!told && slips.length === 0) return undefined;
  return {
    markdown: blocks(told ?? CAPTION, ...slips),
    start: subject?.start ?? offset,
    end: subject?.end ?? offset,
  };
}

function isShown(file: FileFacts, value: Value, node: Node): boolean {
  switch (value.kind) {
    case 'native':
      return value.layer !== undefined || value.model !== undefined || tableHover(value) !== undefined;
    case 'object':
      return modelOf(value) !== undefined && !isSelf(node);
    case 'tensor':
      return true;
    case 'list':
      return value.shapeOf !== undefined || tensorsHover(value) !== undefined;
    case 'unknown':
      return value.reason.settle !== undefined || value.reason.gap === 'unmodelled' || isMissed(file, value);
    default:
      return false;
  }
}

/** `self` stands everywhere in a model's class: a hover there is in the way. */
function isSelf(node: Node): boolean {
  return node.kind === 'name' && 'name' in node && (node.name === 'self' || node.name === 'this');
}

interface Model {
  readonly native: NativeValue;
  readonly facet: ModelFacet;
}

function modelOf(value: Value): Model | undefined {
  const native = value.kind === 'object' ? value.base.value : value.kind === 'native' ? value : undefined;
  return native?.model && { native, facet: native.model };
}

function tell(subject: Subject, file: FileFacts, options: HoverOptions): string | undefined {
  const layers = subject.values.flatMap(value => (value.kind === 'native' && value.layer ? [value] : []));
  if (layers.length > 0) return layersHover(instancesOf(layers, file), subject.call, file, options);
  const computed = madeAt(subject, file);
  if (computed.length > 0) return layersHover(computed, undefined, file, options);
  const [value] = subject.values;
  if (!value) return undefined;
  const model = modelOf(value);
  if (model) {
    const runs = modelRuns(subject.call, file);
    const { native, facet } = model;
    const unknownParts =
      file.models.find(fact => fact.model === native)?.unknownParts ?? facet.openParts?.() ?? [];
    return modelHover(native, { facet, name: modelName(native, value, file), runs, unknownParts }, options);
  }
  switch (value.kind) {
    case 'native':
      return tableHover(value);
    case 'tensor':
      return tensorHover(value, subject.values, file, options);
    case 'list':
      return value.shapeOf
        ? shapeHover(value, value.shapeOf, file, options)
        : tensorsHover(value, subject.values);
    case 'unknown':
      return blocks(
        CAPTION,
        reasonText(lossOf(value, file) ?? value.reason, file, options.locate, STATE_SHAPE),
      );
    default:
      return undefined;
  }
}

/** Functions that compute a cell make a layer of each call, and give its outputs: `tf.basicLSTMCell`. */
function madeAt({ start, end }: Subject, file: FileFacts): readonly NativeValue[] {
  return file.layers
    .map(fact => fact.layer)
    .filter(({ site }) => site.start === start && site.end === end && site.file === file.path);
}

/** On a constructor that made several layers: all of them, not only those of the last runs. */
function instancesOf(layers: readonly NativeValue[], file: FileFacts): readonly NativeValue[] {
  const [first] = layers;
  if (!first) return layers;
  const atSite = file.layers
    .map(fact => fact.layer)
    .filter(layer => layer.site.start === first.site.start && layer.site.end === first.site.end);
  return atSite.length >= layers.length && layers.every(layer => atSite.includes(layer)) ? atSite : layers;
}

function modelName(native: NativeValue, value: Value, file: FileFacts): string | undefined {
  return value.kind === 'object' ? value.class.name : file.models.find(fact => fact.model === native)?.name;
}
