/**
 * Fetches the VS Code and the browser that tests are about to need, and says so. What cannot be fetched is for the tests to tell.
 */
import { browserProgram } from './browser.mjs';
import { serverBuild } from './serverBuild.mjs';
import { desktopFor } from './hostTests.mjs';

for (const build of /** @type {const} */ (['newest', 'oldest'])) {
  try {
    await desktopFor(build);
    // A person's clicks are made in a server build in any case.
    await serverBuild(build);
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
  }
}
await browserProgram().catch((error) => console.log(error instanceof Error ? error.message : error));
