import { copyCode } from './copyCode';
import { mergeCodes } from './mergeCodes';
import { newCode, newCodeUnder } from './newCode';
import { recolourCodes } from './recolourCode';
import { renameCode } from './renameCode';
import { retireCodes } from './retireCode';
import { findSimilarCodes } from './similarCodes';
import { splitCode } from './splitCode';

/** What the commands of the codebook view do. Loaded when the first of them is chosen. */
export const codeCommands = {
  copyCode,
  findSimilarCodes,
  mergeCodes,
  newCode,
  newCodeUnder,
  recolourCodes,
  renameCode,
  retireCodes,
  splitCode,
};
