import { applyRules, type Diagnostic, PLAIN_SECRET, type Registry, type SourceDocument } from '@goldenpath/extension';
import { PLATFORM_RULES } from '../rules/platform-rules';
import { textIsPortable } from '../rules/text';
import { validatePlatform } from '../schema/validate';
import { resolvePlatform } from '../settings/platform';
import type { WrittenPlatform } from '../types/platform';
import type { Platform } from '../types/resolved';

/**
 * Checks the platform file and fills its defaults in; the platform is absent where the file has errors.
 *
 * @param hasAllRules - False where the registry lacks extensions: then any rule may be accepted.
 */
export function checkPlatform(
  document: SourceDocument,
  registry: Registry,
  hasAllRules = true,
): {
  platform?: { platform: Platform; document: SourceDocument };
  diagnostics: readonly Diagnostic[];
} {
  const malformed = [
    ...validatePlatform(document, registry, hasAllRules),
    ...applyRules([textIsPortable], { document }),
  ];
  if (malformed.length > 0) return { diagnostics: malformed };
  const written = document.value as WrittenPlatform;
  const diagnostics = applyRules(PLATFORM_RULES, { document, written });
  // A secret in plain text is a mistake of a platform that can be made sense of.
  if (diagnostics.some(({ rule }) => rule !== PLAIN_SECRET)) return { diagnostics };
  return { platform: { platform: resolvePlatform(written), document }, diagnostics };
}
