/**
 * The test module of the web worker's extension host. Bundled for the browser with `vscode` external and everything else in, mocha's
 * browser build too: a worker loads one file alone.
 */
import 'mocha/mocha.js'; // declares the global `mocha`
import { hostRetries, runAndReport, SilentReporter } from '../support/vscode/hostReport';

/** Called by VS Code. */
export async function run(): Promise<void> {
  mocha.setup({
    ui: 'bdd',
    timeout: 20_000,
    retries: hostRetries,
    reporter: SilentReporter as unknown as Mocha.ReporterConstructor,
  });
  await import('./smoke');
  await runAndReport(mocha);
}
