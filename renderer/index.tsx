import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import './design/tokens.css';
import './design/base.css';
import './design/controls.css';
import { App } from './app/App';
import { startApp } from './app/start-app';
import { chooseHost } from './host/choose';

const root = document.getElementById('root');
if (!root) throw new Error('index.html has no #root');
startApp(chooseHost());
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
