/** Tensors are combined that fit only by broadcasting or by chance. */
import { defineRule } from './rule.ts';
import { mismatchNotes, mismatchSentence } from './tell/mismatch.ts';

export const suspiciousOperands = defineRule(
  {
    name: 'suspicious-operands',
    severity: 'warning',
    summary: 'Tensors are combined that fit only by broadcasting or by chance.',
    why: `NumPy adds (10, 8) and (10, 1) without a word, and the result is (10, 8), where the equation of a
cell means (10, 1) + (10, 1): almost always the whole sequence X stands where one step x_t is meant. The
mathematics does not allow that sum.`,
    wrong: [],
    right: [],
    links: [
      { title: 'NumPy: Broadcasting', url: 'https://numpy.org/doc/stable/user/basics.broadcasting.html' },
    ],
  },
  {
    kind: 'operands',
    reads: 'suspect',
    tell: (conflict, facts) => ({
      sentences: [mismatchSentence(conflict, facts)],
      related: mismatchNotes(conflict),
    }),
  },
);
