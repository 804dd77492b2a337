/** Lets timers, input and other work have their turn, where much is done in a row. Costs next to nothing where they had one a moment ago. */
export type Pause = () => Promise<void>;

/** For who has nobody to wait for. */
export const noPause: Pause = () => Promise.resolve();
