/** What redrive policies need in a template. */
import { same } from '../policies';
import { need, type Wiring } from './reader';

export const sqs: Wiring = {
  'sqs/redrive': (connection, template) => {
    const { from, to, config } = connection;
    return need(
      same(template.main(from.resource).Properties?.['RedrivePolicy'], {
        deadLetterTargetArn: template.arn(to.resource),
        maxReceiveCount: config['maxReceiveCount'],
      }),
      'no redrive policy',
    );
  },
};
