/** What Windows keeps for its devices, so that neither a folder nor a file can be called it, whatever its ending. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i;

/** True for a name that Windows keeps for a device. */
export function isDeviceName(name: string): boolean {
  return deviceName.test(name);
}

/** The name, with a hyphen behind the device where it is that of one. */
export function noDeviceName(name: string): string {
  return name.replace(deviceName, '$&-');
}
