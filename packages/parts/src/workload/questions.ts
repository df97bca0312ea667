import type { FieldQuestion } from '@goldenpath/extension';

/** The questions of `new` about the pods. */
export const workloadQuestions: readonly FieldQuestion[] = [
  {
    path: ['runtime'],
    message: 'What is it written in?',
    unless: ['image'],
    none: { value: 'upstream image', description: 'Nothing is built: an image that others make' },
    help: 'language of its code: python or node (default: python)',
  },
  {
    path: ['image'],
    message: 'Which image, with its version',
    unless: ['runtime'],
    help: 'an upstream image instead of code, such as redis:7.4',
  },
  { path: ['replicas'], message: 'Number of pods', help: 'number of pods (default: 1)' },
  { path: ['port'], message: 'The port that it listens on', help: 'the port it listens on (default: 8080)' },
];
