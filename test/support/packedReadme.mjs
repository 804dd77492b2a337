// The README of the file that is installed, where there is no address yet that its links could lead to.

/** A line that is a picture and nothing else, with the empty line behind it. */
const pictureLine = /^!\[[^\]]*\]\([^)]*\)\n\n?/gm;
/** A link or picture whose target is neither an address nor a place on the page. */
const relativeLink = /(!?)\[([^\]]*)\]\((?![a-z][a-z0-9+.-]*:|#)[^)]*\)/gi;

/**
 * The text without pictures, and with links to files of the repository as plain words: VS Code shows both only from addresses.
 * @param {string} text in Markdown
 * @returns {string}
 * @throws {Error} for a picture within a line: taken out, it would leave a sentence with a hole
 */
export function packedReadme(text) {
  return text.replace(pictureLine, '').replace(relativeLink, (whole, picture, words) => {
    if (picture !== '') throw new Error(`A picture has to stand on a line of its own: ${whole}`);
    return words;
  });
}
