/** All lessons, in the order of their subjects. */
import { apiLessons } from './apis';
import { invocationLessons } from './invocation';
import type { Lesson } from './lesson';
import { messagingLessons } from './messaging';
import { throttlingLessons } from './throttling';

export const lessons: readonly Lesson[] = [
  ...invocationLessons,
  ...throttlingLessons,
  ...messagingLessons,
  ...apiLessons,
];
