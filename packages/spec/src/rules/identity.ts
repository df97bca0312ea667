import { quote, suggestion } from '@goldenpath/extension';
import type { AppSpec } from '../types/resolved';
import type { AppContext, Rule } from './rule';

export const nameIsFolder: Rule<AppContext> = {
  name: 'name-is-not-folder',
  check: ({ written, folder }) =>
    written.name === folder
      ? []
      : [
          {
            path: ['name'],
            message: `\`name\` is ${quote(written.name)}, but the folder is ${quote(folder)}.`,
            remedy: 'Name both the same.',
          },
        ],
};

/** Names of Services (RFC 1035) and of RDS instances start with a letter; the pattern of a name allows a digit. */
export const nameStartsWithLetter: Rule<AppContext> = {
  name: 'name-starts-with-digit',
  check: ({ written, spec }) =>
    /^[0-9]/.test(written.name) && (spec.general.workload !== undefined || hasOwnInstance(spec))
      ? [
          {
            path: ['name'],
            message: `${quote(written.name)} starts with a digit: no ${spec.general.workload !== undefined ? 'Service' : 'RDS instance'} can be named so.`,
            remedy: 'Start the name with a letter.',
          },
        ]
      : [],
};

function hasOwnInstance({ settings }: AppSpec): boolean {
  return Object.values(settings).some(({ database }) => database?.instance === 'dedicated');
}

export const descriptionIsOneLine: Rule<AppContext> = {
  name: 'description-has-lines',
  check: ({ written }) =>
    /[\r\n]/.test(written.description)
      ? [{ path: ['description'], message: '`description` has several lines.', remedy: 'Say it on one line.' }]
      : [],
};

export const ownerIsTeam: Rule<AppContext> = {
  name: 'unknown-team',
  check: ({ written, platform }) =>
    platform.teams.includes(written.owner)
      ? []
      : [
          {
            path: ['owner'],
            message: `${quote(written.owner)} is no team of the platform.`,
            remedy: suggestion(written.owner, platform.teams),
          },
        ],
};
