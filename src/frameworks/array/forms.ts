/**
 * Functions that a framework has in several forms, under one name: a call that surely fits none of them is refused. Each form is written as the
 * documentation writes it, all arguments by their names and kinds.
 */
import { type ArgumentConflict, bind, type Call, type Conflict, signature, type Value } from '../parts.ts';
import type { Flavour } from './flavour.ts';
import { type Operation, renamed } from './operation.ts';
import { refused } from './scene.ts';

/** What a form has against a call; undefined: it may take it. Nothing is stated. */
function misfit(call: Call, flavour: Flavour, operation: string, form: string): ArgumentConflict | undefined {
  const found: Conflict[] = [];
  const wanted = signature(form);
  const host = { ...call.host, refuse: (conflict: Conflict) => found.push(conflict) };
  bind(renamed({ ...call, host }, flavour, wanted), wanted, operation, flavour.framework);
  const [first] = found;
  return first?.kind === 'argument' ? first : undefined;
}

/** States what the forms that come closest have against the call: those whose objection stands furthest behind. */
function refuseMisfits(op: Operation, misfits: readonly ArgumentConflict[]): Value {
  const place = ({ aspect, at }: ArgumentConflict): number => (aspect === 'missing' ? -1 : at.start);
  const last = Math.max(...misfits.map(place));
  const [nearest, ...others] = misfits.filter(each => place(each) === last);
  if (!nearest) return refused(op);
  const same = others.filter(({ parameter }) => parameter === nearest.parameter);
  const allowed = new Set([nearest, ...same].flatMap(each => each.allowed ?? []));
  op.host.refuse({ ...nearest, allowed: nearest.allowed && [...allowed].join(', or ') });
  return refused(op);
}

/** The function itself where one of its forms takes the call, or may. */
export const ofForms =
  (forms: readonly string[], run: (op: Operation) => Value) =>
  (op: Operation): Value => {
    const misfits: ArgumentConflict[] = [];
    for (const form of forms) {
      const wrong = misfit(op.bound.call, op.flavour, op.operation, form);
      if (!wrong) return run(op);
      misfits.push(wrong);
    }
    return refuseMisfits(op, misfits);
  };
