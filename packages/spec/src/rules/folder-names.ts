import { type AppContext, type Problem, quote, type Rule } from '@goldenpath/extension';
import type { PlatformContext } from './platform';

/** Windows treats such names as devices, so a fleet with one could not be cloned there. */
const DEVICE = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])$/;

export const nameIsNoDevice: Rule<AppContext> = {
  name: 'name-of-a-device',
  check: ({ written }) => checkName(written.name, ['name']),
};

export const environmentsAreNoDevices: Rule<PlatformContext> = {
  name: 'name-of-a-device',
  check: ({ written }) =>
    written.environments.flatMap(({ name }, index) => checkName(name, ['environments', index, 'name'])),
};

function checkName(name: string, path: Problem['path']): Problem[] {
  if (!DEVICE.test(name)) return [];
  return [
    {
      path,
      message: `${quote(name)} is the name of a device on Windows. No folder can have that name there.`,
      remedy: 'Choose another name.',
    },
  ];
}
