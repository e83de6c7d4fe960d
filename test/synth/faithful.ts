/** The drawings whose exported apps are judged: every kind of connection, the examples, what is hard, and random ones. */
import type { Graph } from '#shared/model/graph';
import { exampleGraphs } from '../support/example-graphs';
import { pairwise } from './drawings';
import { deployableDrawings } from './random-drawings';
import {
  branches,
  callbacks,
  circles,
  fifoReports,
  lists,
  objectsThroughQueues,
  oddNames,
  onceEach,
  renamedAndGrown,
  saga,
  webAclElsewhere,
} from './special-drawings';

/** By the name of the app. Another seed makes other random drawings. */
export async function faithfulDrawings(seed: number): Promise<ReadonlyMap<string, Graph>> {
  const { before, after } = renamedAndGrown();
  return new Map<string, Graph>([
    ...pairwise(),
    ...exampleGraphs(),
    ['circles', circles()],
    ['odd-names', oddNames()],
    ['fifo-reports', fifoReports()],
    ['once-each', onceEach()],
    ['objects-through-queues', objectsThroughQueues()],
    ['web-acl-elsewhere', webAclElsewhere()],
    ['saga', saga()],
    ['branches', branches()],
    ['lists', lists()],
    ['callbacks', callbacks()],
    ...(await deployableDrawings(10, seed)),
    ['before', before],
    ['after', after],
  ]);
}
