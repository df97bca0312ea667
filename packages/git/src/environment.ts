/** Variables of a process, as the caller read them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What would point Git to another repository than ours: set in hooks, for example. */
const OF_ANOTHER_REPOSITORY = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
  'GIT_QUARANTINE_PATH',
  'GIT_SHALLOW_FILE',
  'GIT_GRAFT_FILE',
  'GIT_REPLACE_REF_BASE',
  'GIT_INTERNAL_SUPER_PREFIX',
  'GIT_CONFIG',
  'GIT_LITERAL_PATHSPECS',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
  // What it chooses is what we read the messages in.
  'LANGUAGE',
  // They would be taken for what Git has to say.
  'GIT_TRACE',
  'GIT_TRACE_PACKET',
  'GIT_TRACE_CURL',
  'GIT_CURL_VERBOSE',
];

/**
 * The environment that Git runs in: the person's own, credentials and configuration in force, but nobody is asked anything,
 * messages are in the language that we read, and no address can run a program.
 *
 * @param hasSshCommand - Whether the configuration says how to run ssh.
 */
export function gitEnvironment(env: Environment, hasSshCommand = false): Environment {
  const own = Object.fromEntries(Object.entries(env).filter(([name]) => !OF_ANOTHER_REPOSITORY.includes(name)));
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
