const STEPS = [
  ['cold', 'synth, nothing there'],
  ['unchanged', 'synth again, nothing changed'],
  ['edited', 'synth again, one application edited'],
  ['validateAll', 'validate, whole fleet'],
  ['validateOne', 'validate --only one application'],
];

const ALTERNATIVES = [
  ['floor', 'the bytes alone, from prepared strings'],
  ['cdk8s', 'cdk8s alone, an App per overlay (no base, no patches)'],
  ['cdktf', 'CDKTF alone, `app.synth()` (five small stacks an application)'],
  ['kustomize', '`kubectl kustomize`, a process per overlay'],
  ['helm', '`helm template`, a process per overlay'],
];

/** The measurements as Markdown. */
export function markdownReport({ machine, fleets }) {
  return [machineText(machine), ...fleets.map(fleetText), scalingText(fleets)].filter(Boolean).join('\n\n');
}

/** What it was measured on, in a line. */
export function machineText({ cores, processor, memoryBytes, system, node, loadBefore }) {
  const memory = Math.round(memoryBytes / 2 ** 30);
  return `${cores} cores (${processor}), ${memory} GB, ${system}, Node ${node}; load before: ${loadBefore.toFixed(1)}.`;
}

function fleetText({ count, steps, written, alternatives }) {
  const { files, bytes } = written;
  const { cdk8s, cdktf } = alternatives;
  const bothAlone = cdk8s && cdktf && cdk8s.cpuSeconds + cdktf.cpuSeconds;
  const rows = [
    ...STEPS.map(([key, name]) => row(`**${name}**`, steps[key], bothAlone)),
    ...ALTERNATIVES.flatMap(([key, name]) =>
      alternatives[key] === undefined
        ? []
        : [row(`${name}${sampled(alternatives[key])}`, alternatives[key], bothAlone)],
    ),
  ];
  return [
    `### ${number(count)} applications × 4 environments: ${number(files)} files, ${megabytes(bytes)} MB`,
    '',
    '| | wall s | CPU s | peak MB | CPU, against cdk8s + CDKTF alone |',
    '| --- | ---: | ---: | ---: | ---: |',
    ...rows,
  ].join('\n');
}

function row(name, { seconds, cpuSeconds, peakBytes }, bothAlone) {
  const cells = [
    seconds.toFixed(2),
    cpuSeconds?.toFixed(2),
    peakBytes && megabytes(peakBytes),
    cpuSeconds && bothAlone && ratio(cpuSeconds, bothAlone),
  ];
  return `| ${name} | ${cells.map((cell) => cell ?? '–').join(' | ')} |`;
}

function ratio(seconds, whole) {
  const times = seconds / whole;
  return `${times.toFixed(times >= 10 ? 0 : times >= 0.1 ? 2 : 3)} ×`;
}

function sampled({ sampled: built, overlays }) {
  return built === undefined || built === overlays
    ? ''
    : ` (${number(built)} of ${number(overlays)} built, extrapolated)`;
}

/** What an application costs in each fleet, beside the one of a hundred: more than that would be growth with the square. */
function scalingText(fleets) {
  const reference = fleets.find(({ count }) => count === 100);
  if (reference === undefined || fleets.length < 2) return undefined;
  const cost = ({ count, steps }) => (steps.cold.cpuSeconds / count) * 1000;
  const rows = fleets.map((fleet) => {
    const { cold } = fleet.steps;
    const wall = (cold.seconds / fleet.count) * 1000;
    return `| ${number(fleet.count)} | ${wall.toFixed(1)} | ${cost(fleet).toFixed(1)} | ${(cost(fleet) / cost(reference)).toFixed(2)} × |`;
  });
  return [
    '### Cost of an application, by the size of its fleet',
    '',
    '| applications | wall ms each | CPU ms each | CPU, against 100 |',
    '| ---: | ---: | ---: | ---: |',
    ...rows,
  ].join('\n');
}

function megabytes(bytes) {
  return number(Math.round(bytes / 1e6));
}

function number(value) {
  return value.toLocaleString('en-US');
}
