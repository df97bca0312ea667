import type { Problem } from '../plans/stack-plan';

/** A line of what an engine says with `-json`. */
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

/** What an engine complained of. Of a line in which it quotes the stack, only the resource is kept. */
export function problemsIn(output: string): Problem[] {
  return output.split('\n').flatMap((line) => problemIn(tryParseEvent(line)) ?? []);
}

/** The resource that was just created, changed or destroyed, where a line says so. */
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

/** The diagnostic that announces others. It is left out, as they follow. */
const HEADLINE = /^(Terraform|OpenTofu) encountered problems during initiali[sz]ation/;

/** A refusal to destroy names the resource in its text alone. */
function addressIn(detail: string): string | undefined {
  return /^Resource (\S+) has lifecycle\.prevent_destroy set/.exec(detail)?.[1];
}

/** Where Terraform found something in the stack's file: `resource.aws_x.y` or, in JSON, `resource.aws_x`. */
function addressOf(context: string): string | undefined {
  return /^resource\.(\w+\.\S+)$/.exec(context)?.[1];
}

function tryParseEvent(line: string): Event | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Event;
  } catch {
    // A text that happens to begin with a brace; or the last line of an engine that was killed.
    return undefined;
  }
}
