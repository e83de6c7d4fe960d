import { Tabs } from 'radix-ui';
import { useState } from 'react';
import { subjects } from '#shared/lessons/lesson';
import { lessons } from '#shared/lessons/lessons';
import { Modal } from '../design/Modal';
import { useFindings } from '../findings/store';
import { Diagnosis } from './Diagnosis';
import { findingsOf } from './findings-of';
import { LessonView } from './LessonView';
import './learn.css';

const DIAGNOSIS = 'diagnosis';

/** Statements as they are taught, what is true today, and where the open drawing goes against them. */
export function Learn({ onClose }: { onClose(): void }) {
  const findings = useFindings();
  const [shown, setShown] = useState(DIAGNOSIS);
  return (
    <Modal title="Learn" className="learn" onClose={onClose}>
      <Tabs.Root className="learn__columns" orientation="vertical" value={shown} onValueChange={setShown}>
        <Tabs.List className="learn__list scroll" aria-label="Lessons">
          <Tabs.Trigger value={DIAGNOSIS} className="learn__tab" data-first="">
            Where does the throttling come from?
          </Tabs.Trigger>
          {subjects.map((subject) => (
            <div key={subject} role="presentation">
              <span className="label learn__subject" aria-hidden="true">
                {subject}
              </span>
              {lessons
                .filter((lesson) => lesson.subject === subject)
                .map((lesson) => (
                  <Tabs.Trigger key={lesson.id} value={lesson.id} className="learn__tab">
                    {lesson.title}
                    <FindingCount count={findingsOf(lesson, findings).length} />
                  </Tabs.Trigger>
                ))}
            </div>
          ))}
        </Tabs.List>
        <Tabs.Content value={DIAGNOSIS} className="learn__content scroll">
          <Diagnosis onLesson={setShown} />
        </Tabs.Content>
        {lessons.map((lesson) => (
          <Tabs.Content key={lesson.id} value={lesson.id} className="learn__content scroll">
            <LessonView lesson={lesson} findings={findingsOf(lesson, findings)} onClose={onClose} />
          </Tabs.Content>
        ))}
      </Tabs.Root>
    </Modal>
  );
}

function FindingCount({ count }: { readonly count: number }) {
  if (count === 0) return null;
  return (
    <span className="learn__count num">
      {count}
      <span className="spoken-only"> in this drawing</span>
    </span>
  );
}
