/** How much of CloudFormation's room for a stack an exported app takes. */
import type { Finding } from '#shared/model/finding';
import type { Emitted } from './collect';

/** Resources in a stack; a hard quota (as of 2026-11-23). */
const MAX_RESOURCES = 500;
const SOURCE = 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-limits.html';

/** Without what connections become: an app is never smaller. */
export function fewestResources({ resources, connections }: Emitted): number {
  const dashboard = resources.length > 0 ? 1 : 0;
  const alarms = [...resources, ...connections].flatMap(({ code }) => code.alarms ?? []);
  return resources.reduce(
    (sum, { code: { templateResources = 1, apartIn } }) => sum + (apartIn === undefined ? templateResources : 0),
    dashboard + alarms.filter(({ region }) => region === undefined).length,
  );
}

/** Most connections become one resource: within a tenth where it was measured. */
export const roughResources = (emitted: Emitted): number => fewestResources(emitted) + emitted.connections.length;

/**
 * Only where a stack is certainly too large: the CDK counts exactly when it synthesises.
 * @param group whose stack it is; undefined for an app of one stack
 */
export function stackSizeFindings(emitted: Emitted, group?: string): readonly Finding[] {
  const fewest = fewestResources(emitted);
  if (fewest <= MAX_RESOURCES) return [];
  return [
    {
      rule: 'export/fits-a-stack',
      owner: 'check',
      severity: 'error',
      at: {},
      message: `${group ?? 'the app'} has more than ${fewest} resources, of which CloudFormation takes ${MAX_RESOURCES} in a stack: ${
        group === undefined
          ? `export its groups as stacks, or split the drawing into ${Math.ceil(roughResources(emitted) / MAX_RESOURCES)} or more files at its queues and topics, one app each`
          : `split it into ${Math.ceil(roughResources(emitted) / MAX_RESOURCES)} or more groups`
      }`,
      source: SOURCE,
      asOf: '2026-11-23',
    },
  ];
}
