/** The rules of this service, one a file. */
import type { ConnectionRule, ResourceRule } from '#shared/model/rule';
import type { StateMachineConfig } from '../config';
import type { TaskConfig } from '../task-config';
import { branchesFailAlike } from './branches-fail-alike';
import { branchesHaveCompany } from './branches-have-company';
import { branchesWriteTheirOwnItems } from './branches-write-their-own-items';
import { callbacksComeInTime } from './callbacks-come-in-time';
import { callbacksHaveATimeout } from './callbacks-have-a-timeout';
import { callbacksHaveOneSender } from './callbacks-have-one-sender';
import { callbacksOutlastTheirWay } from './callbacks-outlast-their-way';
import { doneWorkIsUndone } from './done-work-is-undone';
import { expressCoversSlowTasks } from './express-covers-slow-tasks';
import { expressEndsInTime } from './express-ends-in-time';
import { expressLeavesATrace } from './express-leaves-a-trace';
import { expressTakesNoCallbacks } from './express-takes-no-callbacks';
import { heartbeatsComeBeforeTheTimeout } from './heartbeats-come-before-the-timeout';
import { historyHoldsTheExecution } from './history-holds-the-execution';
import { mapKnowsItsWindow } from './map-knows-its-window';
import { mapListFitsItsInput } from './map-list-fits-its-input';
import { placesDiffer } from './places-differ';
import { refusedTasksAreRetried } from './refused-tasks-are-retried';
import { stateMachineHasTasks } from './state-machine-has-tasks';
import { undoingBearsStoppedWork } from './undoing-bears-stopped-work';
import { undoingHasTasks } from './undoing-has-tasks';
import { undoingIsReached } from './undoing-is-reached';
import { undoingNamesATask } from './undoing-names-a-task';
import { undoingRunsBackwards } from './undoing-runs-backwards';

export const rules: readonly ResourceRule<StateMachineConfig>[] = [
  doneWorkIsUndone,
  expressCoversSlowTasks,
  expressEndsInTime,
  expressLeavesATrace,
  historyHoldsTheExecution,
  stateMachineHasTasks,
  undoingIsReached,
  undoingRunsBackwards,
];

export const taskRules: readonly ConnectionRule<TaskConfig, 'run-tasks'>[] = [
  branchesFailAlike,
  branchesHaveCompany,
  branchesWriteTheirOwnItems,
  callbacksComeInTime,
  callbacksHaveATimeout,
  callbacksHaveOneSender,
  callbacksOutlastTheirWay,
  expressTakesNoCallbacks,
  heartbeatsComeBeforeTheTimeout,
  mapKnowsItsWindow,
  mapListFitsItsInput,
  placesDiffer,
  refusedTasksAreRetried,
  undoingBearsStoppedWork,
  undoingHasTasks,
  undoingNamesATask,
];
