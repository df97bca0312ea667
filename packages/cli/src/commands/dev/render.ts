import type { DevEvent, OnDevEvent } from '@goldenpath/fleet';
import type { CommandContext } from '../../command';
import { printable } from '@goldenpath/process';

/** Prints each event as it comes: with the name of its service before it, or as a line of JSON. */
export function devPrinter(json: boolean, { stdout, colors }: CommandContext): OnDevEvent {
  let width = 0;
  return (event) => {
    if (json) return stdout(`${JSON.stringify(event)}\n`);
    width = Math.max(width, event.name.length);
    stdout(`${colors.bold(event.name.padEnd(width))} | ${textOf(event, colors)}\n`);
  };
}

function textOf(event: DevEvent, colors: CommandContext['colors']): string {
  switch (event.event) {
    case 'service':
      return `${event.address === undefined ? '' : `${colors.cyan(event.address)}  `}${printable(event.note)}`;
    case 'log':
      return printable(event.line);
    case 'step':
      return colors.dim(`${printable(event.step)} …`);
    case 'ready':
      return colors.green(`ready at ${event.address}`);
    case 'missing':
      return `${colors.yellow('not on this machine:')} ${printable(event.what)}. ${printable(event.remedy)}`;
    case 'mounted':
      return `${printable(event.path)} is ${printable(event.here)} here: ${event.what}`;
    case 'done':
      return colors.green('done');
    case 'failed':
      return `${colors.red('failed:')} ${printable(event.reason)} It starts again after the next change.`;
  }
}
