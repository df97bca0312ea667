// Returns the body of the review comment. GitHub interprets nothing of what an untrusted author wrote.

export const MARK = '<!-- goldenpath-review -->';
/** GitHub accepts 65,536 characters. The number of bytes is never smaller. */
export const LONGEST = 65_535;
/** Longer runs of backticks are shortened, because the fence must be longer than the longest run. */
const MOST_BACKTICKS = 20;

/**
 * Returns the comment of a review, with at most `LONGEST` bytes.
 *
 * @param review - The output of the run: Markdown, or plain text if `isForeign`.
 * @param isForeign - Whether the pull request comes from a fork, or from a bot with foreign code. Its review is shown in a code block,
 * where GitHub interprets no Markdown, HTML, entity, mention, reference, commit, link or emoji.
 */
export function comment(review, { isForeign, url, commit }) {
  const end = `\n\n[The run](${url}) of ${commit.slice(0, 7)} has the whole review.\n`;
  const room = LONGEST - size(`${MARK}\n${end}`);
  return `${MARK}\n${isForeign ? quoted(review, room) : closed(inert(review.replace(MARK, '').trim()), room)}${end}`;
}

const FROM_A_FORK =
  '> This pull request comes from a fork or from a bot. Its own code wrote the text below, from a simulated cloud: read the files as well.\n\n';

/** Returns text in a code block with a fence that is longer than any run of backticks in the text. */
function quoted(review, room) {
  const text = inert(review)
    .replaceAll(/`{21,}/g, '`'.repeat(MOST_BACKTICKS))
    .replace(/^\s*\n/, '')
    .trimEnd();
  const longest = Math.max(2, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const [opening, closing] = [`${FROM_A_FORK}${fence}text\n`, `\n${fence}`];
  return `${opening}${firstLines(text, room - size(opening + closing))}${closing}`;
}

/**
 * Removes everything that a program could find in the source of a comment: commands to bots at the start of a line, mentions, references,
 * hidden markers, control characters, bidirectional controls.
 *
 * This is not enough for GitHub's Markdown, so untrusted text is also put in a code block.
 */
function inert(text) {
  return text
    .replaceAll(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replaceAll('<!--', '<!\u2060--')
    .replaceAll(/(?<![\p{L}\p{N}_])(@|&#0*64;|&#x0*40;|&commat;)(?=[\p{L}\p{N}_&-])/giu, '$1\u2060')
    .replaceAll(/(?<!&)(#|&#0*35;|&#x0*23;|&num;)(?=\d|&#)/gi, '$1\u2060')
    .replaceAll(/\bGH(?=(?:-|&#0*45;|&#x0*2d;|&hyphen;)(?:\d|&#))/gi, '$&\u2060')
    .replaceAll(/^([ \t>*+\-\d.)]*)\/(?=[a-z])/gim, '$1\u2060/');
}

/** Closes open elements of cut Markdown, so that the following text is not swallowed. */
function closed(text, room) {
  const kept = firstLines(text, room - 500);
  const fences = kept.match(/^ {0,3}(`{3,}|~{3,})/gm) ?? [];
  const open = (kept.match(/<details\b/g) ?? []).length - (kept.match(/<\/details>/g) ?? []).length;
  const closing = [
    ...(fences.length % 2 === 0 ? [] : [fences.at(-1).trim()]),
    ...Array(Math.min(20, Math.max(0, open))).fill('</details>'),
  ];
  const end = kept.endsWith(CUT) ? `\n\n${CUT}` : '';
  return [end === '' ? kept : kept.slice(0, -CUT.length).trimEnd(), ...closing].join('\n') + end;
}

const CUT = '… cut.';

/** Returns the text if it fits, or as many whole lines as fit, followed by a marker. */
function firstLines(text, room) {
  if (size(text) <= room) return text;
  const lines = [];
  let left = room - size(`\n${CUT}`);
  for (const line of text.split('\n')) {
    left -= size(line) + 1;
    if (left < 0) break;
    lines.push(line);
  }
  return `${lines.join('\n')}\n${CUT}`;
}

function size(text) {
  return Buffer.byteLength(text);
}
