/** What Python and JavaScript say themselves, of whatever framework's objects. */
import { ANY, type Saying, words } from '../saying.ts';

const TAKEN_APART =
  'A recurrent layer returns its outputs and its states: of PyTorch two things, `out, (h, c)`; of Keras one, and the states only with `return_state=True`.';

export const languageSayings: readonly Saying[] = [
  {
    frameworks: ANY,
    about: ['unpack-count', 'initial-state', 'tuple-as-tensor', 'program', 'operands', 'argument'],
    pattern: words(String.raw`not enough values to unpack \(expected (?:at least )?<n>, got <n>\)`),
    read: ([, want, have]) => ({
      sentences: [
        `${want} names stand on the left, and only ${have} ${have === '1' ? 'value' : 'values'} on the right.`,
        TAKEN_APART,
      ],
      expected: Number(want),
      actual: Number(have),
    }),
  },
  {
    frameworks: ANY,
    about: ['unpack-count', 'initial-state', 'tuple-as-tensor', 'program', 'operands', 'argument'],
    pattern: words(String.raw`too many values to unpack \(expected <n>(?:, got <n>)?\)`),
    read: ([, want]) => ({
      sentences: [
        `${want} names stand on the left, and more values on the right. A tensor is unpacked along its first axis.`,
        TAKEN_APART,
      ],
      expected: Number(want),
    }),
  },
  {
    frameworks: ANY,
    about: ['unpack-count', 'program', 'tuple-as-tensor'],
    pattern: /cannot unpack non-iterable (\w{1,60}) object/,
    read: ([, type = '']) => ({ sentences: [`A \`${type}\` is unpacked, which holds nothing to unpack.`] }),
  },
  {
    frameworks: ANY,
    about: ['tuple-as-tensor', 'program', 'initial-state', 'argument', 'operands'],
    pattern: /'([\w.]{1,60})' object has no attribute '(\w{1,60})'/,
    read: ([, type = '', name = '']) => ({
      sentences:
        type === 'tuple'
          ? [`A tuple stands where a tensor is needed: tuples have no \`${name}\`.`, TAKEN_APART]
          : [`A \`${type}\` has no \`${name}\`.`],
      names: [name],
    }),
  },
  {
    frameworks: ANY,
    about: ['argument', 'program'],
    pattern:
      /(?:(\w{1,60})\.)?(\w{1,60})\(\) got (?:an unexpected keyword argument|multiple values for argument) '(\w{1,60})'/,
    read: ([, type, method = '', name = '']) => ({
      sentences: [`\`${type ?? method}\` takes no argument \`${name}\`.`],
      names: [name],
    }),
  },
  {
    frameworks: ANY,
    about: ['argument', 'program', 'initial-state'],
    pattern:
      /missing (?:\d{1,3} required (?:positional|keyword-only) arguments?: |a required argument: )'(\w{1,60})'/,
    read: ([, name = '']) => ({
      sentences: [`An argument is missing in a call: \`${name}\`.`],
      names: [name],
    }),
  },
  {
    frameworks: ANY,
    about: ['argument', 'program'],
    pattern: words(String.raw`(?:takes|can accept only) (?:from \d+ to )?<n> positional arguments?`),
    read: ([, want]) => ({
      sentences: [
        `A call has more arguments than the ${want} that are taken (the object itself counts as one).`,
      ],
    }),
  },
  {
    frameworks: ANY,
    about: ['program', 'argument'],
    pattern: /module '([\w.]{1,60})' has no attribute '(\w{1,60})'|([\w.]{1,60}) is not a function/,
    read: ([, module, name, called]) => ({
      sentences: [
        module === undefined
          ? `\`${called}\` is no function.`
          : `\`${module}\` of this version has no \`${name}\`.`,
      ],
      names: [name ?? called?.split('.').at(-1) ?? ''],
    }),
  },
  {
    frameworks: ANY,
    about: ['program', 'tuple-as-tensor', 'argument', 'unpack-count', 'initial-state'],
    pattern: /'?(\w{1,60})'? (?:object is not (?:iterable|subscriptable|callable)|indices must be integers)/,
    read: ([, type = '']) => ({
      sentences: [
        `A \`${type}\` is looped over, indexed or called in a way that it does not support.`,
        ...(type === 'tuple' ? [TAKEN_APART] : []),
      ],
    }),
  },
  {
    frameworks: ANY,
    about: ['program', 'argument', 'tuple-as-tensor'],
    pattern: /Cannot read propert(?:y|ies) of (undefined|null)(?: \(reading '(\w{1,60})'\))?/,
    read: ([, what, name]) => ({
      sentences: [
        `Something is ${what} that should be a layer or a tensor${name === undefined ? '' : `: \`${name}\` is read of it`}.`,
      ],
    }),
  },
  {
    frameworks: ANY,
    about: ['argument', 'operands', 'program'],
    pattern: /not supported between instances of '(\w{1,60})' and '(\w{1,60})'/,
    read: ([, left, right]) => ({
      sentences: [
        `A \`${left}\` is compared with a \`${right}\`: an argument is of a type that is not taken.`,
      ],
    }),
  },
  {
    frameworks: ANY,
    about: ['operands', 'initial-state', 'program', 'unpack-count', 'argument'],
    pattern: /(?:list|tuple) index out of range/,
    read: () => ({
      sentences: [
        'A list or tuple is shorter than the position that is asked of it: fewer states or shapes are given than are taken.',
      ],
    }),
  },
];
