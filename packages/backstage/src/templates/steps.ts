import type { FleetForms, KindForm } from '@goldenpath/fleet';

/** A step of a template. */
interface Step {
  readonly id: string;
  readonly name: string;
  readonly action: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** Steps and outputs of a template. */
export interface Flow {
  readonly steps: readonly Step[];
  readonly output: Readonly<Record<string, unknown>>;
}

/** Returns an expression of the scaffolder. Texts of users never become part of one: actions get the values as data. */
const expression = (inner: string) => `\${{ ${inner} }}`;
const output = (step: string, name: string) => expression(`steps['${step}'].output.${name}`);

/** Returns the steps of a form: in each flow, the first checks and writes the spec. */
export function flowOf(form: KindForm, forms: FleetForms): Flow {
  const { flow, notifications } = forms.backstage;
  const steps = [specStep(form), ...(flow === 'at-once' ? atOnce(form, forms) : [pullRequest])];
  const has = (id: string) => steps.some((step) => step.id === id);
  const links = [
    ...(has('publish') ? [{ title: 'Repository', url: output('render', 'page') }] : []),
    ...(has('register')
      ? [{ title: 'In the catalog', icon: 'catalog', entityRef: output('register', 'entityRef') }]
      : []),
    ...(has('pullRequest') ? [{ title: 'Pull request', url: output('pullRequest', 'remoteUrl') }] : []),
    ...(has('dispatch') ? [{ title: 'Requests of databases', url: output('spec', 'requestsPage') }] : []),
  ];
  const told = notifications ? [notification(has)] : [];
  return {
    steps: [...steps, ...told],
    output: { links, text: [{ title: 'What happens next', content: output('spec', 'next') }] },
  };
}

function specStep({ kind }: KindForm): Step {
  return {
    id: 'spec',
    name: 'Check the application and write its spec',
    action: 'goldenpath:app:spec',
    input: { kind, values: expression('parameters') },
  };
}

const pullRequest: Step = {
  id: 'pullRequest',
  name: 'Open a pull request with the spec',
  action: 'publish:github:pull-request',
  input: {
    repoUrl: output('spec', 'repoUrl'),
    branchName: output('spec', 'branch'),
    targetBranchName: output('spec', 'targetBranch'),
    title: output('spec', 'title'),
    description: output('spec', 'description'),
    commitMessage: output('spec', 'title'),
    sourcePath: output('spec', 'folder'),
    // A second run after a failure continues the same pull request.
    update: true,
  },
};

function atOnce(form: KindForm, forms: FleetForms): Step[] {
  if (!form.hasRepository) return hasDatabase(form) ? [dispatch] : [pullRequest];
  return [render, publish(forms), catalogInfo, register, pullRequest];
}

const render: Step = {
  id: 'render',
  name: 'Generate the repository',
  action: 'goldenpath:app:render',
  input: { app: output('spec', 'name'), folder: 'repository' },
};

function publish({ defaultBranch, visibility }: FleetForms): Step {
  return {
    id: 'publish',
    name: 'Publish the repository',
    action: 'publish:github',
    input: {
      repoUrl: output('render', 'repoUrl'),
      description: output('render', 'description'),
      sourcePath: 'repository',
      defaultBranch,
      repoVisibility: visibility,
      topics: output('render', 'topics'),
      gitCommitMessage: 'Start from the golden path',
      // The stack of the application protects the branch. Until then the catalog entry has to reach it.
      protectDefaultBranch: false,
      protectEnforceAdmins: false,
    },
  };
}

const catalogInfo: Step = {
  id: 'catalogInfo',
  name: 'Commit the catalog entry',
  action: 'template:catalog-info-handler',
  input: {
    repoUrl: output('render', 'repoUrl'),
    content: output('render', 'catalogInfo'),
  },
};

const register: Step = {
  id: 'register',
  name: 'Register it in the catalog',
  action: 'catalog:register',
  input: { repoContentsUrl: output('publish', 'repoContentsUrl'), catalogInfoPath: '/catalog-info.yaml' },
};

const dispatch: Step = {
  id: 'dispatch',
  name: 'Request the database',
  action: 'github:actions:dispatch',
  input: {
    repoUrl: output('spec', 'repoUrl'),
    workflowId: 'create-rds-database.yml',
    branchOrTagName: output('spec', 'targetBranch'),
    workflowInputs: output('spec', 'workflowInputs'),
  },
};

function notification(has: (step: string) => boolean): Step {
  return {
    id: 'notify',
    name: 'Notify you',
    action: 'notification:send',
    input: {
      recipients: 'entity',
      entityRefs: [expression('user.ref')],
      title: output('spec', 'notificationTitle'),
      info: output('spec', 'notificationInfo'),
      link: has('publish')
        ? output('render', 'page')
        : has('pullRequest')
          ? output('pullRequest', 'remoteUrl')
          : output('spec', 'requestsPage'),
      optional: true,
    },
  };
}

/** Whether the form asks for what `create-rds-database.yml` takes. */
function hasDatabase({ fields }: KindForm): boolean {
  const names = fields.map(({ path }) => path.join('.'));
  return ['database.name', 'database.username'].every((name) => names.includes(name));
}
