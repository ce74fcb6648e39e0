// The main process of the bench window: opens the page whose address is the last argument. CommonJS, because Playwright
// hooks into Electron before the first module is loaded.
const { app, BrowserWindow } = require('electron');

app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, webPreferences: { sandbox: true, backgroundThrottling: false } });
  return window.loadURL(process.argv.at(-1));
});
