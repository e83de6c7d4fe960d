import { edgeFaults } from './edge';
import { functionFaults } from './functions';
import { messagingFaults } from './messaging';

export type { Fault } from './fault';

export const FAULTS = [...functionFaults, ...messagingFaults, ...edgeFaults];
