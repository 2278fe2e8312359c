"use strict";

/* Redoc would show a logo of another host. The page's policy blocks it; this does not even try. */
const source = Object.getOwnPropertyDescriptor(HTMLImageElement.prototype, "src");
const isHere = (url) => !/^https?:/.test(url) || url.startsWith(location.origin);
Object.defineProperty(HTMLImageElement.prototype, "src", {
  ...source,
  set(url) {
    if (isHere(url)) source.set.call(this, url);
    else this.style.display = "none";
  },
});
HTMLImageElement.prototype.setAttribute = function (name, value) {
  if (name === "src") this.src = value;
  else Element.prototype.setAttribute.call(this, name, value);
};

/* Fonts of the machine: Redoc's own would come from another host. */
Redoc.init(
  new URL("openapi.json", document.baseURI).href,
  {
    hideDownloadButton: false,
    expandResponses: "200,201",
    theme: {
      typography: {
        fontFamily: "system-ui, sans-serif",
        headings: { fontFamily: "system-ui, sans-serif" },
        code: { fontFamily: "ui-monospace, monospace" },
      },
    },
  },
  document.getElementById("redoc")
);
