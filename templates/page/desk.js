"use strict";
// The desk: a record opened beside the sentence that stands on it.

const part = (id) => document.getElementById(id);
const here = () => decodeURIComponent(location.hash.slice(1));
const isRecord = (id) => Boolean(id && (part(id) ? part(id).classList.contains("card") : stored().has(id)));
const desk = { shown: "", opener: null };

function made(tag, className, ...children) {
  const element = document.createElement(tag);
  element.className = className;
  element.append(...children);
  return element;
}

// Records that nothing on the page stands on lie in a store, and become cards when they are asked for.
let opened = null;

function stored() {
  if (opened) return opened;
  const { kinds = [], shared = [], rows = [] } = JSON.parse(part("store")?.textContent ?? "{}");
  const word = (given) => (typeof given === "number" ? shared[given] : given);
  opened = new Map(
    rows.map(([kind, id, title, tone, at, source, locator, facts, lines, cut]) => {
      const [short, one] = kinds[kind];
      const [from, words] = [[source, at, locator].map(word).filter(Boolean).join(", "), lines.map(word).join("\n")];
      return [id, { id, short, one, title: word(title), tone: word(tone), from, facts: facts.map(word), words, cut }];
    }),
  );
  return opened;
}

function cardOf({ id, short, title, tone, from, facts, words, cut }) {
  const card = made("article", "card stored");
  const heading = made("h4", "", made("span", "card-name", short), " ", made("span", `card-title ${tone}`, title));
  const list = made("dl", "facts");
  for (let at = 0; at < facts.length; at += 2) {
    list.append(made("div", "", made("dt", "", facts[at]), " ", made("dd", "", facts[at + 1])));
  }
  card.append(heading, made("p", "card-from", from), list);
  if (words) {
    const own = made("pre", "", cut ? `${words}\n\n(${cut} more characters)` : words);
    own.tabIndex = 0;
    own.ariaLabel = "Its own words";
    card.append(own);
  }
  card.append(made("p", "note", "All of it: ", made("code", "", `incident show ${id}`)));
  card.append(made("p", "card-id", made("code", "", id)));
  return card;
}

// Lists what is stored of a kind when its part of the shelf is unfolded.
function fill(shelf) {
  const note = shelf.querySelector(".more");
  if (!note) return;
  const short = shelf.id.slice("shelf_".length);
  for (const record of stored().values()) {
    if (record.short !== short) continue;
    const card = cardOf(record);
    card.id = record.id;
    shelf.append(card);
  }
  note.remove();
}

// A copy without ids, because the record keeps its place in the shelf; its title heads the desk.
function copyOf(id) {
  const copy = part(id)?.cloneNode(true) ?? cardOf(stored().get(id));
  copy.removeAttribute("id");
  copy.removeAttribute("data-find");
  const title = copy.querySelector("h4");
  title.replaceWith(made("h2", "", ...title.childNodes));
  return copy;
}

function beside(id, step) {
  const short = part(id)?.closest(".shelf").id.slice("shelf_".length) ?? stored().get(id).short;
  const ids = [...(part(`shelf_${short}`)?.querySelectorAll(".card:not(.stored)") ?? [])].map((each) => each.id);
  for (const each of stored().values()) if (each.short === short) ids.push(each.id);
  return ids[ids.indexOf(id) + step];
}

function walkOf(id) {
  const steps = [[-1, "← Previous"], [1, "Next →"]].map(([step, words]) => {
    const button = made("button", "quiet", words);
    button.type = "button";
    button.disabled = !beside(id, step);
    button.addEventListener("click", () => openRecord(beside(id, step), { opener: desk.opener }));
    return button;
  });
  return made("p", "walk", ...steps);
}

function markCitations(id) {
  for (const each of document.querySelectorAll("main .cite[aria-current]")) each.removeAttribute("aria-current");
  if (!id) return;
  for (const each of document.querySelectorAll(`main a.cite[href="#${CSS.escape(id)}"]`)) each.setAttribute("aria-current", "true");
}

// `keepFocus` leaves the focus in the text, for walking along the citations; `remember` makes it a step of the history.
function openRecord(id, { opener = null, keepFocus = false, remember = true } = {}) {
  if (!isRecord(id)) return;
  part("record").replaceChildren(walkOf(id), copyOf(id));
  desk.shown = id;
  desk.opener = opener;
  showOnly("record");
  raise();
  markCitations(id);
  if (remember && here() !== id) history.pushState(null, "", `#${id}`);
  part("desk").scrollTop = 0;
  if (!keepFocus) part("record").focus({ preventScroll: true });
  if (opener) keepInSight(opener);
}

function closeRecord({ remember = true } = {}) {
  const opener = desk.opener;
  desk.shown = "";
  desk.opener = null;
  markCitations("");
  const searching = part("query").value.trim() !== "";
  showOnly(searching ? "hits" : "welcome");
  if (remember) history.replaceState(null, "", location.href.split("#")[0]);
  if (!searching) lower();
  if (opener?.isConnected && opener.checkVisibility()) opener.focus({ preventScroll: true });
  else if (searching) part("query").focus();
}

function showOnly(name) {
  for (const each of ["record", "hits", "welcome"]) part(each).hidden = each !== name;
  part("said").hidden = name !== "hits";
  part("close").classList.toggle("opened", name !== "welcome");
}

const raise = () => part("desk").classList.add("up");
const lower = () => part("desk").classList.remove("up");

// On a small screen the desk covers the lower part of the text.
function keepInSight(element) {
  if (!matchMedia("(max-width: 67.99rem)").matches) return;
  const box = element.getBoundingClientRect();
  if (box.bottom > innerHeight * 0.26 || box.top < 60) scrollBy({ top: box.top - innerHeight * 0.16 });
}
