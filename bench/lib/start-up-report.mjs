const ROWS = [
  ['node', '`node --eval 0`'],
  ['help', '**help**'],
  ['validate', '**validate, the example fleet**'],
  ['list', '**list, the example fleet**'],
  ['explain', '**explain of one application**'],
];

/** How the light commands start, as Markdown. */
export function startUpReport(startUp) {
  const rows = ROWS.map(([key, name]) => {
    const { seconds, cpuSeconds, peakBytes } = startUp[key];
    const ratio = (of) => `${(startUp[key][of] / startUp.node[of]).toFixed(1)} ×`;
    const cells = [seconds.toFixed(3), cpuSeconds.toFixed(3), Math.round(peakBytes / 1e6)];
    return `| ${name} | ${[...cells, ratio('seconds'), ratio('cpuSeconds')].join(' | ')} |`;
  });
  return [
    '| | wall s | CPU s | peak MB | wall, against Node alone | CPU, against Node alone |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows,
  ].join('\n');
}
