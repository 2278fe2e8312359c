"use strict";

/* Large documents: operations are folded, and found by their tag, which is the Thing. */
SwaggerUIBundle({
  url: new URL("openapi.json", document.baseURI).href,
  dom_id: "#swagger-ui",
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
  deepLinking: true,
  docExpansion: "none",
  filter: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  persistAuthorization: true,
  validatorUrl: null,
  oauth2RedirectUrl: new URL("docs/oauth2-redirect", document.baseURI).href,
});
