const CHARACTER = 8.4;
const LINE = 19;
const MARGIN = 18;
const TITLE = 34;

/** Colours of SGR codes. */
const COLORS = {
  31: '#ff7b72',
  32: '#7ee787',
  33: '#f2cc60',
  34: '#79c0ff',
  35: '#d2a8ff',
  36: '#76e3ea',
  90: '#8b949e',
};

/**
 * Returns an animated SVG of a terminal: each command is typed, then its output appears line by line and scrolls. With reduced motion it
 * shows the end. The same steps give the same text.
 *
 * @param steps - The typed text (empty if the step continues the previous one), and the output with SGR codes.
 */
export function terminalSvg(steps, { columns, rows }) {
  const lines = steps.flatMap(linesOf).map((line) => ({ ...line, spans: spansOf(line.text, columns) }));
  const times = timesOf(lines, rows);
  const total = times.at(-1) + 4;
  const width = Math.ceil(columns * CHARACTER + 2 * MARGIN);
  const height = rows * LINE + TITLE + MARGIN;
  const percent = (seconds) => `${((100 * seconds) / total).toFixed(2)}%`;
  const styles = lines.map((_, index) => `.l${index}{animation:l${index} ${total}s step-end infinite}`);
  const frames = lines.map((_, index) => `@keyframes l${index}{0%{opacity:0}${percent(times[index])},100%{opacity:1}}`);
  const overflow = Math.max(0, lines.length - rows);
  const scrolls = Array.from({ length: overflow }, (_, index) => {
    return `${percent(times[index + rows])}{transform:translateY(${-(index + 1) * LINE}px)}`;
  });
  const end = `translateY(${-overflow * LINE}px)`;
  const texts = lines.map(
    ({ spans }, index) => `<text class="l${index}" y="${(index + 1) * LINE}">${spans.map(spanText).join('')}</text>`,
  );
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(
    steps
      .map(({ typed }) => typed)
      .filter(Boolean)
      .join(', '),
  )} in a terminal">
<style>
text{font:14px ui-monospace,SFMono-Regular,Menlo,Consolas,'Liberation Mono','DejaVu Sans Mono',monospace;fill:#e6edf3;white-space:pre}
.b{font-weight:700}.d{opacity:.65}${Object.entries(COLORS)
    .map(([code, color]) => `.c${code}{fill:${color}}`)
    .join('')}
@media (prefers-reduced-motion:no-preference){.s{animation:s ${total}s step-end infinite}${styles.join('')}}
@keyframes s{0%{transform:none}${scrolls.join('')}100%{transform:${end}}}
${frames.join('\n')}
</style>
<rect width="${width}" height="${height}" rx="10" fill="#0d1117"/>
<circle cx="22" cy="18" r="6" fill="#ff5f57"/><circle cx="42" cy="18" r="6" fill="#febc2e"/><circle cx="62" cy="18" r="6" fill="#28c840"/>
<clipPath id="screen"><rect x="0" y="${TITLE}" width="${width}" height="${rows * LINE + 6}"/></clipPath>
<g clip-path="url(#screen)"><g transform="translate(${MARGIN} ${TITLE})"><g class="s" style="transform:${end}">
${texts.join('\n')}
</g></g></g>
</svg>
`;
}

function linesOf({ typed, output }) {
  const lines = output.replace(/\n+$/, '').split('\n');
  const printed = output.trim() === '' ? [] : lines.map((text) => ({ text, isTyped: false }));
  return [...(typed === undefined ? [] : [{ text: `\u001b[32m$\u001b[39m ${typed}`, isTyped: true }]), ...printed];
}

/** Returns the second at which each line appears, with pauses around commands and after the first screen. */
function timesOf(lines, rows) {
  let at = 0;
  return lines.map(({ isTyped }, index) => {
    if (index > 0) at += isTyped || lines[index - 1].isTyped ? 1.2 : index === rows ? 4 : 0.12;
    return Math.round(at * 100) / 100;
  });
}

/** Splits text into spans of one style, and cuts it at the width of the terminal. */
function spansOf(text, columns) {
  const spans = [];
  let style = { color: undefined, bold: false, dim: false };
  let room = columns;
  for (const piece of text.split(/(\u001b\[[0-9;]*[A-Za-z])/)) {
    const [, codes] = /^\u001b\[([0-9;]*)m$/.exec(piece) ?? [];
    if (codes !== undefined) for (const code of codes.split(';')) style = styleAfter(style, Number(code));
    else if (piece !== '' && !piece.startsWith('\u001b')) {
      const shown = [...piece].slice(0, room).join('');
      room -= [...shown].length;
      if (shown !== '') spans.push({ ...style, text: shown });
    }
  }
  return spans;
}

function styleAfter(style, code) {
  if (code === 0) return { color: undefined, bold: false, dim: false };
  if (code === 1) return { ...style, bold: true };
  if (code === 2) return { ...style, dim: true };
  if (code === 22) return { ...style, bold: false, dim: false };
  if (code === 39) return { ...style, color: undefined };
  return COLORS[code] === undefined ? style : { ...style, color: code };
}

function spanText({ text, color, bold, dim }) {
  const classes = [...(color === undefined ? [] : [`c${color}`]), ...(bold ? ['b'] : []), ...(dim ? ['d'] : [])];
  const attribute = classes.length === 0 ? '' : ` class="${classes.join(' ')}"`;
  return `<tspan${attribute}>${escaped(text)}</tspan>`;
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
