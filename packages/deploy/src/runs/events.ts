import type { Problem } from '../plans/stack-plan';

/** A line of the engine's `-json` output. */
interface Event {
  readonly type?: string;
  readonly diagnostic?: {
    readonly severity?: string;
    readonly summary?: string;
    readonly detail?: string;
    readonly address?: string;
    readonly snippet?: { readonly context?: string | null };
  };
  readonly hook?: { readonly resource?: { readonly addr?: string }; readonly action?: string };
}

/** Returns the diagnostics in the output. A diagnostic that quotes the stack keeps only the resource's address. */
export function problemsIn(output: string): Problem[] {
  return output.split('\n').flatMap((line) => problemIn(tryParseEvent(line)) ?? []);
}

/** Returns the address of the resource that was created, changed or destroyed, if the line reports one. */
export function appliedAddressIn(line: string): string | undefined {
  const event = tryParseEvent(line);
  return event?.type === 'apply_complete' ? event.hook?.resource?.addr : undefined;
}

function problemIn(event: Event | undefined): Problem | undefined {
  if (event?.type !== 'diagnostic' || event.diagnostic === undefined) return undefined;
  const { severity, summary = '', detail = '', address, snippet } = event.diagnostic;
  if (HEADLINE.test(summary)) return undefined;
  const about = address ?? addressIn(detail) ?? addressOf(snippet?.context ?? '');
  return {
    severity: severity === 'warning' ? 'warning' : 'error',
    ...(about !== undefined && { address: about }),
    summary,
    detail: detail.trim(),
  };
}

/** A diagnostic that only announces others. It is left out. */
const HEADLINE = /^(Terraform|OpenTofu) encountered problems during initiali[sz]ation/;

/** Returns the address from the text of a refused destroy, which contains it nowhere else. */
function addressIn(detail: string): string | undefined {
  return /^Resource (\S+) has lifecycle\.prevent_destroy set/.exec(detail)?.[1];
}

/** Returns the address of the block in the stack's file: `resource.aws_x.y` or, in JSON, `resource.aws_x`. */
function addressOf(context: string): string | undefined {
  return /^resource\.(\w+\.\S+)$/.exec(context)?.[1];
}

function tryParseEvent(line: string): Event | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Event;
  } catch {
    // Plain text that starts with a brace, or the last line of a killed engine.
    return undefined;
  }
}
