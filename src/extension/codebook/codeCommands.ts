import { mergeCodes } from './mergeCodes';
import { newCode, newCodeUnder } from './newCode';
import { recolourCodes } from './recolourCode';
import { renameCode } from './renameCode';
import { retireCodes } from './retireCode';
import { splitCode } from './splitCode';

/** What the commands of the codebook view do. Loaded when the first of them is chosen. */
export const codeCommands = { mergeCodes, newCode, newCodeUnder, recolourCodes, renameCode, retireCodes, splitCode };
