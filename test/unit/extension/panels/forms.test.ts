import assert from 'node:assert/strict';
import { Drafts } from '../../../../src/extension/panels/drafts';
import { Forms, type DraftPlace, type Panel } from '../../../../src/extension/panels/forms';
import { isText, record } from '../../../../src/protocol/check';
import { draftOf, keptFormOf } from '../../../../src/protocol/form';
import { memory } from '../codebook/memory';

interface Fields {
  readonly name: string;
}

const isFields = record<Fields>({ name: isText });
const draftOfName = (name: string) => ({ base: { name: '' }, fields: { name }, meanwhile: [] });

/** A panel as VS Code has them: once closed, it can be shown no more. */
class FakePanel implements Panel {
  shown = 0;
  closed = false;
  private readonly listeners: (() => unknown)[] = [];

  reveal(): void {
    assert.ok(!this.closed, 'a closed panel is not touched');
    this.shown++;
  }

  dispose(): void {
    this.closed = true;
    for (const listener of this.listeners) listener();
  }

  readonly onDidDispose = (listener: () => unknown): { dispose(): void } => {
    this.listeners.push(listener);
    return { dispose: () => undefined };
  };
}

interface Filled {
  readonly panel: FakePanel;
  readonly target: string;
  readonly draft: DraftPlace<Fields>;
  readonly become: (target: string) => void;
}

function forms() {
  const created: FakePanel[] = [];
  const filled: Filled[] = [];
  const all = new Forms<string, Fields, FakePanel>({
    create: () => {
      const panel = new FakePanel();
      created.push(panel);
      return panel;
    },
    drafts: new Drafts(memory(), 'forms', draftOf(isFields)),
    keyOf: (target) => target,
    isKept: keptFormOf(isText, isFields),
    fill: (panel, target, draft, become) => {
      filled.push({ panel, target, draft, become });
      return { dispose: () => undefined };
    },
  });
  return { all, created, filled };
}

describe('the forms of one kind', () => {
  it('are one for each target, opened again where it was closed', () => {
    const { all, created } = forms();
    all.show('a');
    all.show('a');
    all.show('b');
    assert.deepEqual([created.length, created[0]?.shown], [2, 1]);
    created[0]?.dispose();
    all.show('a');
    assert.equal(created.length, 3);
  });

  it('stay one where VS Code brings back a tab of which the form was opened anew', () => {
    const { all, created, filled } = forms();
    all.show('a');
    filled[0]?.draft.set(draftOfName('Mine'));
    const tab = new FakePanel();
    all.restore(tab, { target: 'a', draft: null });
    assert.deepEqual([tab.closed, filled.length, created[0]?.shown], [true, 1, 1]);
    assert.deepEqual(filled[0]?.draft.get(), draftOfName('Mine'));
    all.show('a');
    assert.deepEqual([created.length, created[0]?.shown], [1, 2]);
  });

  it('are filled in tabs that VS Code brings back, where their state can be read', () => {
    const { all, filled } = forms();
    const [tab, strange] = [new FakePanel(), new FakePanel()];
    all.restore(tab, { target: 'a', draft: draftOfName('Mine') });
    all.restore(strange, { target: 1 });
    assert.deepEqual([filled.map(({ target }) => target), tab.closed, strange.closed], [['a'], false, true]);
    all.show('a');
    assert.equal(tab.shown, 1);
  });

  it('are about what they made once it is made, and not there any more where they were closed meanwhile', () => {
    const { all, created, filled } = forms();
    all.show('new');
    filled[0]?.draft.set(draftOfName('Mine'));
    filled[0]?.become('made');
    assert.equal(filled[0]?.draft.get(), null);
    all.show('made');
    assert.deepEqual([created.length, created[0]?.shown], [1, 1]);
    all.show('new');
    created[1]?.dispose();
    filled[1]?.become('other');
    all.show('other');
    assert.equal(created.length, 3);
  });
});
