import { counted, type PartReview } from '@goldenpath/extension';
import { textsOf } from '../../configuration/review/texts';
import type { SideContainer, SideContainersPart } from '../types';
import { containerDropped } from './container-dropped';
import { foreignContainer } from './foreign-container';
import { largeSideContainers } from './large-side-containers';
import { mutableTagOfContainer } from './mutable-tag';

/** The review of sidecars and init containers. */
export const review: PartReview<SideContainersPart> = {
  rules: [foreignContainer, containerDropped],
  findings: { 'mutable-tag': mutableTagOfContainer, 'large-instance': largeSideContainers },
  graph: ({ containers }) => ({
    nodes: containers.map((container) => ({
      id: `container:${container.name}`,
      kind: 'image',
      name: container.name,
      facts: factsOf(container),
      objects: [],
    })),
    links: containers.flatMap(({ name, processes }) =>
      processes.map((process) => ({
        from: `container:${name}`,
        to: process === 'main' ? 'workload' : process === 'migration' ? process : `process:${process}`,
      })),
    ),
  }),
  graphRank: 32,
  fields: (['sidecars', 'initContainers'] as const).map((path, index) => ({
    path,
    rank: 485 + index,
    isOrdered: true,
    inEnvironment: (facts, [name]) =>
      facts?.containers.filter((container) => isOf(path, container) && (name === undefined || container.name === name)),
  })),
  plainTexts: ({ containers }) => ({
    args: containers.flatMap(({ command = [], args }) => [...command, ...args]),
    variables: Object.assign({}, ...containers.map(({ name, env }) => textsOf(name, env && { variables: env }))),
  }),
};

function isOf(field: 'sidecars' | 'initContainers', { isSidecar }: SideContainer): boolean {
  return (field === 'sidecars') === (isSidecar === true);
}

function factsOf({ isSidecar, image, processes, resources }: SideContainer): string[] {
  return [
    isSidecar ? 'sidecar' : 'init container',
    image.source === 'upstream' ? image.reference : 'image of the application',
    ...(processes.length > 1 ? [`in ${counted(processes.length, 'kind')} of pods`] : []),
    `${resources.requests.cpu} CPU`,
    `${resources.requests.memory}–${resources.limits.memory}`,
  ];
}
