/** Where output goes. */
export interface OutputPort {
  /** Resolves when the text was taken; rejects with OutputClosed where nobody reads any more. */
  write(text: string): Promise<void>;
  /** True where a person watches. */
  readonly isTerminal: boolean;
}

/** What a verb needs of the process that it runs in. */
export interface Io {
  /** Folder that relative paths count from. */
  readonly cwd: string;
  /** Results. */
  readonly out: OutputPort;
  /** Messages and progress. */
  readonly err: OutputPort;
  /** Folder of the built-in codebooks. */
  readonly codebooks: string;
  /** Of the package that this program is part of. */
  readonly version: string;
}

/** Thrown where the reader of the output has gone (`| head`): there is nothing left to do, and nothing is wrong. */
export class OutputClosed extends Error {
  constructor() {
    super('Nobody reads the output any more.');
    this.name = 'OutputClosed';
  }
}
