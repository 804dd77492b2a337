import { isSameMemo, memoText } from '../../core/coding/memoText';

/** A memo in the middle of being written. */
export interface MemoState {
  /** What the person began from, as the file had it, and what they wrote since without hearing what became of it. */
  readonly asked: readonly string[];
  /** What stands in the box. */
  readonly memo: string;
  /** What is being written now. */
  readonly sent: string | null;
}

/** A memo that was typed and not saved yet. */
export type KeptMemo = Pick<MemoState, 'asked' | 'memo'>;

/** A box as it begins: with what is kept, unless the file says that by now. */
export function begunMemo(file: string, kept: KeptMemo | undefined): MemoState {
  const { asked, memo } = kept ?? { asked: [file], memo: memoText(file) };
  return followedMemo({ asked, memo, sent: null }, file);
}

/** The box once the file says something: it follows, unless something was typed over what the file had. */
export function followedMemo(state: MemoState, file: string): MemoState {
  if (isSameMemo(state.memo, file)) return { ...state, asked: state.sent === null ? [file] : [file, state.sent] };
  if (isMemoChanged(state) || state.sent !== null) return state;
  return { ...state, asked: [file], memo: memoText(file) };
}

/** True where there is something to save, or nobody knows whether it is saved. */
export function isMemoChanged({ asked, memo }: KeptMemo): boolean {
  return !asked.every((one) => isSameMemo(one, memo));
}

/** The box while what stands in it is being written. */
export function sentMemo(state: MemoState): MemoState {
  const { asked, memo } = state;
  return { ...state, asked: asked.includes(memo) ? asked : [...asked, memo], sent: memo };
}

/** The box once it is known what became of a memo that was sent, from it or from an earlier one at the same segment. */
export function answeredMemo(state: MemoState, memo: string, saved: boolean): MemoState {
  if (state.sent === null ? !state.asked.includes(memo) : state.sent !== memo) return state;
  const known = { ...state, sent: null };
  if (saved) return { ...known, asked: [memo] };
  // What was refused is not in the file; what the person began from stays known.
  return { ...known, asked: state.asked.filter((one, i) => i === 0 || one !== memo) };
}
