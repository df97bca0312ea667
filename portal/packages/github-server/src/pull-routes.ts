import { refused } from './answers';
import type { Repositories } from './repositories';
import type { Dispatch, GithubServer, Routes, ServedPull } from './types';

/** The routes of pull requests, issues and runs of workflows. */
export function pullRoutes(
  repositories: Repositories,
  { url, pulls, issues, dispatches }: Pick<GithubServer, 'url' | 'pulls' | 'issues' | 'dispatches'>,
): Routes {
  const described = ({ number, head, base, title, body, merged }: ServedPull, name: string) => ({
    number,
    title,
    body,
    state: merged === undefined ? 'open' : 'closed',
    merged_at: merged?.at ?? null,
    html_url: `${url}/${name}/pull/${number}`,
    head: { ref: head },
    base: { ref: base },
  });

  return [
    [
      /^GET \/repos\/([^/]+\/[^/]+)\/commits\/(\w+)\/pulls$/,
      ([, name = '', sha]) => {
        const data = pulls.filter(({ merged }) => merged?.sha === sha).map((pull) => described(pull, name));
        return { status: 200, data };
      },
    ],
    [
      /^GET \/repos\/[^/]+\/[^/]+\/issues$/,
      (_match, _body, query) => ({ status: 200, data: query.get('labels') === 'drift' ? issues : [] }),
    ],
    [
      /^POST \/graphql$/,
      (_match, { variables }) => {
        const { owner, repo, head } = variables as { owner: string; repo: string; head: string };
        const pull = pulls.find((one) => one.head === head);
        const page = `${url}/${owner}/${repo}/pull/${pull?.number}`;
        const edges = pull === undefined ? [] : [{ node: { id: 'PR', number: pull.number, url: page } }];
        const exists = repositories.shaOf(`${owner}/${repo}`, `refs/heads/${head}`) !== undefined;
        return {
          status: 200,
          data: { data: { repository: { ref: exists ? { associatedPullRequests: { edges } } : null } } },
        };
      },
    ],
    [
      /^POST \/repos\/([^/]+\/[^/]+)\/pulls$/,
      ([, name = ''], { head, base, title, body }) => {
        const branch = String(head).replace(/^[^:]+:/, '');
        if (pulls.some((one) => one.head === branch))
          return refused(422, `A pull request already exists for ${String(head)}.`);
        const pull = {
          number: pulls.length + 1,
          head: branch,
          base: String(base),
          title: String(title),
          body: String(body),
        };
        pulls.push(pull);
        return { status: 201, data: described(pull, name) };
      },
    ],
    [
      /^PATCH \/repos\/([^/]+\/[^/]+)\/pulls\/(\d+)$/,
      ([, name = '', number], { title, body }) => {
        const pull = pulls.find((one) => String(one.number) === number);
        if (pull === undefined) return refused(404, 'Not Found');
        Object.assign(pull, { title, body });
        return { status: 200, data: described(pull, name) };
      },
    ],
    [
      /^POST \/repos\/[^/]+\/[^/]+\/actions\/workflows\/([^/]+)\/dispatches$/,
      ([, workflow = ''], { ref, inputs }) => {
        dispatches.push({ workflow, ref: String(ref), inputs: inputs as Dispatch['inputs'] });
        return { status: 204 };
      },
    ],
  ];
}
