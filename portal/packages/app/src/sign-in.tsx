import { SignInPage } from '@backstage/core-components';
import { configApiRef, githubAuthApiRef, useApi } from '@backstage/core-plugin-api';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { SignInPageBlueprint } from '@backstage/plugin-app-react';

const github = {
  id: 'github',
  title: 'GitHub',
  message: 'Sign in with your account of GitHub',
  apiRef: githubAuthApiRef,
};

/** Users sign in with GitHub where `auth.environment` is `production`. In the demo everybody is a guest. */
const signIn = SignInPageBlueprint.make({
  params: {
    loader: async () =>
      function PortalSignIn(props) {
        const isProduction = useApi(configApiRef).getOptionalString('auth.environment') === 'production';
        return <SignInPage {...props} providers={[isProduction ? github : 'guest']} />;
      },
  },
});

export const signInModule = createFrontendModule({ pluginId: 'app', extensions: [signIn] });
