"use strict";

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
