/** Environment variables, as read by the caller. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Variables that point Git to another repository. Git sets them in hooks, for example. */
const OF_ANOTHER_REPOSITORY =
  /^GIT_(DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|QUARANTINE_PATH|SHALLOW_FILE|GRAFT_FILE|REPLACE_REF_BASE|INTERNAL_SUPER_PREFIX|CONFIG|(LITERAL|GLOB|NOGLOB|ICASE)_PATHSPECS)$/;

/** Variables that change Git's output. We parse its messages in English. */
const OF_MESSAGES = /^(LANGUAGE|GIT_TRACE\w*|GIT_CURL_VERBOSE)$/;

/**
 * Returns the environment for Git. The user's credentials and configuration apply. Git does not prompt, prints English messages, and runs
 * no program that a URL names.
 *
 * @param hasSshCommand - Whether the user's configuration sets the ssh command.
 */
export function gitEnvironment(env: Environment, hasSshCommand = false): Environment {
  const own = Object.fromEntries(
    Object.entries(env).filter(([name]) => !OF_ANOTHER_REPOSITORY.test(name) && !OF_MESSAGES.test(name)),
  );
  const choosesSsh = hasSshCommand || env['GIT_SSH_COMMAND'] !== undefined || env['GIT_SSH'] !== undefined;
  return {
    GIT_ALLOW_PROTOCOL: 'file:git:http:https:ssh',
    ...own,
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_ADVICE: '0',
    ...(!choosesSsh && { GIT_SSH_COMMAND: 'ssh -o BatchMode=yes' }),
  };
}
