/** Sentences about statements that the language itself refuses. */
import type { ProgramConflict } from '../../values/index.ts';
import type { Told } from '../rule.ts';
import { layerNote } from './related.ts';
import { code, sentence } from './words.ts';

export function tellProgram(conflict: ProgramConflict): Told {
  const { instead, layer } = conflict;
  return {
    sentences: [programSentence(conflict), ...(instead ? [sentence(instead)] : [])],
    related: layer ? [layerNote(layer)] : [],
  };
}

export function programSentence({ aspect, operation, name }: ProgramConflict): string {
  switch (aspect) {
    case 'attribute':
      return `${operation} has no attribute ${code(name)}.`;
    case 'call':
      return `${code(name)} cannot be called${operation && operation !== name ? ` (${operation})` : ''}.`;
    case 'subscript':
      return `${operation} cannot be indexed with ${code(name)}.`;
    case 'assignment':
      return `${operation} cannot be changed in place: ${code(name)}.`;
    case 'initialiser':
      return `${code(name)} comes before the \`__init__\` of ${operation} has run.`;
    case 'sequence':
      if (operation === '') return `What cannot be looped over or unpacked is ${name}.`;
      return `What ${operation} gives is ${/^an? /.test(name) ? name : code(name)}, which cannot be looped over or unpacked.`;
  }
}
