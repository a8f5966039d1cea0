// Search boxes that suggest words while one types: a combobox as WAI-ARIA describes it. Without it they just search.
"use strict";
{
  const PAUSE = 150; // milliseconds between two keys of somebody who types on
  let timer, request, box, list;

  function close() {
    clearTimeout(timer);
    request?.abort();
    list?.remove();
    box?.setAttribute("aria-expanded", "false");
    box?.removeAttribute("aria-activedescendant");
    list = undefined;
  }

  async function ask() {
    request?.abort();
    request = new AbortController();
    try {
      const answer = await fetch(`${box.dataset.suggests}?q=${encodeURIComponent(box.value)}`, { signal: request.signal });
      const [typed, values, kinds] = await answer.json();
      if (typed === box.value && document.activeElement === box) show(values, kinds);
    } catch {
      // Asked again meanwhile, or no answer: the box still searches.
    }
  }

  function show(values, kinds) {
    close();
    if (!values.length) return;
    list = Object.assign(document.createElement("ul"), { id: "suggestions", className: "plain suggestions" });
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", box.labels[0]?.textContent ?? "");
    values.forEach((value, place) => {
      const option = Object.assign(document.createElement("li"), { id: `suggestion-${place}` });
      option.setAttribute("role", "option");
      option.dataset.value = value;
      option.append(Object.assign(document.createElement("bdi"), { textContent: value }));
      if (kinds[place]) option.append(Object.assign(document.createElement("span"), { textContent: kinds[place] }));
      list.append(option);
    });
    box.after(list);
    box.setAttribute("aria-controls", "suggestions");
    box.setAttribute("aria-expanded", "true");
  }

  function move(step) {
    const options = [...list.children];
    const current = list.querySelector("[aria-selected]");
    current?.removeAttribute("aria-selected");
    const next = options.at((options.indexOf(current) + step + (current || step > 0 ? 0 : 1)) % options.length);
    next.setAttribute("aria-selected", "true");
    box.setAttribute("aria-activedescendant", next.id);
  }

  function choose(option) {
    box.value = option.dataset.value;
    const { form } = box;
    close();
    form.requestSubmit();
  }

  document.addEventListener("input", ({ target }) => {
    if (!target.dataset.suggests) return;
    close();
    box = target;
    box.autocomplete = "off";
    box.setAttribute("role", "combobox");
    box.setAttribute("aria-autocomplete", "list");
    box.setAttribute("aria-expanded", "false");
    if (box.value.trim()) timer = setTimeout(ask, PAUSE);
  });

  document.addEventListener("keydown", (event) => {
    if (!list || event.target !== box || event.isComposing) return;
    const chosen = list.querySelector("[aria-selected]");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") move(event.key === "ArrowDown" ? 1 : -1);
    else if (event.key === "Enter" && chosen) choose(chosen);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
  });

  // Pressing a mouse button would take the focus from the box, and with it the list.
  document.addEventListener("mousedown", (event) => event.target.closest(".suggestions") && event.preventDefault());
  document.addEventListener("click", ({ target }) => {
    const option = target.closest(".suggestions [role=option]");
    if (option) choose(option);
  });
  document.addEventListener("focusout", ({ target }) => target === box && close());
}
