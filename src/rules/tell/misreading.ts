/** Rules that tell what a program reads as something else: the conflict bears the rule's name. */
import type { MisreadConflict, Misreading } from '../../values/index.ts';
import { defineRule, type Rule, type RuleText, type Telling } from '../rule.ts';
import type { Facts } from './facts.ts';
import { layerWords, operandCode, shapeText } from './operands.ts';
import { layerNote, type Note, operandNotes } from './related.ts';
import { code } from './words.ts';

interface MisreadTelling {
  /** The first sentence where what comes of it is more than that it runs. */
  readonly begins?: (conflict: MisreadConflict) => string | undefined;
  /** Whole sentences. */
  readonly says: (conflict: MisreadConflict, words: Words) => readonly string[];
  readonly fixes?: Telling<'misread'>['fixes'];
}

/** What such rules say again and again. */
export interface Words {
  /** '`out` (20, 32, 10)' */
  readonly tensor: string;
  /** '`out`' */
  readonly name: string;
  /** '(20, 10)' */
  readonly gives: string;
  /** '(steps, batch, features)' */
  readonly axes: string;
  /** '`h` (1, 4, 10)' */
  readonly other: string;
  /** 'the LSTM on line 12' */
  readonly layer: string;
  /** The same of the layer that gave the tensor. */
  readonly maker: string;
}

/** `from` and `to` of a pair of shapes, as code where they can be quoted. */
export function defineMisreading(
  text: RuleText & { readonly name: Misreading },
  { begins, says, fixes }: MisreadTelling,
): Rule {
  return defineRule(text, {
    kind: 'misread',
    reads: 'suspect',
    owns: ({ about }) => about === text.name,
    fixes,
    tell: (conflict, facts, { file }) => {
      const first = begins?.(conflict);
      const sentences = says(conflict, wordsOf(conflict, facts, file));
      return {
        sentences: first === undefined ? sentences : [first, ...sentences],
        related: notesOf(conflict),
        saysWhatComes: first !== undefined,
      };
    },
  });
}

function wordsOf(conflict: MisreadConflict, facts: Facts, file: string): Words {
  const { tensor, gives, axes, other, layer, framework, operation } = conflict;
  const nameOf = (operand = tensor): string => {
    const own = operandCode(operand, { operation }, facts);
    return own ? code(own) : operand.role;
  };
  const maker = tensor.tensor?.source.layer;
  const shapeOfOther = other?.shape ? ` ${shapeText(other.shape, framework)}` : '';
  return {
    name: nameOf(),
    tensor: tensor.shape ? `${nameOf()} ${shapeText(tensor.shape, framework)}` : nameOf(),
    gives: shapeText(gives, framework),
    axes: `(${axes.join(', ')})`,
    other: other ? `${nameOf(other)}${shapeOfOther}` : '',
    layer: layer ? layerWords(layer, file, facts) : operation,
    maker: maker ? layerWords(maker, file, facts) : 'the layer before',
  };
}

function notesOf({ tensor, other, layer }: MisreadConflict): readonly Note[] {
  return [
    ...operandNotes(tensor),
    ...(other ? operandNotes(other) : []),
    ...(layer ? [layerNote(layer)] : []),
  ];
}
