import type { CommandContext, ExitCode } from '../../command';
import { jsonText } from '../../output/json';
import { onRepositories } from '../repositories';
import type { PublishFlags } from './flags';
import { publicationData, renderFailure, renderPublication } from './render';

/** Commits the output of `synth` to the GitOps repository. */
export async function publish(flags: PublishFlags, context: CommandContext): Promise<ExitCode> {
  // `--apps` is a folder. Application names are in `--only`.
  const { apps: _folder, only, env, dryRun = false, ...given } = flags;
  const options = {
    ...given,
    dryRun,
    ...(only !== undefined && { apps: only }),
    ...(env !== undefined && { environments: env }),
  };
  const published = await onRepositories(
    flags,
    context,
    (urls) => `Publishing to ${placesOf(urls)}`,
    (fleet) => fleet.publish(options),
  );
  if (flags.json === true) context.stdout(jsonText(publicationData(published, dryRun)));
  else {
    for (const each of published) {
      if ('failure' in each) context.stderr(renderFailure(each.to, each.failure, context));
      else context.stdout(renderPublication(each.to, each.publication, dryRun, context));
    }
    if (published.length === 0) context.stdout('Nothing to publish: no application has manifests.\n');
  }
  return published.some((each) => 'failure' in each) ? 1 : 0;
}

function placesOf([first, ...rest]: readonly string[]): string {
  if (first === undefined) return 'no repository';
  return rest.length === 0 ? first : `${rest.length + 1} repositories`;
}
