import assert from 'node:assert/strict';
import { OpenPage } from '../../../../src/extension/panels/openPage';

/** A panel as VS Code has them: once closed, whoever touches it gets an exception. */
function panel() {
  const told: unknown[] = [];
  const listeners: (() => void)[] = [];
  let closed = false;
  return {
    told,
    onDidDispose: (listener: () => void) => listeners.push(listener),
    get webview() {
      if (closed) throw new Error('Webview is disposed');
      const postMessage = (message: unknown): Promise<boolean> => Promise.resolve(told.push(message) > 0);
      return { postMessage };
    },
    close: () => {
      closed = true;
      for (const listener of listeners) listener();
    },
  };
}

describe('a page that may be closed', () => {
  it('is told of things while it is open, and of nothing afterwards', () => {
    const holder = panel();
    const page = new OpenPage<string>(holder);
    page.tell('saved');
    assert.ok(page.isOpen);
    holder.close();
    page.tell('saved again');
    assert.ok(!page.isOpen);
    assert.deepEqual(holder.told, ['saved']);
  });
});
