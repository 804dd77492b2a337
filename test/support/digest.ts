import { createHash } from 'node:crypto';
import { digestFromBytes, type Digester } from '../../src/core/base/digest';

/** SHA-256 as Node has it. */
export const nodeDigester: Digester = (bytes) => digestFromBytes(createHash('sha256').update(bytes).digest());
