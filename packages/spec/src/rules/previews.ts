import { quote, type Rule, suggestion } from '@goldenpath/extension';
import type { PlatformContext } from './platform';

/** Previews share the database instance and the secrets of an environment, which must not be one that users depend on. */
export const previewsAreOfAnEnvironment: Rule<PlatformContext> = {
  name: 'preview-environment',
  check: ({ written: { previews, environments } }) => {
    if (previews === undefined) return [];
    const path = ['previews', 'from'];
    const names = environments.map(({ name }) => name);
    const found = environments.find(({ name }) => name === previews.from);
    if (found === undefined)
      return [
        { path, message: `There is no environment ${quote(previews.from)}.`, remedy: suggestion(previews.from, names) },
      ];
    const isProduction = (found.approvers ?? []).length > 0 || found === environments.at(-1);
    if (!isProduction) return [];
    return [
      {
        path,
        message: `${quote(previews.from)} is a production environment: previews would share its databases and secrets.`,
        remedy: 'Name an environment before the last one that needs no approval, such as `dev`.',
      },
    ];
  },
};

/** A team cannot have more previews than there are. */
export const previewsOfTeamsFit: Rule<PlatformContext> = {
  name: 'preview-budget',
  check: ({ written: { previews } }) => {
    const { maxConcurrent = 10, maxPerTeam = 1 } = previews ?? {};
    if (maxPerTeam <= maxConcurrent) return [];
    return [
      {
        path: ['previews', 'maxPerTeam'],
        message: `A team could have ${maxPerTeam} previews, and all teams together ${maxConcurrent}.`,
        remedy: `Lower \`maxPerTeam\` to at most ${maxConcurrent}, or raise \`maxConcurrent\`.`,
      },
    ];
  },
};
