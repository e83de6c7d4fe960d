/** Roles: who may take each, and all that it may do, against what the connections need that work by it. */
import type { Connection } from '#shared/model/graph';
import { mentions, same } from '../policies';
import type { TemplateReader } from '../wiring/reader';
import { compared, type Grant, permissions, stated, trusts } from './grants';
import { keyFaults } from './keys';
import { called } from './needs';
import { usesOf } from './uses';

const KMS = /^"?kms:/;

/** Sentences on roles and policies; permissions on keys are those of `keyFaults`. */
export function roleFaults(reader: TemplateReader): readonly string[] {
  const uses = usesOf(reader);
  const rolesOf = (connection: Connection): readonly string[] => [
    ...uses.flatMap(({ by, role }) => (role !== undefined && by.includes(connection) ? [role] : [])),
    ...(connection.from.contract === 'sdk-call' ? [reader.main(connection.from.resource).id] : []),
  ];
  const homeless = uses.filter(({ role }) => role === undefined).map(({ of }) => `${of}: no role`);
  const roles = reader.resources.filter(({ Type }) => Type === 'AWS::IAM::Role');
  const faults = roles.flatMap(({ id, Properties = {} }) => {
    const its = uses.filter(({ role }) => role === id);
    const [first] = its;
    if (!first) return [`AWS::IAM::Role ${id}, which nothing drawn needs`];
    const wanted = its.flatMap(({ grants }) => grants.flatMap(permissions));
    const may = policiesOf(id, reader).flatMap(stated);
    return [
      ...trusts(first.service, first.when)(Properties['AssumeRolePolicyDocument']),
      ...(same(Properties['ManagedPolicyArns'] ?? [], first.managed ?? []) ? [] : ['has other managed policies']),
      ...compared(
        wanted,
        may.filter((each) => !isOfKeys(each)),
      ),
    ].map((fault) => `${first.of}: ${id} ${fault}`);
  });
  const known = new Set(roles.map(({ id }) => id));
  const missing = uses.filter(({ role }) => role !== undefined && !known.has(role)).map(({ of }) => `${of}: no role`);
  return [
    ...homeless,
    ...missing,
    ...faults,
    ...looseGrants(reader, known),
    ...clientFaults(reader),
    ...keyFaults(reader, rolesOf),
  ];
}

const isOfKeys = (permission: string): boolean =>
  KMS.test((JSON.parse(permission) as { action?: string }).action ?? '');

function policiesOf(role: string, { resources }: TemplateReader): readonly unknown[] {
  return resources
    .filter(({ Type, Properties = {} }) => Type === 'AWS::IAM::Policy' && mentions(Properties['Roles'], `"${role}"`))
    .map(({ Properties = {} }) => Properties['PolicyDocument']);
}

/** Policies that are attached to nothing, or to what is no role of the template. */
function looseGrants({ resources }: TemplateReader, roles: ReadonlySet<string>): readonly string[] {
  return resources
    .filter(({ Type }) => Type === 'AWS::IAM::Policy')
    .filter(({ Properties = {} }) => {
      const attached = [Properties['Roles'] ?? []].flat() as readonly { readonly Ref?: string }[];
      return attached.length !== 1 || !attached.every(({ Ref }) => roles.has(Ref ?? ''));
    })
    .map(({ id }) => `${id} is attached to no role that is drawn`);
}

/** What clients outside the app may do, by the policy that is theirs to attach. */
function clientFaults(reader: TemplateReader): readonly string[] {
  return reader.graph.resources
    .filter(({ service: { id } }) => id === 'client')
    .flatMap((client) => {
      const grants = client.outbound.flatMap((each) => outside(each, reader));
      if (grants.length === 0) return [];
      const document = reader.main(client).Properties?.['PolicyDocument'];
      return compared(
        grants.flatMap(permissions),
        stated(document).filter((each) => !isOfKeys(each)),
      ).map((fault) => `${client.id}: its policy ${fault}`);
    });
}

function outside(connection: Connection, reader: TemplateReader): readonly Grant[] {
  const { kind, to } = connection;
  if (kind.id === 'client/function-url') {
    if (to.resource.config['urlAuthorization'] !== 'AWS_IAM') return [];
    const on = [reader.callableArn(to.resource)];
    return [
      {
        actions: ['lambda:InvokeFunctionUrl'],
        on,
        when: { StringEquals: { 'lambda:FunctionUrlAuthType': 'AWS_IAM' } },
      },
      { actions: ['lambda:InvokeFunction'], on, when: { Bool: { 'lambda:InvokedViaFunctionUrl': true } } },
    ];
  }
  return to.contract === 'http' ? [] : called(connection, reader);
}
