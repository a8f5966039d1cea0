// Runs in a page under test, after axe itself.

// A page has a dozen colours, and axe reads each of them thousands of times: a fifth of all its time.
{
  const { Color } = axe.commons.color;
  const read = Color.prototype.parseString;
  const known = new Map();
  Color.prototype.parseString = function (text) {
    if (!known.has(text)) {
      read.call(this, text);
      known.set(text, [this.r, this.g, this.b, this.alpha]);
    }
    [this.r, this.g, this.b, this.alpha] = known.get(text);
    return this;
  };
}

// Every look runs every rule on all that it is given. But two thirds of the time go into contrast, and what has kept
// its colours, its size, its place in the flow, and all that around it, has kept its contrast: of that, a second look
// at the same document (in a wider window, with a menu open) asks only where something has become another.
window.audit = (() => {
  const OTHER = "data-audit-other";
  const DECISIVE = ["color", "backgroundColor", "backgroundImage", "opacity", "fontSize", "fontWeight", "position"];
  let seen, askedOf;

  function painted(element) {
    if (!element.checkVisibility({ visibilityProperty: true })) return "";
    const style = getComputedStyle(element);
    return DECISIVE.map((name) => style[name]).join();
  }

  return async (context, options) => {
    const before = askedOf === JSON.stringify(context) ? seen : null;
    askedOf = JSON.stringify(context);
    seen = new Map([...document.querySelectorAll("*")].map((element) => [element, painted(element)]));
    const others = before ? [...seen.keys()].filter((each) => seen.get(each) !== before.get(each)) : [];
    for (const each of others) each.setAttribute(OTHER, "");
    const selector = before ? `[${OTHER}], [${OTHER}] *` : "*";
    axe.configure({ rules: [{ id: "color-contrast", selector }] });
    const { violations } = await axe.run(context ?? document, options);
    for (const each of others) each.removeAttribute(OTHER);
    return violations;
  };
})();
0; // what Playwright is given back
