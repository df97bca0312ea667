import type { FieldQuestion } from '@goldenpath/extension';

/** The questions of `new` about the volume. */
export const storageQuestions: readonly FieldQuestion[] = [
  {
    path: ['storage', 'size'],
    message: 'Size of each pod’s volume',
    suggestion: '10Gi',
    help: 'size of each pod’s volume, such as 10Gi',
  },
  {
    path: ['storage', 'mountPath'],
    message: 'Where is the volume mounted',
    suggestion: '/data',
    flag: '--mount-path <path>',
    help: 'where the volume is mounted, such as /data',
  },
];
