// Posts what plan.yml made of a pull request as its one comment. $REVIEW is a file that a stranger may have written, as may every name
// in the event: they are data. Which pull request it is of is asked of GitHub, never read from the file.
import { lstatSync, readFileSync } from 'node:fs';
import { main, StepError } from './lib.mjs';

const MARK = '<!-- goldenpath-review -->';
const BOT = 'github-actions[bot]';
/** GitHub takes 65,536 characters: in bytes there are never fewer. */
const LONGEST = 65_535;
/** A file larger than this was not made by `goldenpath review`, whose comments stay below GitHub's limit. */
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
  if (pull === undefined) return console.log('No open pull request is at this commit any more: nothing is posted.');
  const isFork = pull.head.repo.full_name !== GITHUB_REPOSITORY;
  const body = comment(readReview(REVIEW), { isFork, url: run.html_url, commit: run.head_sha });
  const before = await ownComment(pull.number);
  if (before === undefined) await call('POST', `issues/${pull.number}/comments`, { body });
  else if (before.body !== body) await call('PATCH', `issues/comments/${before.id}`, { body });
  console.log(`The review of #${pull.number} is posted.`);
});

/** The open pull request that the run was started by: the one whose head is that very commit of that very branch. */
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
  // GitHub names those of the same repository itself. Of a fork it names none, and one branch may have one for each base.
  const named = pulls.filter(({ number }) => run.pull_requests.some((each) => each.number === number));
  const [pull, ...others] = named.length > 0 ? named : pulls;
  if (others.length > 0)
    throw new StepError('Several pull requests have this commit: which one was reviewed is not known.');
  return pull;
}

function readReview(file) {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (!found?.isFile()) throw new StepError('The run left no review.');
  if (found.size > MOST_BYTES) throw new StepError(`The review has ${found.size} bytes, which no review has.`);
  return new TextDecoder().decode(readFileSync(file));
}

function comment(review, { isFork, url, commit }) {
  const from = isFork
    ? '> This pull request comes from a fork. Its own code made what follows, in a simulated cloud: read the files as well.\n\n'
    : '';
  const end = `\n\n[The run](${url}) of ${commit.slice(0, 7)} has the whole review.\n`;
  const text = harmless(review.replace(MARK, '').trim());
  return `${MARK}\n${from}${cut(text, LONGEST - size(MARK + from + end) - 1)}${end}`;
}

/**
 * Markdown that tells nobody and starts nothing: mentions and references stay texts, lines are no commands to bots, no comment looks
 * like ours. What GitHub itself takes out, such as scripts, is left to it.
 */
function harmless(markdown) {
  return markdown
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replaceAll('<!--', '&lt;!--')
    .replaceAll(/(?<![\p{L}\p{N}_])@(?=[\p{L}\p{N}_-])/gu, '@\u2060')
    .replaceAll(/(?<![&\w])#(?=\d)/g, '#\u2060')
    .replaceAll(/\bGH-(?=\d)/gi, 'GH\u2060-')
    .replaceAll(/^([ \t>*-]*)\/(?=[a-z])/gim, '$1\u2060/');
}

/** Whole lines from the beginning, with what they opened closed again. */
function cut(text, room) {
  if (size(text) <= room) return text;
  const lines = [];
  let left = room - 500;
  for (const line of text.split('\n')) {
    left -= size(line) + 1;
    if (left < 0) break;
    lines.push(line);
  }
  const kept = lines.join('\n');
  const fences = kept.match(/^ {0,3}(`{3,}|~{3,})/gm) ?? [];
  const open = (kept.match(/<details\b/g) ?? []).length - (kept.match(/<\/details>/g) ?? []).length;
  const closing = [
    ...(fences.length % 2 === 0 ? [] : [fences.at(-1).trim()]),
    ...Array(Math.min(20, Math.max(0, open))).fill('</details>'),
  ];
  return [kept, ...closing, '', '… cut.'].join('\n');
}

function size(text) {
  return Buffer.byteLength(text);
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
  if (!response.ok) throw new StepError(`GitHub answers ${response.status} to ${method} ${path.split('?')[0]}.`);
  return response.json();
}
