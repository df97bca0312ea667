/** A pull request of the server. */
export interface ServedPull {
  readonly number: number;
  readonly head: string;
  base: string;
  title: string;
  body: string;
  /** The commit and the time of the merge. */
  merged?: { readonly sha: string; readonly at: string };
}

/** An open issue with the label `drift`. */
export interface ServedIssue {
  readonly title: string;
  readonly body: string;
  readonly html_url: string;
}

/** A request that started a workflow. */
export interface Dispatch {
  readonly workflow: string;
  readonly ref: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/** A refusal in place of the next answers to a request. */
export interface Refusal {
  /** Method and path, such as `POST /repos/acme/platform/pulls`. */
  readonly request: RegExp;
  readonly status: number;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The part of GitHub that the scaffolder and the URL reader use, on bare Git repositories. It speaks HTTP on this machine. */
export interface GithubServer {
  /** `127.0.0.1:4711`, the host of the integration. */
  readonly host: string;
  readonly url: string;
  readonly token: string;
  readonly pulls: ServedPull[];
  readonly issues: ServedIssue[];
  readonly dispatches: Dispatch[];
  readonly topics: Map<string, readonly string[]>;
  /** Answered in order, each once. */
  readonly refusals: Refusal[];
  /** Adds a repository whose branch `main` has the files of a folder. */
  readonly add: (name: string, folder: string) => void;
  /** Merges the pull request with this number: its branch is then the branch that it was for. */
  readonly merge: (name: string, number: number) => void;
  /** The bare repository on disk. */
  readonly folderOf: (name: string) => string;
  /** Runs Git in a bare repository. */
  readonly git: (name: string, ...args: readonly string[]) => string;
  readonly close: () => Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly data?: unknown;
  /** The answer where the request accepts the raw file. */
  readonly raw?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Body = Readonly<Record<string, unknown>>;
export type Route = (match: readonly string[], body: Body, query: URLSearchParams) => Answer;

/** Requests, as `METHOD /path`, and what answers them. The first that matches answers. */
export type Routes = readonly (readonly [request: RegExp, route: Route])[];
