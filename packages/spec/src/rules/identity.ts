import { suggestion } from '../near-miss';
import { hasPart } from '../settings/settle';
import type { AppContext, Rule } from './rule';

export const nameIsFolder: Rule<AppContext> = {
  name: 'name-is-not-folder',
  check: ({ written, folder }) =>
    written.name === folder
      ? []
      : [
          {
            path: ['name'],
            message: `\`name\` is ${JSON.stringify(written.name)}, but the folder is ${JSON.stringify(folder)}.`,
            remedy: 'Name both the same.',
          },
        ],
};

/** A Service's name is a DNS label of RFC 1035, which starts with a letter; the contract's pattern alone allows a digit. */
export const nameStartsWithLetter: Rule<AppContext> = {
  name: 'name-starts-with-digit',
  check: ({ written }) =>
    hasPart(written.kind, 'workload') && /^[0-9]/.test(written.name)
      ? [
          {
            path: ['name'],
            message: `${JSON.stringify(written.name)} starts with a digit: Kubernetes takes no Service of that name.`,
            remedy: 'Start the name with a letter.',
          },
        ]
      : [],
};

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
            message: `${JSON.stringify(written.owner)} is no team of the platform.`,
            remedy: suggestion(written.owner, platform.teams),
          },
        ],
};
