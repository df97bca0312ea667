import { InfoCard, Link, Progress, ResponseErrorPanel } from '@backstage/core-components';
import { discoveryApiRef, fetchApiRef, useApi } from '@backstage/core-plugin-api';
import { useEntity } from '@backstage/plugin-catalog-react';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { type ReactNode, useEffect, useState } from 'react';
import type { ApplicationStatus, EnvironmentStatus } from './status';

/** What runs where, of an application of Golden Path. */
export function ApplicationCard() {
  const { entity } = useEntity();
  const answer = useStatus(entity.metadata.name);
  return (
    <InfoCard title="Golden Path" variant="gridItem">
      {answer === undefined && <Progress />}
      {answer instanceof Error && <ResponseErrorPanel error={answer} />}
      {answer !== undefined && !(answer instanceof Error) && <Status status={answer} />}
    </InfoCard>
  );
}

function useStatus(name: string): ApplicationStatus | Error | undefined {
  const discovery = useApi(discoveryApiRef);
  const { fetch } = useApi(fetchApiRef);
  const [answer, setAnswer] = useState<ApplicationStatus | Error>();
  useEffect(() => {
    let isShown = true;
    setAnswer(undefined);
    read(name, discovery, fetch)
      .catch((reason: unknown) => (reason instanceof Error ? reason : new Error(String(reason))))
      .then((found) => isShown && setAnswer(found));
    return () => {
      isShown = false;
    };
  }, [name, discovery, fetch]);
  return answer;
}

async function read(
  name: string,
  discovery: { getBaseUrl: (plugin: string) => Promise<string> },
  fetch: (url: string) => Promise<Response>,
): Promise<ApplicationStatus> {
  const base = await discovery.getBaseUrl('goldenpath');
  const response = await fetch(`${base}/applications/${encodeURIComponent(name)}`);
  const body = (await response.json()) as ApplicationStatus & { readonly error?: { readonly message?: string } };
  if (!response.ok) throw new Error(body.error?.message ?? `The backend answered ${response.status}.`);
  return body;
}

const ONE_LINE = { whiteSpace: 'nowrap' } as const;
const IN_TWO_COLUMNS = {
  display: 'grid',
  gridTemplateColumns: 'max-content auto',
  gap: '8px 24px',
  margin: '16px',
} as const;

function Status({ status }: { readonly status: ApplicationStatus }) {
  const { environments, database, lastReview, drift, monthlyCost, problems } = status;
  return (
    <>
      <Table size="small" aria-label="Environments">
        <TableHead>
          <TableRow>
            <TableCell style={ONE_LINE}>Environment</TableCell>
            <TableCell style={ONE_LINE}>Running tag</TableCell>
            <TableCell>URL</TableCell>
            <TableCell align="right" style={ONE_LINE}>
              USD a month
            </TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {environments.map((environment) => (
            <EnvironmentRow key={environment.name} environment={environment} />
          ))}
        </TableBody>
      </Table>
      <dl style={IN_TWO_COLUMNS}>
        {database !== undefined && <Fact name="Database">{database}</Fact>}
        <Fact name="Estimated cost">{monthlyCost.toFixed(2)} USD a month</Fact>
        <Fact name="Last review">
          {lastReview === undefined && 'none'}
          {lastReview !== undefined && <Link to={lastReview.url}>{`#${lastReview.number} ${lastReview.title}`}</Link>}
        </Fact>
        <Fact name="Drift">
          {drift === undefined && 'not known'}
          {drift?.length === 0 && 'none'}
          {drift?.map(({ title, url }) => (
            <Link key={url} to={url} style={{ display: 'block' }}>
              {title}
            </Link>
          ))}
        </Fact>
      </dl>
      {problems.map((problem) => (
        <Typography key={problem} variant="body2" style={{ margin: '16px' }}>
          {problem}
        </Typography>
      ))}
    </>
  );
}

function EnvironmentRow({ environment }: { readonly environment: EnvironmentStatus }) {
  const { name, tag, url, monthlyCost } = environment;
  return (
    <TableRow>
      <TableCell component="th" scope="row" style={ONE_LINE}>
        {name}
      </TableCell>
      <TableCell style={ONE_LINE}>{tag ?? 'nothing yet'}</TableCell>
      <TableCell>{url === undefined ? 'not exposed' : <Link to={url}>{url}</Link>}</TableCell>
      <TableCell align="right">{monthlyCost.toFixed(2)}</TableCell>
    </TableRow>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <Typography component="dt" variant="subtitle2">
        {name}
      </Typography>
      <Typography component="dd" variant="body2" style={{ margin: 0 }}>
        {children}
      </Typography>
    </>
  );
}
