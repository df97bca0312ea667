import type { Sealed } from '@goldenpath/fleet';
import type { CommandContext } from '../../command';

/** Returns which keys of a Secret are sealed, as text. */
export function sealedText(
  { secret, namespace, file, sealed, kept, missing }: Sealed,
  environment: string,
  { colors }: Pick<CommandContext, 'colors'>,
): string {
  const lines = [
    sealed.length === 0
      ? `Nothing was sealed: ${secret} has all of these keys.`
      : `${colors.green('Sealed')} ${sealed.join(', ')} of ${secret} for the namespace ${namespace} in ${environment}.`,
    ...(kept.length > 0 ? [`Unchanged: ${kept.join(', ')}.`] : []),
    ...(missing.length > 0 ? [`Still missing: ${missing.join(', ')}.`] : []),
    sealed.length === 0 ? file : `Commit ${file}, and run \`goldenpath synth\`.`,
  ];
  return `${lines.join('\n')}\n`;
}
