/** A question that must be answered before going on. */
import { create } from 'zustand';

export interface Choice<T extends string = string> {
  readonly id: T;
  readonly title: string;
  readonly tone?: 'primary' | 'danger';
}

export interface Question {
  readonly title: string;
  readonly detail: string;
  readonly choices: readonly Choice[];
  answer(choice: string | undefined): void;
}

export const useQuestion = create<{ readonly question: Question | undefined }>(() => ({ question: undefined }));

/** Undefined where the person closes the question without choosing. */
export function ask<T extends string>(
  title: string,
  detail: string,
  choices: readonly Choice<T>[],
): Promise<T | undefined> {
  return new Promise((resolve) => {
    useQuestion.getState().question?.answer(undefined);
    useQuestion.setState({
      question: {
        title,
        detail,
        choices,
        answer(choice) {
          useQuestion.setState({ question: undefined });
          resolve(choice as T | undefined);
        },
      },
    });
  });
}
