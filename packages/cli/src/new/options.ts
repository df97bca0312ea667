import { FIELDS } from '@goldenpath/fleet';
import { Option } from 'commander';

/** The flags of `new` for the command line, besides those that every command about the fleet has. */
export function newOptions(): Option[] {
  const fields = FIELDS.map(({ flag, help }) => new Option(flag, help));
  // Both are there, so that neither given is neither said.
  const noIngress = new Option('--no-ingress', 'reachable inside the cluster only');
  return [...fields, noIngress, new Option('--dry-run', 'print the file and write nothing')];
}
