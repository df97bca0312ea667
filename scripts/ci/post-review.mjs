// Posts the review of a pull request as a single comment. The files in $REVIEW and every name in the event are untrusted data. GitHub says
// which pull request they belong to; the files do not.
import { lstatSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { main, StepError } from './lib.mjs';
import { comment, LONGEST, MARK } from './review-comment.mjs';

const BOT = 'github-actions[bot]';
/** Bots whose branches contain foreign code. Their pull requests are treated like forks, as in plan.yml. */
const FOREIGN_BOTS = ['dependabot[bot]'];
/** Larger files were not written by `goldenpath review`, whose comments stay below GitHub's limit. */
const MOST_BYTES = 2 * LONGEST;

const {
  GITHUB_API_URL = 'https://api.github.com',
  GITHUB_REPOSITORY,
  GITHUB_TOKEN,
  GITHUB_EVENT_PATH,
  REVIEW,
} = process.env;

await main(async () => {
  const { workflow_run: run } = JSON.parse(readFileSync(GITHUB_EVENT_PATH, 'utf8'));
  const pull = await pullRequestOf(run);
  if (pull === undefined) return console.log('No open pull request is at this commit. Nothing is posted.');
  const isForeign = pull.head.repo.full_name !== GITHUB_REPOSITORY || FOREIGN_BOTS.includes(pull.user?.login);
  const review = readReview(isForeign ? plainTextOf(REVIEW) : REVIEW);
  const body = comment(review, { isForeign, url: run.html_url, commit: run.head_sha });
  const before = await ownComment(pull.number);
  if (before === undefined) await call('POST', `issues/${pull.number}/comments`, { body });
  else if (before.body !== body) await call('PATCH', `issues/comments/${before.id}`, { body });
  console.log(`The review of #${pull.number} is posted.`);
});

/** Returns the open pull request that started the run: the one with the same head commit and branch. */
async function pullRequestOf(run) {
  if (run.event !== 'pull_request' || run.head_repository === null) return undefined;
  const { owner, full_name: fullName } = run.head_repository;
  const head = encodeURIComponent(`${owner.login}:${run.head_branch}`);
  const pulls = (await call('GET', `pulls?state=open&per_page=100&head=${head}`)).filter(
    (pull) =>
      pull.head.sha === run.head_sha &&
      pull.head.repo?.full_name === fullName &&
      pull.base.repo.full_name === GITHUB_REPOSITORY,
  );
  // GitHub lists pull requests of the same repository in the event, but none of a fork. One branch can have one per base.
  const named = pulls.filter(({ number }) => run.pull_requests.some((each) => each.number === number));
  const [pull, ...others] = named.length > 0 ? named : pulls;
  if (others.length > 0)
    throw new StepError('Several pull requests have this commit, so it is unknown which one was reviewed.');
  return pull;
}

/** Returns the path of the review as plain text, next to the Markdown. */
function plainTextOf(markdown) {
  const file = join(dirname(markdown), 'review.txt');
  return lstatSync(file, { throwIfNoEntry: false }) === undefined ? markdown : file;
}

function readReview(file) {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new StepError('The run has no review.');
  if (found.size > MOST_BYTES) throw new StepError(`The review has ${found.size} bytes, which is too large.`);
  return new TextDecoder().decode(readFileSync(file));
}

async function ownComment(number) {
  for (let page = 1; ; page += 1) {
    const comments = await call('GET', `issues/${number}/comments?per_page=100&page=${page}`);
    const own = comments.find(({ user, body }) => user?.login === BOT && body?.startsWith(MARK));
    if (own !== undefined || comments.length < 100) return own;
  }
}

async function call(method, path, body) {
  const response = await fetch(`${GITHUB_API_URL}/repos/${GITHUB_REPOSITORY}/${path}`, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${GITHUB_TOKEN}`,
      'x-github-api-version': '2022-11-28',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  });
  if (!response.ok) throw new StepError(`GitHub responded with ${response.status} to ${method} ${path.split('?')[0]}.`);
  return response.json();
}
