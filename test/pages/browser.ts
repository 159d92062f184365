import packaged from '@sparticuz/chromium';
import { type Browser, chromium } from 'playwright-core';

/**
 * A Chromium: the one that comes as an npm package where it runs (it is unpacked into the system's temporary
 * folder), else the Chrome that is installed. Of the package's own arguments none is taken: they put all into one
 * process, which ends with its first context, and switch off what a browser checks of a page.
 */
export async function launchBrowser(): Promise<Browser> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return chromium.launch({ channel: 'chrome' });
  return chromium.launch({ executablePath: await packaged.executablePath(), chromiumSandbox: false });
}
