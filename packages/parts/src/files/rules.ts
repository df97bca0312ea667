import {
  acceptsPlainSecret,
  type AppContext,
  checkVariants,
  inEnvironment,
  nearMiss,
  pathOfSetting,
  PLAIN_SECRET,
  plainSecretProblem,
  type Problem,
  quote,
  type Rule,
  secretsInText,
  type Variant,
  variantsOf,
} from '@goldenpath/extension';
import { folderOf, isWithin, mountPathProblem } from '../mount-paths';
import { partSettings } from '../settings';
import type { WrittenFile } from './schema';
import { FILES_FOLDER, textOf } from './settings';

/** The limit of a ConfigMap, in bytes. */
const MAX_BYTES = 1024 * 1024;

/** A file of a variant, and its position. */
interface FileInVariant {
  readonly path: string;
  readonly file: WrittenFile;
  readonly variant: Variant;
  readonly at: Problem['path'];
}

function filesOf(context: AppContext, variant: Variant): FileInVariant[] {
  return Object.entries(partSettings(variant.settings).mountedFiles?.files ?? {}).map(([path, file]) => ({
    path,
    file,
    variant,
    at: pathOfSetting(context, variant.environment, ['files', path]),
  }));
}

function eachFile(context: AppContext, check: (found: FileInVariant) => readonly Problem[]): Problem[] {
  return checkVariants(context, (variant) => filesOf(context, variant).flatMap(check));
}

export const filesHaveContent: Rule<AppContext> = {
  name: 'file-without-content',
  check: (context) =>
    eachFile(context, ({ path, file, at }) => {
      if (file.source === undefined && file.content === undefined)
        return [
          {
            path: at,
            at: 'key' as const,
            message: `The file ${quote(path)} has no content.`,
            remedy: 'Add `content` with its text, or `source` with the name of a file in the folder `files`.',
          },
        ];
      if (file.source === undefined || file.content === undefined) return [];
      return [
        {
          path: [...at, 'content'],
          at: 'key' as const,
          message: `The file ${quote(path)} has both \`content\` and \`source\`.`,
          remedy: 'Keep one of the two.',
        },
      ];
    }),
};

export const sourcesExist: Rule<AppContext> = {
  name: 'file-missing',
  check: (context) =>
    eachFile(context, ({ file, at }) => {
      const { source } = file;
      const { data = {} } = context.spec;
      if (source === undefined || textOf(file, data) !== undefined || isUnreadable(source, data)) return [];
      const near = nearMiss(
        source,
        Object.keys(data).filter((name) => name.startsWith(`${FILES_FOLDER.folder}/`)),
      );
      return [
        {
          path: [...at, 'source'],
          message: `${quote(source)} is not a file beside the spec${near === undefined ? '.' : `: did you mean ${quote(near)}?`}`,
          remedy: near === undefined ? 'Create it. Names that begin with a dot are not read.' : `Write ${quote(near)}.`,
        },
      ];
    }),
};

/** Loading reports a file that it cannot read, or a link in place of a folder. Its value is null. */
function isUnreadable(source: string, data: Readonly<Record<string, unknown>>): boolean {
  const steps = source.split('/');
  return steps.some((_, index) => data[steps.slice(0, index + 1).join('/')] === null);
}

export const filesHaveRoom: Rule<AppContext> = {
  name: 'mount-path-taken',
  check: (context) =>
    eachFile(context, ({ path, variant, at }) => {
      const problem = roomProblem(path, variant);
      return problem === undefined ? [] : [{ path: at, at: 'key' as const, ...problem }];
    }),
};

function roomProblem(
  path: string,
  { settings, environment }: Variant,
): Pick<Problem, 'message' | 'remedy'> | undefined {
  const plain = mountPathProblem(path, 'file', '/etc/app/settings.yaml');
  if (plain !== undefined) return plain;
  const { mountedFiles, secrets, storage } = partSettings(settings);
  const remedy = 'Choose another path.';
  const where = inEnvironment(environment);
  const above = Object.keys(mountedFiles?.files ?? {}).find((other) => other !== path && isWithin(path, other));
  if (above !== undefined)
    return { message: `${quote(above)}, which ${quote(path)} is in, is a file${where}.`, remedy };
  if (storage !== undefined && isWithin(path, storage.mountPath))
    return { message: `${quote(path)} is on the volume at ${storage.mountPath}.`, remedy };
  for (const [variable, { mountPath }] of Object.entries(secrets?.secrets ?? {}))
    if (mountPath !== undefined && (isWithin(path, folderOf(mountPath)) || isWithin(mountPath, path)))
      return {
        message: `The folder of ${quote(path)} contains only files of \`secrets\`${where}, such as \`${variable}\`.`,
        remedy,
      };
  return undefined;
}

export const filesAreNotSecret: Rule<AppContext> = {
  name: PLAIN_SECRET,
  check: (context) => {
    const seen = new Set<string>();
    return variantsOf(context).flatMap((variant) =>
      filesOf(context, variant).flatMap(({ path, file, at }): Problem[] => {
        const key = JSON.stringify(at);
        const [found] = seen.has(key) ? [] : secretsInText(textOf(file, context.spec.data) ?? '');
        seen.add(key);
        if (found === undefined || acceptsPlainSecret(context.spec, variant.environment)) return [];
        return [{ path: at, at: 'key', ...plainSecretProblem(path, found) }];
      }),
    );
  },
};

export const filesFit: Rule<AppContext> = {
  name: 'too-much-for-one-object',
  check: (context) =>
    checkVariants(context, (variant) => {
      const all = filesOf(context, variant);
      const size = all.reduce((sum, { file }) => sum + Buffer.byteLength(textOf(file, context.spec.data) ?? ''), 0);
      if (size <= MAX_BYTES) return [];
      const where = inEnvironment(variant.environment);
      return [
        {
          path: pathOfSetting(context, variant.environment, ['files']),
          message: `\`files\` has ${size} bytes${where}; a ConfigMap has at most ${MAX_BYTES}.`,
          remedy: 'Keep large files in the image, or on a volume.',
        },
      ];
    }),
};

export const rules: readonly Rule<AppContext>[] = [
  filesHaveContent,
  sourcesExist,
  filesHaveRoom,
  filesAreNotSecret,
  filesFit,
];
