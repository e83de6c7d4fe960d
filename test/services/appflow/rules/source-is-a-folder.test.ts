import { sourceIsAFolder } from '#shared/services/appflow/rules/source-is-a-folder';
import { aBucket, aFlow, joined } from '../../../support/builders';
import { testRule } from '../../../support/rule-tester';

testRule(sourceIsAFolder, {
  valid: {
    'a folder': [
      aFlow('flow', { source: 's3' }),
      aBucket('in'),
      joined('appflow/bucket-source', 'flow', 'in', { keyPrefix: 'new/' }),
    ],
  },
  invalid: {
    'the top of a bucket': {
      drawn: [aFlow('flow', { source: 's3' }), aBucket('in'), joined('appflow/bucket-source', 'flow', 'in')],
      message: 'flow reads no folder of in: put the files into one and name it',
      at: { connection: 'flow--in', field: 'keyPrefix' },
      remedy: 'Read the folder exports/ of in',
    },
  },
});
