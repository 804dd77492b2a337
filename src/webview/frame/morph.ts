/** Attributes that a custom element does not set itself: only these are taken away from one. */
const ownAttributes: ReadonlySet<string> = new Set(['disabled', 'secondary', 'data-ask', 'aria-label']);

/**
 * Makes an element what another one is, and keeps what need not change: the focus, the cursor, what is unfolded, where a list is
 * scrolled. Children with an id are matched by it, others by place. A text box in which the person is typing keeps what stands in it.
 */
export function morph(there: HTMLElement, wanted: HTMLElement): void {
  attributes(there, wanted);
  if (there instanceof HTMLInputElement && wanted instanceof HTMLInputElement) {
    if (there.checked !== wanted.checked) there.checked = wanted.checked;
    if (there.value !== wanted.value && document.activeElement !== there) there.value = wanted.value;
    return;
  }
  children(there, wanted);
  if (there instanceof HTMLSelectElement && wanted instanceof HTMLSelectElement) there.value = wanted.value;
}

function attributes(there: HTMLElement, wanted: HTMLElement): void {
  const isCustom = there.localName.includes('-');
  for (const { name, value } of [...wanted.attributes])
    if (there.getAttribute(name) !== value) there.setAttribute(name, value);
  for (const { name } of [...there.attributes]) {
    if (wanted.hasAttribute(name) || (isCustom && !ownAttributes.has(name))) continue;
    // What the person has unfolded stays so.
    if (there.localName === 'details' && name === 'open') continue;
    there.removeAttribute(name);
  }
}

function children(there: HTMLElement, wanted: HTMLElement): void {
  const byId = new Map<string, Element>();
  for (const child of [...there.children]) if (child.id !== '') byId.set(child.id, child);
  let at: ChildNode | null = there.firstChild;
  for (const next of [...wanted.childNodes]) {
    const known = next instanceof HTMLElement && next.id !== '' ? byId.get(next.id) : undefined;
    if (known && known !== at) there.insertBefore(known, at);
    const candidate: ChildNode | null = known ?? at;
    if (candidate && isLike(candidate, next)) {
      if (candidate instanceof HTMLElement && next instanceof HTMLElement) morph(candidate, next);
      else if (candidate.nodeValue !== next.nodeValue) candidate.nodeValue = next.nodeValue;
      at = candidate.nextSibling;
    } else {
      there.insertBefore(next, at);
    }
  }
  while (at) {
    const next: ChildNode | null = at.nextSibling;
    at.remove();
    at = next;
  }
}

function isLike(there: Node, wanted: Node): boolean {
  if (there.nodeType !== wanted.nodeType || there.nodeName !== wanted.nodeName) return false;
  return !(there instanceof HTMLElement && wanted instanceof HTMLElement) || there.id === wanted.id;
}
