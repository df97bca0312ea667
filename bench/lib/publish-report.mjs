const STEPS = [
  ['changed', '**publish, one application of all changed**'],
  ['named', '**publish `--only` that one**'],
  ['nothing', '**publish, nothing changed**'],
  ['first', '**publish of everything into an empty repository**'],
  ['byHand', 'by hand: shallow clone, copy, commit, push'],
];

/** What publishing took, as Markdown. */
export function publishReport(publications) {
  return publications.map(sizeText).join('\n\n');
}

function sizeText({ count, objects, steps, traffic }) {
  return [
    `### ${number(count)} applications: ${number(objects)} files and folders`,
    '',
    '| | wall s | CPU s | peak MB |',
    '| --- | ---: | ---: | ---: |',
    ...STEPS.map(([key, name]) => row(name, steps[key])),
    '',
    `One changed application: ${number(traffic.read)} objects read, ${number(traffic.written)} written, ` +
      `${(traffic.bytes / 1024).toFixed(1)} KiB more in the repository.`,
  ].join('\n');
}

function row(name, { seconds, cpuSeconds, peakBytes }) {
  const cells = [seconds.toFixed(2), cpuSeconds?.toFixed(2), peakBytes && Math.round(peakBytes / 1e6)];
  return `| ${name} | ${cells.map((cell) => cell ?? '–').join(' | ')} |`;
}

function number(value) {
  return value.toLocaleString('en-US');
}
