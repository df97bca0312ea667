/** What runs on the laptop. */
export interface DevService {
  readonly name: string;
  /** `app`: from its repository. `stub`: answers in place of an application. `aws`: a server of the developer in place of AWS. */
  readonly kind: 'app' | 'stub' | 'postgres' | 'redis' | 'aws';
  /** `http://…`, or `host:port`. @default it listens on nothing */
  readonly address?: string;
  /** What is worth knowing: the folder, or the database and its user. */
  readonly note: string;
}

/** Something happened in a development run. */
export type DevEvent =
  /** A service has its address. Applications may still be starting. */
  | ({ readonly event: 'service' } & DevService)
  /** A line of a service, or of a command that prepares it. */
  | { readonly event: 'log'; readonly name: string; readonly line: string }
  /** What is being done for an application. */
  | { readonly event: 'step'; readonly name: string; readonly step: string }
  /** An application accepts connections. */
  | { readonly event: 'ready'; readonly name: string; readonly address: string }
  /** An application uses something that is not on this machine. */
  | { readonly event: 'missing'; readonly name: string; readonly what: string; readonly remedy: string }
  /** A path in containers, and what stands for it on this machine. */
  | {
      readonly event: 'mounted';
      readonly name: string;
      readonly path: string;
      readonly here: string;
      readonly what: string;
    }
  /** A scheduled job or a migration has done its work. */
  | { readonly event: 'done'; readonly name: string }
  /** An application or a process of it ended, or could not be prepared. It starts again after the next change. */
  | { readonly event: 'failed'; readonly name: string; readonly reason: string };

export type OnDevEvent = (event: DevEvent) => void;
