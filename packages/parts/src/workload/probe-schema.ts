/** How Kubernetes checks the container: over HTTP, by a connection, over gRPC, with a command, or not at all. */
export type ProbeType = 'http' | 'tcp' | 'grpc' | 'exec' | 'none';

/** What a check of the container asks. */
export interface WrittenCheck {
  /**
   * How the container is checked. Without it, `path` or `scheme` mean `http`, `service` means `grpc`, `command` means `exec`; otherwise it is
   * that of `probe`.
   */
  readonly type?: ProbeType;
  /**
   * The path of an HTTP request. The default is `/ready` for `readiness`, and `/health` otherwise.
   *
   * @pattern ^/[A-Za-z0-9._~/-]*$
   * @maxLength 200
   */
  readonly path?: string;
  /**
   * The port of the check: the name of a port of the container, or a number. The default is the first port.
   *
   * @minimum 1
   * @maximum 65535
   * @multipleOf 1
   * @pattern ^[a-z][a-z0-9]*(-[a-z0-9]+)*$
   * @maxLength 15
   * @examples ["http", 9990]
   */
  readonly port?: number | string;
  /**
   * The scheme of an HTTP request. Kubernetes does not verify the certificate.
   *
   * @default "HTTP"
   */
  readonly scheme?: 'HTTP' | 'HTTPS';
  /**
   * The service that a gRPC health check asks for. The default is the server as a whole.
   *
   * @pattern ^[A-Za-z_][A-Za-z0-9_./-]*$
   * @maxLength 200
   */
  readonly service?: string;
  /**
   * A command in the container, with its arguments. The container is healthy if it exits with 0.
   *
   * @minItems 1
   * @maxItems 50
   */
  readonly command?: readonly string[];
  /**
   * Seconds between two checks.
   *
   * @asType integer
   * @minimum 1
   * @maximum 300
   */
  readonly periodSeconds?: number;
  /**
   * Seconds after which a check fails.
   *
   * @asType integer
   * @minimum 1
   * @maximum 300
   */
  readonly timeoutSeconds?: number;
}

/** A check of a running container. */
export interface WrittenRunningCheck extends WrittenCheck {
  /**
   * The number of failed checks in a row after which Kubernetes acts.
   *
   * @asType integer
   * @minimum 1
   * @maximum 100
   * @default 3
   */
  readonly failureThreshold?: number;
}

/** The check of a container that starts. Without a type, path, port, service or command, it asks what `liveness` asks. */
export interface WrittenStartupCheck extends WrittenCheck {
  /**
   * The seconds that the container has to start, before it is restarted.
   *
   * @asType integer
   * @minimum 2
   * @maximum 3600
   * @default 60
   */
  readonly seconds?: number;
}

/** The checks of the container, where they differ from what `probe` says. */
export interface WrittenProbes {
  /** Whether the container has started. Until then it gets no other check. */
  readonly startup?: WrittenStartupCheck;
  /** Whether the container must be restarted. */
  readonly liveness?: WrittenRunningCheck;
  /** Whether the pod gets traffic. */
  readonly readiness?: WrittenRunningCheck;
}
