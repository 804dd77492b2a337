/**
 * The test module of the node extension hosts, desktop and server. Bundled as CommonJS with `vscode` and `mocha` external: mocha is then
 * the one in node_modules above the bundle.
 */
import Mocha from 'mocha';
import { hostRetries, runAndReport, SilentReporter } from '../support/vscode/hostReport';

/** Called by VS Code. */
export async function run(): Promise<void> {
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: 20_000,
    retries: hostRetries,
    reporter: SilentReporter as unknown as Mocha.ReporterConstructor,
  });
  // declares describe, it and the hooks as globals, which reading the suites needs
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  await import('./suites');
  await runAndReport(mocha);
}
