import assert from 'node:assert/strict';
import {
  answeredMemo,
  begunMemo,
  followedMemo,
  isMemoChanged,
  sentMemo,
  type MemoState,
} from '../../../src/webview/details/memoState';

const typing = (state: MemoState, memo: string): MemoState => ({ ...state, memo });
const typed = typing(begunMemo('old', undefined), 'new');

describe('a memo while it is written', () => {
  it('is not changed by being looked at, whatever breaks and white space the file has', () => {
    for (const file of ['one\r\ntwo', 'one\ntwo\n', ' one\rtwo ']) {
      const state = begunMemo(file, undefined);
      assert.equal(state.memo, 'one\ntwo');
      assert.ok(!isMemoChanged(state));
      assert.deepEqual(state.asked, [file]);
    }
  });

  it('follows the file until something is typed', () => {
    assert.equal(followedMemo(begunMemo('old', undefined), 'theirs').memo, 'theirs');
    const state = followedMemo(typed, 'theirs');
    assert.deepEqual([state.memo, state.asked], ['new', ['old']]);
    assert.ok(isMemoChanged(state));
  });

  it('is saved once its answer comes, and what was typed meanwhile is left to save', () => {
    const sent = sentMemo(typed);
    assert.ok(isMemoChanged(sent));
    const saved = answeredMemo(sent, 'new', true);
    assert.ok(!isMemoChanged(saved));
    const more = answeredMemo(typing(sent, 'new and more'), 'new', true);
    assert.deepEqual([more.asked, more.sent, isMemoChanged(more)], [['new'], null, true]);
  });

  it('is begun from what the file had still where it was refused', () => {
    const refused = answeredMemo(sentMemo(typed), 'new', false);
    assert.deepEqual([refused.asked, refused.memo, refused.sent], [['old'], 'new', null]);
  });

  it('is saved where the file says it, though the answer never came', () => {
    const kept = sentMemo(typed);
    assert.ok(!isMemoChanged(begunMemo('new\n', kept)));
    const anew = begunMemo('old', kept);
    assert.ok(isMemoChanged(anew));
    assert.ok(!isMemoChanged(followedMemo(anew, 'new')));
    // Words that were typed on are an edit of what was written, not of what was there before.
    assert.deepEqual(begunMemo('new', typing(kept, 'new and more')).asked, ['old', 'new']);
  });

  it('hears of what an earlier box at the same segment sent, and of nothing else', () => {
    const anew = begunMemo('old', sentMemo(typed));
    assert.ok(!isMemoChanged(answeredMemo(anew, 'new', true)));
    assert.deepEqual(answeredMemo(anew, 'new', false).asked, ['old']);
    assert.equal(answeredMemo(anew, 'other', true), anew);
    const busy = sentMemo(typed);
    assert.equal(answeredMemo(busy, 'other', true), busy);
  });

  it('knows of what is being written where the person goes back to what was there', () => {
    const back = followedMemo(typing(sentMemo(typed), 'old'), 'old');
    assert.ok(isMemoChanged(back));
    const written = answeredMemo(back, 'new', true);
    assert.deepEqual([written.asked, written.memo, isMemoChanged(written)], [['new'], 'old', true]);
    const again = sentMemo(begunMemo('new', { asked: ['old', 'new'], memo: 'old' }));
    assert.deepEqual(answeredMemo(again, 'old', false).asked, ['old', 'new']);
  });
});
