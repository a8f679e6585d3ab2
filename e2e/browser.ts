import chromium from '@sparticuz/chromium';

/** How every test, benchmark and screenshot starts Chromium: the browser from npm, or the one in CHROMIUM_PATH. */
export async function browserLaunch() {
  return {
    executablePath: process.env.CHROMIUM_PATH ?? (await chromium.executablePath()),
    headless: true,
    // The npm package's own list switches web security off; this is the whole list a container needs.
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  };
}
