import { type KubernetesObject, type ReleasedImage, renderApp } from '@goldenpath/manifests';
import type { AppInEnvironment } from '@goldenpath/model';
import { builtInRegistry } from '@goldenpath/parts';

/** The objects of the application whose facts the builders have made. */
export function render(facts: AppInEnvironment, released?: ReleasedImage): KubernetesObject[] {
  return renderApp(facts.selector['app'] ?? '', facts, builtInRegistry, released);
}
