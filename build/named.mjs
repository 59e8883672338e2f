/** The frameworks by name where users look for them: the manifest, the README and the schemas of the JSON that goes in and out. */

/** @param frameworks `{ name, title, hasLayers, isDeclared }` of each; @param simulated names of `simulate`. */
export function namedEverywhere({ frameworks, simulated, read, formatted }) {
  return [
    ['README.md', inReadme(read('README.md'), frameworks)],
    schema('src/report/check.schema.json', text =>
      replaced(
        text,
        /(?<="framework": \{\s*"enum": )\[[^\]]*\]/,
        JSON.stringify([
          ...frameworks.filter(({ hasLayers }) => hasLayers).map(({ name }) => name),
          'unknown',
        ]),
      ),
    ),
    schema('src/cells/simulate/simulate.schema.json', text =>
      replaced(
        text,
        /(?<="framework": \{\s*"description": )"[^"]*"/,
        JSON.stringify(`${simulated.join(', ')}, or keras with a version (keras2.2.4)`),
      ),
    ),
  ];

  function schema(path, change) {
    return [path, formatted(path, change(read(path)))];
  }
}

/** Keywords that are missing, and a property of the setting for each framework that has versions. */
export function nameInManifest(manifest, { frameworks, settable }) {
  const known = manifest.keywords.join('\n');
  for (const { title } of frameworks)
    if (!known.includes(title.toLowerCase())) manifest.keywords.push(title.toLowerCase());
  manifest.contributes.configuration.properties['lstmShapes.versions'].properties = Object.fromEntries(
    settable.map(name => [name, { type: 'string' }]),
  );
}

const START = '<!-- frameworks:start -->';
const END = '<!-- frameworks:end -->';

/** Frameworks of one file go by their titles; what is read of the others the sentence says itself. */
function inReadme(text, frameworks) {
  const titles = frameworks.filter(({ isDeclared }) => isDeclared).map(({ title }) => `${title}, `);
  const [start, end] = [text.indexOf(START), text.indexOf(END)];
  if (start < 0 || end < start)
    throw new Error(`README.md has no place for the names of frameworks: ${START}${END}`);
  return `${text.slice(0, start + START.length)}${titles.join('')}${text.slice(end)}`;
}

function replaced(text, pattern, value) {
  if (!pattern.test(text)) throw new Error(`${pattern} is not found any more`);
  return text.replace(pattern, () => value);
}
