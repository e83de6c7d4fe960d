/** The evaluation's worker begins first: it loads the core while the page loads its own code. */
import './no-eval';
import './design/tokens.css';
import './design/base.css';
import './design/controls.css';
import { warmEvaluationWorker } from './evaluation/start-worker';

warmEvaluationWorker();
void import('./app/begin');
