/** Plants single faults in templates, and tells which of them the comparison with the drawing does not see. */
import type { Graph } from '#shared/model/graph';
import type { Template } from '../synthesise';
import { wiringFaults } from '../wiring/index';
import { type Change, changesOf } from './changes';

export interface Exported {
  readonly graph: Graph;
  readonly template: Template;
  readonly constructIds: Readonly<Record<string, string>>;
}

export interface Planted {
  /** How many were planted. */
  readonly count: number;
  /** `<kind of change> (<app> <logical id>)`, for those that nobody saw. */
  readonly unseen: readonly { readonly kind: string; readonly where: string }[];
}

/**
 * @param isWanted which kinds of changes to plant
 * @param each how many of a kind: the first that are found, which is the same in every run
 */
export function plant(apps: ReadonlyMap<string, Exported>, isWanted: (kind: string) => boolean, each: number): Planted {
  const planted = new Map<string, number>();
  const unseen: { kind: string; where: string }[] = [];
  for (const [name, app] of apps) {
    for (const change of changesOf(app.template)) {
      const before = planted.get(change.kind) ?? 0;
      if (before >= each || !isWanted(change.kind)) continue;
      planted.set(change.kind, before + 1);
      if (!isSeen(app, change)) unseen.push({ kind: change.kind, where: `${name} ${change.at}` });
    }
  }
  return { count: [...planted.values()].reduce((sum, one) => sum + one, 0), unseen };
}

/** A template in which something that is drawn cannot even be found is seen to be wrong. */
function isSeen({ graph, constructIds }: Exported, change: Change): boolean {
  try {
    return wiringFaults(graph, change.apply(), constructIds).length > 0;
  } catch {
    return true;
  }
}
