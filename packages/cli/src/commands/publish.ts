import type { CommandContext, ExitCode } from '../command';
import type { PublishFlags } from '../publish/flags';

/** Commits what `synth` made into the repository that Argo CD reads. */
export async function publish(flags: PublishFlags, context: CommandContext): Promise<ExitCode> {
  const { runPublish } = await import('../publish/run-publish.js');
  return runPublish(flags, context);
}
