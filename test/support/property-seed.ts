/** One seed for all property tests of a run, so that a failure can be repeated. `PROPERTY_SEED=N npm test` tries other cases. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20_261_124) });
