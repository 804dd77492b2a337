import { homedir, hostname, userInfo } from 'node:os';
import { nodeDigest } from './nodeFilePort';

/**
 * This machine and its user under a name that tells nobody which they are: the same in VS Code and on the command line. What follows the
 * first dot of the host's name is left out, since it changes with the network.
 */
export function nodeMachine(): string {
  const parts = [userName(), homedir(), hostname().split('.', 1)[0]];
  return nodeDigest(new TextEncoder().encode(parts.join('\0'))).slice(7, 23);
}

function userName(): string {
  try {
    return userInfo().username;
  } catch {
    // In some containers the user has no name; the home folder tells them apart.
    return '';
  }
}
