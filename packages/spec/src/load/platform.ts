import { applyRules, type Diagnostic, PLAIN_SECRET, type Registry, type SourceDocument } from '@goldenpath/extension';
import { PLATFORM_RULES } from '../rules/platform-rules';
import { textIsPortable } from '../rules/text';
import { validatePlatform } from '../schema/validate';
import { resolvePlatform } from '../settings/platform';
import type { WrittenPlatform } from '../types/platform';
import type { Platform } from '../types/resolved';

/**
 * Validates the platform file and applies its defaults. The platform is absent when the file has errors.
 *
 * @param hasAllRules - False when the registry lacks extensions. Any rule may then be accepted.
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
  // A secret in plain text is an error of an otherwise valid platform.
  if (diagnostics.some(({ rule }) => rule !== PLAIN_SECRET)) return { diagnostics };
  return { platform: { platform: resolvePlatform(written), document }, diagnostics };
}
