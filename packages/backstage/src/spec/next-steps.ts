import type { FleetForms, KindForm, ListedApp } from '@goldenpath/fleet';

/** Texts for the developer who submitted a form. */
export interface NextSteps {
  /** What happens next, as Markdown. */
  readonly next: string;
  readonly notification: { readonly title: string; readonly info: string };
}

/** Returns what happens after a submission: where the repository, the catalog entry and the application will be. */
export function nextSteps(
  name: string,
  form: KindForm,
  { organisation, backstage }: FleetForms,
  listed: Pick<ListedApp, 'urls' | 'environments'> | undefined,
  github: string,
): NextSteps {
  const { urls = [], environments = [] } = listed ?? {};
  const places = [
    ...(form.hasRepository ? [['Repository', `${github}/${organisation}/${name}`] as const] : []),
    ...(form.hasRepository ? [['Catalog entry', `component:default/${name}`] as const] : []),
    ...urls.map((url, index) => [`URL in ${environments[index] ?? 'an environment'}`, url] as const),
  ];
  const first =
    backstage.flow === 'pull-request' || !form.hasRepository
      ? 'The review of the pull request shows what is made. After the merge, CI makes it.'
      : 'The repository exists. After the merge of the pull request, CI makes what the application needs in the cloud.';
  return {
    next: [first, ...places.map(([title, place]) => `- ${title}: \`${place}\``)].join('\n'),
    notification: {
      title: `${name} is requested`,
      info: [first, ...places.map(([title, place]) => `${title}: ${place}`)].join('\n'),
    },
  };
}
