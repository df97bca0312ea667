import type { YAMLException } from 'js-yaml';
import { type Diagnostic, quote } from '@goldenpath/extension';
import { locationAt } from './lines';

interface Description {
  readonly rule?: string;
  readonly message?: string;
  readonly remedy: string;
}

/** Messages of the parser and their diagnostics. `here` is the text from its position to the end of the line. */
const DESCRIPTIONS: readonly (readonly [reason: RegExp, describe: (here: string, reason: string) => Description])[] = [
  [/duplicated mapping key/, duplicateKey],
  [/unidentified alias/, unknownAnchor],
  [/unknown (\w+ )?tag/, unknownTag],
  [
    /maxAliases/,
    () => ({ rule: 'yaml-too-large', message: 'There are more than 50 aliases.', remedy: 'Write the values out.' }),
  ],
  [
    /maxDepth/,
    () => ({
      rule: 'yaml-too-large',
      message: 'This is nested more than 50 levels deep.',
      remedy: 'No field needs more than five.',
    }),
  ],
  [
    /complex keys/,
    () => ({ message: 'A key is a list or a mapping.', remedy: 'Write a plain name before each `: `.' }),
  ],
  [/tab characters/, () => ({ message: 'A tab is used for indentation.', remedy: 'Indent with spaces.' })],
  [
    /deficient indentation|unexpected end/,
    () => ({ remedy: 'Close the quote or bracket that is open above, or indent this line.' }),
  ],
  [
    /null byte|non-printable/,
    () => ({ message: 'There is a character that YAML does not allow.', remedy: 'Remove it.' }),
  ],
];

/** Converts an error of the YAML parser to a diagnostic. */
export function describeYamlError(file: string, text: string, { reason, mark }: YAMLException): Diagnostic {
  const stopped = Math.min(mark?.position ?? 0, text.trimEnd().length);
  const offset = text[stopped - 1] === '*' ? stopped - 1 : stopped;
  const here = text.slice(offset, offset + 200).split(/\r?\n/, 1)[0] ?? '';
  const describe = DESCRIPTIONS.find(([pattern]) => pattern.test(reason))?.[1] ?? unspecific;
  const { rule = 'yaml-syntax', message, remedy } = describe(here, reason);
  return {
    rule,
    message: message ?? `This is not valid YAML: ${reason}.`,
    remedy,
    location: locationAt(file, text, offset, offset + 1),
  };
}

function unspecific(): Description {
  return { remedy: 'Check indentation, quotes and brackets here; quote text that has `: ` or ` #` in it.' };
}

function duplicateKey(here: string): Description {
  const key = here.split(/\s*:/, 1)[0] ?? '';
  return {
    rule: 'duplicate-key',
    message: `The key ${quote(key)} is here for the second time.`,
    remedy: 'Keep one of the two, or indent this one where it belongs below the field before it.',
  };
}

function unknownAnchor(_here: string, reason: string): Description {
  const name = /"(.*)"/s.exec(reason)?.[1] ?? '';
  return {
    rule: 'unknown-anchor',
    message: `There is no anchor ${quote(name)} before this alias of it.`,
    remedy: 'Write the value out, or put text that starts with `*` in quotes.',
  };
}

function unknownTag(_here: string, reason: string): Description {
  const tag = (/!<(.*)>/s.exec(reason)?.[1] ?? '').replace(/^tag:yaml\.org,2002:/, '!!');
  return {
    rule: 'yaml-tag',
    message: `The tag ${quote(tag)} is not known here: a spec is plain data.`,
    remedy: 'Remove the tag, or put text that starts with `!` in quotes.',
  };
}
