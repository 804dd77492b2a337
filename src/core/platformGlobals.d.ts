// The few globals that Node, a browser and a web worker share and core may use; everything else reaches core through a port.
// Read only by src/core/tsconfig.json, so that a slip such as `process` or `document` in core fails the type check.

declare class TextDecoder {
  readonly encoding: string;
  constructor(label?: string, options?: { fatal?: boolean; ignoreBOM?: boolean });
  decode(input?: Uint8Array, options?: { stream?: boolean }): string;
}

declare class TextEncoder {
  encode(input?: string): Uint8Array;
  encodeInto(source: string, destination: Uint8Array): { read: number; written: number };
}

declare const crypto: { randomUUID(): string };
