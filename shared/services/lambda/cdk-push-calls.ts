/** Pushes of a function's code to the connections of an API: permission, address and the call itself. */
import type { ConnectionCode, EmitContext } from '#shared/model/cdk';
import { earlierTwin } from '#shared/model/cdk-helpers';
import { allowPushes, callbackUrl } from '#shared/model/push';
import { toSend } from './cdk-actions';
import { allowing, type Call, environment, type Given } from './cdk-calls';
import { postToConnectionCall } from './handlers/push-calls';

export function postToConnection(connection: Call<'post-to-connection'>, context: EmitContext): ConnectionCode {
  const twin = earlierTwin(connection);
  if (twin) return { coveredBy: twin.id };
  const { from, to } = connection;
  const api = `this.${context.member(to.resource)}`;
  const given: Given = {
    suffix: 'CALLBACK_URL',
    property: 'CallbackUrl',
    value: callbackUrl(api),
    means: `address at which messages for the connections of ${to.resource.name} are posted`,
  };
  const { statement, variable, ...rest } = environment(connection as Call<never>, given, context);
  return {
    ...rest,
    ...allowing(connection, toSend(to.contract)),
    helpers: [allowPushes],
    statements: [`this.#allowPushes(${api}, this.${context.member(from.resource)});`, statement],
    call: postToConnectionCall(connection, variable, context),
  };
}
