/** The page's own start: its host, its stores, its first screen. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { chooseHost } from '../host/choose';
import { loadExamples } from '../start/examples';
import { App } from './App';
import { startApp } from './start-app';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
void loadExamples();
startApp(chooseHost());
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
