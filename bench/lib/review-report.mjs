const STEPS = [
  ['edited', '**review, one application edited, without plans**'],
  ['planned', '**review, the stacks of one application edited, with simulated plans**'],
  ['all', '**review, a platform edit that touches all, without plans**'],
  ['instead', 'synthesise both and `diff -r`: no verdict, no plans'],
];

/** What reviews took, as Markdown: a table for each size of fleet. */
export function reviewReport(fleets) {
  return fleets.map(fleetTable).join('\n\n');
}

function fleetTable({ count, ...steps }) {
  const rows = STEPS.map(([key, name]) => row(name, steps[key], steps.instead.seconds));
  return [
    `### ${count.toLocaleString('en')} applications × 4 environments`,
    '',
    '| | wall s | CPU s | peak MB | wall, as a share of doing it by hand |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...rows,
  ].join('\n');
}

function row(name, { seconds, cpuSeconds, peakBytes }, byHand) {
  const cells = [
    seconds.toFixed(2),
    cpuSeconds?.toFixed(2),
    peakBytes && Math.round(peakBytes / 1e6),
    `${(seconds / byHand).toFixed(2)} ×`,
  ];
  return `| ${name} | ${cells.map((cell) => cell ?? '–').join(' | ')} |`;
}
