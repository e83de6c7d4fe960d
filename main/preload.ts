import { contextBridge } from 'electron';

contextBridge.exposeInMainWorld('spillway', {});
