import type { AppFacts } from '@goldenpath/model';
import { graphMermaid, graphSvg } from '@goldenpath/report';
import { fleetGraph } from '@goldenpath/review';
import { secondsOf } from '../../../../test/support/seconds';
import { exampleFacts } from '../support/page-sides';

test('a thousand applications of forty teams are drawn in time', async () => {
  const facts = await exampleFacts();
  const [template] = facts.apps as [AppFacts];
  const apps = [...Array(1000).keys()].map((index) => ({
    ...template,
    name: `app-${index}`,
    owner: `team-${index % 40}`,
    environments: template.environments.map((each) => ({
      ...each,
      uses: [`app-${(index * 7) % 1000}`, `app-${(index * 13) % 1000}`],
    })),
  }));
  let graph = fleetGraph(facts);
  let [svg, mermaid] = ['', ''];
  const seconds = secondsOf(() => {
    graph = fleetGraph({ ...facts, apps });
    [svg, mermaid] = [graphSvg(graph), graphMermaid(graph)];
  });
  expect(graph.nodes).toHaveLength(40);
  expect(svg).toContain('1,000 applications of 40 teams');
  expect(mermaid).toContain('25 applications');
  expect(seconds).toBeLessThan(4);
});
