/** What flows need in a template. */
import type { Connection } from '#shared/model/graph';
import { allows, mentions, same } from '../policies';
import { need, type Properties, type TemplateReader, type Wiring } from './reader';

export const appflow: Wiring = {
  'appflow/bucket-destination': (connection, template) => {
    const { to, config } = connection;
    const destination = (flow(template, connection)['DestinationFlowConfigList'] as readonly Properties[])[0];
    const its = (destination?.['DestinationConnectorProperties'] as Properties | undefined)?.['S3'] as
      | Properties
      | undefined;
    const format = its?.['S3OutputFormatConfig'] as Properties | undefined;
    return [
      ...need(
        destination?.['ConnectorType'] === 'S3' && same(its?.['BucketName'], template.ref(to.resource)),
        'no destination',
      ),
      ...need(format?.['FileType'] === config['fileType'], 'another format'),
      ...need(mayUse(template, connection, 's3:PutObject'), 'a bucket policy that does not let it write'),
    ];
  },
  'appflow/bucket-source': (connection, template) => {
    const source = flow(template, connection)['SourceFlowConfig'] as Properties;
    const its = (source['SourceConnectorProperties'] as Properties)['S3'] as Properties;
    return [
      ...need(same(its['BucketName'], template.ref(connection.to.resource)), 'no source'),
      ...need(its['BucketPrefix'] === String(connection.config['keyPrefix']).replace(/\/$/, ''), 'another folder'),
      ...need(mayUse(template, connection, 's3:GetObject'), 'a bucket policy that does not let it read'),
    ];
  },
  'appflow/bus-destination': (connection, template) => {
    const [destination] = flow(template, connection)['DestinationFlowConfigList'] as readonly Properties[];
    const its = destination?.['DestinationConnectorProperties'] as Properties | undefined;
    const { from, to } = connection;
    const source = to.resource.config['partnerSource'];
    const bus = template.main(to.resource);
    return [
      ...need(same(its?.['EventBridge'], { Object: source }), 'no partner event source'),
      ...need(
        bus.Properties?.['EventSourceName'] === source && bus.Properties?.['Name'] === source,
        'no bus for its event source',
      ),
      ...need(mentions(bus.DependsOn, template.main(from.resource).id), 'a bus before the flow makes its source'),
      ...need(flow(template, connection)['FlowStatus'] === undefined, 'activated before its event source has a bus'),
    ];
  },
  // AppFlow tells the default bus of every run without being asked.
  'appflow/status-events': () => [],
};

const flow = (template: TemplateReader, { from }: Connection): Properties =>
  template.main(from.resource).Properties ?? {};

/** For this account alone, and no flow is made before its policy is there. */
function mayUse(template: TemplateReader, { from, to }: Connection, action: string): boolean {
  const policy = template.resources.find(
    ({ Type, Properties = {} }) =>
      Type === 'AWS::S3::BucketPolicy' && same(Properties['Bucket'], template.ref(to.resource)),
  );
  return (
    policy !== undefined &&
    allows(policy.Properties?.['PolicyDocument'], action, {
      'Fn::Join': ['', [template.arn(to.resource), '/*']],
    }) &&
    JSON.stringify(policy.Properties?.['PolicyDocument']).includes('aws:SourceAccount') &&
    mentions(template.main(from.resource).DependsOn, policy.id)
  );
}
