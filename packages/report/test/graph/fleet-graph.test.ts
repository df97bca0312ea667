import type { AppFacts } from '@goldenpath/model';
import { graphMermaid, graphSvg } from '@goldenpath/report';
import { fleetGraph } from '@goldenpath/review';
import { exampleFacts } from '../support/page-sides';

test('a thousand applications of forty teams can be drawn', async () => {
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
  const graph = fleetGraph({ ...facts, apps });
  const [svg, mermaid] = [graphSvg(graph), graphMermaid(graph)];
  expect(graph.nodes).toHaveLength(40);
  expect(svg).toContain('1,000 applications of 40 teams');
  expect(mermaid).toContain('25 applications');
});
