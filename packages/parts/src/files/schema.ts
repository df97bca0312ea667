/** A read-only file in the container. It has either `content` or `source`. */
export interface WrittenFile {
  /**
   * The text of the file, as it is: nothing in it is replaced.
   *
   * @examples ["log_format = json\n"]
   */
  readonly content?: string;
  /**
   * A text file in the folder `files` beside the spec.
   *
   * @pattern ^files(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)+$
   * @maxLength 200
   * @examples ["files/nginx.conf"]
   */
  readonly source?: string;
  /**
   * The permissions of the file in octal digits.
   *
   * @pattern ^0?[0-7]{3}$
   * @default "0644"
   */
  readonly mode?: string;
}

/**
 * Read-only files of the container by their absolute path, never a secret. An environment can add files, or replace single ones.
 *
 * @propertyNames {"pattern": "^/[^\\s:]+$"}
 * @examples [{ "/etc/nginx/nginx.conf": { "source": "files/nginx.conf" } }]
 */
export interface WrittenFiles {
  readonly [path: string]: WrittenFile;
}

/** The fields of files. */
export interface FilesFields {
  /** @default {} */
  readonly files?: WrittenFiles;
}

/** The fields that an environment may override. `files` adds files or replaces single ones. */
export type FilesOverrides = FilesFields;

declare module '@goldenpath/extension' {
  interface WrittenParts {
    mountedFiles: FilesFields;
  }
  interface WrittenOverrides {
    mountedFiles: FilesOverrides;
  }
}
