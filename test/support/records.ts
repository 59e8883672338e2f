/** Compares an analysis with what a real framework did with the same program: refused lines, shapes of variables, weights. */

import type { FileFacts } from '../../src/analysis/index.ts';
import { jsonShape, type Shape } from '../../src/shapes/index.ts';
import type { NativeValue } from '../../src/values/index.ts';
import { analyseTexts } from './analyse.ts';

export interface FrameworkRecord {
  readonly id: string;
  readonly code: string;
  readonly requirements?: string;
  /** The line that the framework refuses. */
  readonly raises: number | null;
  readonly says?: string;
  readonly vars?: Readonly<Record<string, readonly (number | null)[]>>;
  readonly weights?: readonly (readonly number[])[];
  /** The framework's own names of the weights. */
  readonly names?: readonly string[];
  readonly parameters?: number | null;
}

/** What the analysis says otherwise, one line each; nothing where it agrees. */
export async function contradictions(record: FrameworkRecord, extension = 'py'): Promise<readonly string[]> {
  const texts = {
    [`program.${extension}`]: record.code,
    ...(record.requirements && { 'requirements.txt': record.requirements }),
  };
  const analysis = await analyseTexts(texts, [`program.${extension}`]);
  const facts = analysis.files.get(`/project/program.${extension}`);
  if (!facts) return [`${record.id}: not analysed`];
  const told = record.raises === null ? [...wrongShapes(record, facts), ...wrongWeights(record, facts)] : [];
  return [...wrongRefusals(record, facts), ...told].map(text => `${record.id}: ${text}`);
}

function wrongRefusals({ raises, says, code }: FrameworkRecord, facts: FileFacts): readonly string[] {
  const lines = facts.findings.map(
    ({ statement }) => [lineOf(code, statement.start), lineOf(code, statement.end)] as const,
  );
  if (raises === null)
    return lines.length > 0
      ? [`refuses line ${lines[0]?.[0]}, which runs: ${facts.findings[0]?.conflict.kind}`]
      : [];
  const isFound = lines.some(([first, last]) => first <= raises && raises <= last);
  return isFound ? [] : [`does not refuse line ${raises}: ${says ?? ''}`];
}

const lineOf = (code: string, offset: number) => code.slice(0, offset).split('\n').length;

function wrongShapes({ vars = {} }: FrameworkRecord, facts: FileFacts): readonly string[] {
  const told = new Map(
    facts.tensors.filter(fact => fact.scope === undefined).map(fact => [fact.name, fact.shape]),
  );
  return Object.entries(vars).flatMap(([name, shape]) => {
    const own = told.get(name);
    return own && isSame(shape, own)
      ? []
      : [`${name} is ${JSON.stringify(shape)}, told ${own ? JSON.stringify(jsonShape(own)) : 'nothing'}`];
  });
}

/** A size that stays open may be any symbol. */
function isSame(shape: readonly (number | null)[], told: Shape): boolean {
  const own = jsonShape(told);
  return (
    own.length === shape.length &&
    shape.every((dim, axis) => (dim === null ? typeof own[axis] !== 'number' : own[axis] === dim))
  );
}

function wrongWeights({ weights, names, parameters }: FrameworkRecord, facts: FileFacts): readonly string[] {
  if (!weights) return [];
  const inner = new Set<NativeValue>(facts.layers.flatMap(({ layer }) => layer.layer?.inner ?? []));
  const told = facts.layers
    .filter(({ layer }) => !inner.has(layer))
    .flatMap(({ layer }) => layer.layer?.built.value.weights ?? []);
  const unnamed = told.filter(
    ({ name }) => names && !names.some(own => own.replace(/:0$/, '').endsWith(name)),
  );
  if (unnamed.length > 0) return [`no weight is named ${unnamed.map(({ name }) => name).join(', ')}`];
  const shapes = told.map(({ shape }) => JSON.stringify(shape ? jsonShape(shape) : null)).sort();
  const wanted = weights.map(shape => JSON.stringify(shape)).sort();
  if (shapes.join() !== wanted.join()) return [`weights are ${wanted.join(' ')}, told ${shapes.join(' ')}`];
  const count = weights.reduce((sum, shape) => sum + shape.reduce((product, dim) => product * dim, 1), 0);
  return parameters === undefined || parameters === null || parameters === count
    ? []
    : [`${parameters} parameters, told ${count}`];
}
