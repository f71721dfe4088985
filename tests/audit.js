// What is wrong with a page for those who hear it, use keys or need contrast: each function returns what it finds.
({
  // Controls without a name.
  nameless() {
    const kinds = "button, input, select, textarea, a, [role]:not([role=status], [role=presentation]), dialog, summary";
    const name = (node) => {
      const by = node.getAttribute("aria-labelledby");
      return node.getAttribute("aria-label") || (by && document.getElementById(by)?.textContent) ||
        node.closest("label")?.textContent || node.textContent;
    };
    return [...document.querySelectorAll(kinds)].filter((node) => !name(node).trim()).map((node) => node.outerHTML);
  },

  // Ids that are there twice, and references to ids that are not there.
  brokenIds() {
    const ids = [...document.querySelectorAll("[id]")].map((node) => node.id);
    const names = ["aria-controls", "aria-labelledby", "aria-describedby", "aria-activedescendant"];
    const referred = names.flatMap((name) => [...document.querySelectorAll(`[${name}]`)].map((node) => node.getAttribute(name)));
    return [...ids.filter((id, at) => ids.indexOf(id) !== at), ...referred.filter((id) => !document.getElementById(id))];
  },

  // What stands out of the screen on its right.
  outside() {
    const shown = [...document.querySelectorAll(".bar *, .acts *, .line")];
    return shown.filter((node) => node.getBoundingClientRect().right > innerWidth).map((node) => node.outerHTML);
  },

  // Text whose contrast with its ground is under 4.5 (WCAG 2, AA).
  poorContrast() {
    const channels = (text) => text.match(/[\d.]+/g).map(Number);
    const over = ([r, g, b, a = 1], below) => [r, g, b].map((part, at) => part * a + below[at] * (1 - a));
    const linear = (part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    const light = (colour) => colour.map((part) => linear(part / 255)).reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    const page = channels(getComputedStyle(document.body).backgroundColor);
    const ground = (node) => {
      const colours = [];
      for (let at = node; at; at = at.parentElement) colours.unshift(channels(getComputedStyle(at).backgroundColor));
      return colours.reduce((now, one) => over(one, now), page);
    };
    const shows = (node) => [...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
    const poor = [];
    for (const node of document.querySelectorAll("body *")) {
      if (!shows(node) || !node.checkVisibility() || node.closest(".visually-hidden, :disabled, noscript")) continue;
      const [text, below] = [over(channels(getComputedStyle(node).color), ground(node)), ground(node)].map(light);
      const ratio = (Math.max(text, below) + 0.05) / (Math.min(text, below) + 0.05);
      if (ratio < 4.5) poor.push(`${ratio.toFixed(2)}: ${node.outerHTML}`);
    }
    return poor;
  },
})
