// The body of the comment that a review becomes. What a stranger wrote stays text: GitHub interprets none of it.

export const MARK = '<!-- goldenpath-review -->';
/** GitHub takes 65,536 characters: in bytes there are never fewer. */
export const LONGEST = 65_535;
/** A run of backticks that is longer is shortened: the fence has to be longer than the longest of them. */
const MOST_BACKTICKS = 20;

/**
 * The comment of a review, of at most `LONGEST` bytes.
 *
 * @param review - What the run left: Markdown, or plain text where `isForeign`.
 * @param isForeign - The pull request comes from a fork, or from a bot that brings foreign code. Its review is shown in a block of
 * code, where GitHub looks for no Markdown, HTML, entity, mention, reference, commit, link or emoji.
 */
export function comment(review, { isForeign, url, commit }) {
  const end = `\n\n[The run](${url}) of ${commit.slice(0, 7)} has the whole review.\n`;
  const room = LONGEST - size(`${MARK}\n${end}`);
  return `${MARK}\n${isForeign ? quoted(review, room) : closed(inert(review.replace(MARK, '').trim()), room)}${end}`;
}

const FROM_A_FORK =
  '> This pull request comes from a fork or from a bot. Its own code wrote the text below, from a simulated cloud: read the files as well.\n\n';

/** Text in a block of code that nothing in it can end: only a line of as many backticks does. */
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
 * Text in which programs that read the source of comments find nothing: no command to a bot at the beginning of a line, no mention, no
 * reference, no hidden mark, no control character, nothing that turns text around.
 *
 * In Markdown this alone does not keep GitHub from finding something, which is why a stranger's text is quoted as well.
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

/** Markdown with what it opened closed again, so that what comes after it is not swallowed. */
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

/** The text where it has room, otherwise whole lines from its beginning and a sign that there is more. */
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
