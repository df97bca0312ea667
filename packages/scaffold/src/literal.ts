import type { RepositoryVariable, TemplateValue } from '@goldenpath/extension';

/** What can be between the braces: a value, or the variables of the pods as rows of a table in Markdown. */
export type TemplateText = TemplateValue | { readonly variables: readonly RepositoryVariable[] };

/** What no language needs escaped, and what a name, a path or an image is made of. */
const WORD = /^[A-Za-z0-9][A-Za-z0-9._/@:-]*$/;

/**
 * A value as it is written in a file.
 *
 * @param path - The file: a text in Markdown is escaped, and in all others quoted.
 * @throws Error for a word that is not one, and for a text in a file that has no texts.
 */
export function valueText(value: TemplateText, path: string): string {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return 'word' in value ? wordText(value.word) : variableRows(value.variables, path);
  if (path.endsWith('.md')) return markdownText(value);
  const language = /\.([a-z]+)$/.exec(path)?.[1] ?? '';
  if (EVALUATED.some(({ file, opening }) => file.test(path) && value.includes(opening)))
    throw new Error(`The text ${JSON.stringify(value)} would be evaluated in ${path}.`);
  if (COMPOSE.test(path)) return quotedText(value).replaceAll('$', '$$$$');
  if (QUOTED.has(language)) return quotedText(value);
  if (DOLLAR.has(language)) return quotedText(value).replaceAll('$', String.raw`\$`);
  if (language === 'rb') return quotedText(value).replaceAll('#', String.raw`\#`);
  if (language === 'xml') return xmlText(value);
  if (language === 'csproj') return xmlText(msbuildText(value));
  throw new Error(`A text cannot be written safely in ${path}: write it in a file of another kind.`);
}

/** Languages whose texts in double quotes are those of JSON. */
const QUOTED = new Set('ts tsx js jsx mjs cjs json py toml yaml yml go java cs'.split(' '));

/** As those, but a dollar sign begins a value in a text. */
const DOLLAR = new Set('kt kts gradle groovy'.split(' '));

/** Files whose program evaluates a text after it was read, and has no way to write the opening as text. */
const EVALUATED = [
  // GitHub Actions: a workflow, or an action.
  { file: /^\.github\/workflows\/[^/]+$|(^|\/)action\.ya?ml$/, opening: '${{' },
  // Maven.
  { file: /(^|\/)pom\.xml$/, opening: '${' },
];

/** Compose replaces variables in the texts of its files. */
const COMPOSE = /(^|\/)(docker-)?compose[^/]*\.ya?ml$/;

/** MSBuild evaluates properties, items and globs in the texts of its files. */
function msbuildText(text: string): string {
  return text.replaceAll(/[%$@();*?']/g, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `%${code.toString(16).toUpperCase()}`;
  });
}

function xmlText(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => `&#${character.codePointAt(0) ?? 0};`);
}

function variableRows(variables: readonly RepositoryVariable[], path: string): string {
  if (!path.endsWith('.md')) throw new Error(`Variables are rows of a table in Markdown, not of ${path}.`);
  return variables.map(({ name, meaning }) => `| \`${wordText(name)}\` | ${markdownText(meaning)} |`).join('\n');
}

function wordText(word: string): string {
  if (!WORD.test(word)) throw new Error(`${JSON.stringify(word)} is not a word.`);
  return word;
}

/**
 * A text in double quotes that JSON, YAML, TOML, Python, JavaScript and TypeScript read as that text. JSON alone would leave
 * control characters above 127 and line separators, which TOML, YAML and JavaScript do not take as they are.
 */
function quotedText(text: string): string {
  return JSON.stringify(text).replaceAll(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, '0')}`;
  });
}

/** Text in Markdown: no markup, no link, no mention. */
function markdownText(text: string): string {
  return text
    .replaceAll(/[\\`*_{}[\]<>()#+!|~&@:$^="%-]/g, String.raw`\$&`)
    .replaceAll(/\.(?=\S)|(?<=^\d+)\./g, String.raw`\.`)
    .replaceAll(/[\r\n\u2028\u2029]+/g, ' ');
}
