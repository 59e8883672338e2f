/** A place in something of any length, as a fraction of it. `fc.double` draws by exponents: nearly all that it gives lies at the very beginning. */
import fc from 'fast-check';

const PARTS = 10_000;

export const fraction: fc.Arbitrary<number> = fc
  .integer({ min: 0, max: PARTS - 1 })
  .map(part => part / PARTS);
