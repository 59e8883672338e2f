/** Which version of its framework a layer's shapes are those of, where the project or a setting pins one. */
import type { FileFacts } from '../../analysis/result.ts';
import { frameworkTitle } from '../../rules/index.ts';
import type { FrameworkName, NativeValue } from '../../values/index.ts';
import { escaped } from '../markdown/text.ts';

/** Keras comes by itself, inside of TensorFlow, or as the package `tf_keras`. */
const DECIDERS: Readonly<Partial<Record<FrameworkName, readonly (FrameworkName | 'tf_keras')[]>>> = {
  keras: ['keras', 'tensorflow', 'tf_keras'],
};

/** 'Keras 2.2.4, requirements.txt'; nothing where the newest known version is taken, or where no version decided anything. */
export function versionTexts({ class: { framework } }: NativeValue, file: FileFacts): readonly string[] {
  return (DECIDERS[framework] ?? [framework]).flatMap(decider => {
    const version = file.versions.get(decider);
    if (version?.pinnedBy === undefined) return [];
    const title = decider === 'tf_keras' ? decider : frameworkTitle(decider);
    return escaped(`${title} ${version.text}, ${version.pinnedBy}`);
  });
}
