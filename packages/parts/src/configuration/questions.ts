import type { FieldQuestion } from '@goldenpath/extension';

/** The questions of `new` about the configuration. */
export const configurationQuestions: readonly FieldQuestion[] = [
  {
    path: ['uses'],
    message: 'Which applications does it call?',
    choices: 'applications',
    help: 'applications it calls, separated by commas',
  },
];
