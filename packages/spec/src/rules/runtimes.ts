import { type Problem, quote, type Rule } from '@goldenpath/extension';
import { TEMPLATE_WORDS } from '@goldenpath/parts';
import type { PlatformContext } from './platform';

const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const MOST_IN_NAME = 20;

/** A runtime is a topic of repositories and a condition of templates. */
export const runtimeNamesAreWords: Rule<PlatformContext> = {
  name: 'runtime-name',
  check: ({ written }) =>
    Object.keys(written.runtimes ?? {}).flatMap((name): Problem[] => {
      const path = ['runtimes', name];
      if (TEMPLATE_WORDS.includes(name))
        return [
          {
            path,
            at: 'key',
            message: `Templates use the name ${quote(name)} for something else.`,
            remedy: 'Rename it.',
          },
        ];
      if (NAME.test(name) && name.length <= MOST_IN_NAME) return [];
      return [
        {
          path,
          at: 'key',
          message: `${quote(name)} is not a valid name of a runtime.`,
          remedy: `Use lower-case letters, digits and hyphens, starting with a letter: at most ${MOST_IN_NAME}, such as \`go\`.`,
        },
      ];
    }),
};

/** A template folder stays below the platform file's. */
export const templatesStayInFleet: Rule<PlatformContext> = {
  name: 'template-outside',
  check: ({ written }) =>
    Object.entries(written.runtimes ?? {}).flatMap(([name, { template }]): Problem[] =>
      template
        .split('/')
        .slice(1)
        .some((step) => step === '..' || step === '.' || step === '')
        ? [
            {
              path: ['runtimes', name, 'template'],
              message: `${quote(template)} is not a plain path below the folder of the platform file.`,
              remedy: 'Name a folder below it without `.` and `..` steps, such as `./runtimes/go`.',
            },
          ]
        : [],
    ),
};

/** `goldenpath workflows` writes the file at this path of the platform's repository. */
export const deliveryWorkflowStaysInRepository: Rule<PlatformContext> = {
  name: 'workflow-outside',
  check: ({ written }) => {
    const { workflow } = written.delivery;
    const [, , ...steps] = workflow.replace(/@.*$/, '').split('/');
    const isPlain = steps.every((step) => step !== '..' && step !== '.' && step !== '');
    if (isPlain && steps[0]?.toLowerCase() !== '.git') return [];
    return [
      {
        path: ['delivery', 'workflow'],
        message: `${quote(workflow)} is not a plain path in a repository.`,
        remedy: 'Name a file below `.github/workflows`, without `.` and `..` steps.',
      },
    ];
  },
};

const TEST_COMMAND = 'test_command';

/** Inputs are names of a workflow's inputs; the ones that goldenpath sets are its own. */
export const runtimeInputsAreFree: Rule<PlatformContext> = {
  name: 'runtime-input',
  check: ({ written }) =>
    Object.entries(written.runtimes ?? {}).flatMap(([name, { inputs = {} }]) =>
      Object.keys(inputs).flatMap((input): Problem[] => {
        const path = ['runtimes', name, 'inputs', input];
        if (OWN_INPUTS.has(input)) {
          const remedy = input === TEST_COMMAND ? 'Write `testCommand` of the runtime instead.' : 'Remove it.';
          return [{ path, at: 'key', message: `goldenpath sets the input ${quote(input)} itself.`, remedy }];
        }
        if (/^[a-z_][a-z0-9_]{0,99}$/.test(input)) return [];
        return [
          {
            path,
            at: 'key',
            message: `${quote(input)} is not a valid name of a workflow input.`,
            remedy: 'Use lower-case letters, digits and underscores, such as `go_version`.',
          },
        ];
      }),
    ),
};

/** What `delivery.yml` passes of every application. */
const OWN_INPUTS = new Set(['ecr_repository', 'environment', 'image_tag', 'skip_push', 'push_latest', TEST_COMMAND]);
