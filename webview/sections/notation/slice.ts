/** How the equations are written. */
import { type Notation, plainNotation } from '../../../src/cells/index.ts';
import { isRecord, type Slice } from '../../state/slice.ts';

export interface NotationShare {
  readonly notation: Notation;
}

export type NotationAction = { readonly type: 'notationChosen'; readonly change: Partial<Notation> };

type Choices = { readonly [Name in keyof Notation]: readonly Notation[Name][] };

export const notationChoices: Choices = {
  vectors: ['column', 'row'],
  products: ['apart', 'joined'],
  logistic: ['sign', 'name'],
  candidate: ['own', 'tilde', 'letter'],
};

export const notationSlice: Slice<NotationShare> = {
  initial: () => ({ notation: plainNotation }),
  reduce: (state, action) =>
    action.type === 'notationChosen'
      ? { ...state, notation: { ...state.notation, ...action.change } }
      : state,
  save: ({ notation }) => ({ notation }),
  restore: ({ notation }, state) => ({ notation: readNotation(notation, state.notation) }),
};

function readNotation(value: unknown, initial: Notation): Notation {
  if (!isRecord(value)) return initial;
  const read = <Name extends keyof Notation>(name: Name): Notation[Name] =>
    notationChoices[name].find(each => each === value[name]) ?? initial[name];
  return {
    vectors: read('vectors'),
    products: read('products'),
    logistic: read('logistic'),
    candidate: read('candidate'),
  };
}
