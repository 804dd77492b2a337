/** True for what Windows keeps for its devices, so that neither a folder nor a file can be called it, whatever its ending. */
export function isDeviceName(title: string): boolean {
  return /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i.test(title);
}
