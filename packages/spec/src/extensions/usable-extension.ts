import { isUserError } from '@goldenpath/errors';
import {
  createRegistry,
  type Extension,
  type ExtensionSource,
  problemsOfExtension,
  type Registry,
} from '@goldenpath/extension';
import { appSchemaOf } from '../schema/app-schema';
import { fieldClashes } from '../schema/compose';
import { misnamedFields } from '../schema/kind-fields';
import { validatorOf } from '../schema/validator-of';
import type { ExtensionProblem } from './find-extension';
import { guardedPart } from './guarded-part';

/**
 * Adds the exports of an extension to a registry if they are usable: parts and kinds of the contract, with unique names and fields, and
 * hooks that load.
 */
export function withExtension(
  registry: Registry,
  exported: unknown,
  source: ExtensionSource,
): { readonly registry: Registry } | ExtensionProblem {
  const extension = extensionIn(exported);
  const problems = problemsOfExtension(extension, registry);
  if (problems.length > 0) return notUsable(source.name, problems);
  const { parts, kinds } = guardedExtension(exported, source.name);
  const grown = createRegistry([registry, { parts, kinds }], [...registry.sources, source]);
  const mistakes = [...fieldClashes(grown), ...misnamedFields(kinds, grown)];
  if (mistakes.length > 0) return notUsable(source.name, mistakes);
  const broken = brokenHook({ parts, kinds }, grown);
  return broken === undefined ? { registry: grown } : notUsable(source.name, [broken]);
}

/** Returns the parts and kinds that a valid module exports, with guarded hooks. */
export function guardedExtension(exported: unknown, name: string): Required<Extension> {
  const { parts = [], kinds = [] } = extensionIn(exported) as Extension;
  return { parts: parts.map((part) => guardedPart(part, name)), kinds };
}

/** Returns the exports of a module. An ES module compiled for `require` can have them in its default export. */
function extensionIn(exported: unknown): unknown {
  if (typeof exported !== 'object' || exported === null) return exported;
  const hasOwn = 'parts' in exported || 'kinds' in exported;
  return !hasOwn && 'default' in exported ? exported.default : exported;
}

/** Returns the first lazily loaded module that fails, as a sentence. */
function brokenHook({ parts = [], kinds = [] }: Extension, registry: Registry): string | undefined {
  for (const part of parts)
    for (const hook of ['rules', 'review'] as const) {
      const failure = failureOf(() => part[hook]?.());
      if (failure !== undefined) return failure;
    }
  const { schema, definitions } = appSchemaOf(registry);
  for (const { name } of kinds) {
    const failure = failureOf(() => validatorOf(schema, definitions.get(name) ?? name));
    if (failure !== undefined) return `The fields of the kind ${name} are not a JSON Schema: ${failure}.`;
  }
  return undefined;
}

function failureOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (isUserError(error)) return error.summary;
    const { message } = error as { readonly message?: unknown };
    return (String(message ?? error).split('\n', 1)[0] ?? '').replace(/\.$/, '');
  }
}

function notUsable(name: string, problems: readonly string[]): ExtensionProblem {
  return {
    rule: 'extension-not-usable',
    message: `The extension \`${name}\` cannot be used. ${problems.join(' ')}`,
    remedy: 'Correct the extension, use a version of it that fits, or leave it out.',
  };
}
