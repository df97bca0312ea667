const STEPS = [
  ['first', () => '**deploy of the example fleet, fresh account**'],
  ['second', () => '**deploy again, nothing changed**'],
  ['planned', ({ applications }) => `**plan of ${applications} applications, the platform deployed**`],
];

/** What simulated deploys took, as Markdown. */
export function deployReport({ terraform, ...steps }) {
  return [
    '| | stacks | wall s | CPU s | peak MB | wall s for each stack |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...STEPS.map(([key, name]) => row(name(steps[key]), steps[key])),
    ...Object.entries(terraform).map(([command, usage]) => row(`\`terraform ${command}\` of an empty stack`, usage)),
  ].join('\n');
}

function row(name, { stacks, seconds, cpuSeconds, peakBytes }) {
  const cells = [
    stacks,
    seconds.toFixed(2),
    cpuSeconds?.toFixed(2),
    peakBytes && Math.round(peakBytes / 1e6),
    stacks && (seconds / stacks).toFixed(2),
  ];
  return `| ${name} | ${cells.map((cell) => cell ?? '–').join(' | ')} |`;
}
