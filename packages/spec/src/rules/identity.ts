import { type AppContext, quote, type Rule, suggestion } from '@goldenpath/extension';

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

export const descriptionIsOneLine: Rule<AppContext> = {
  name: 'description-has-lines',
  check: ({ written }) =>
    /[\r\n]/.test(written.description)
      ? [{ path: ['description'], message: '`description` has several lines.', remedy: 'Write it on one line.' }]
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
            message: `${quote(written.owner)} is not a team of the platform.`,
            remedy: suggestion(written.owner, platform.teams),
          },
        ],
};
