// The browser's part of live reload: LiveReload protocol 7, for pages that this server serves.
(() => {
  'use strict';
  if (window.labthingsLiveReload) {
    return;
  }
  window.labthingsLiveReload = true;

  const PROTOCOL = 'http://livereload.com/protocols/official-7';
  const FIRST_WAIT = 500;
  const LONGEST_WAIT = 10000;
  let wait = FIRST_WAIT;
  let wasConnected = false;

  function connect() {
    const scheme = location.protocol === 'https:' ? 'wss://' : 'ws://';
    const socket = new WebSocket(scheme + location.host + '/livereload');
    const say = (message) => socket.send(JSON.stringify(message));

    socket.onopen = () => say({command: 'hello', protocols: [PROTOCOL]});
    socket.onmessage = (event) => {
      const message = JSON.parse(event.data);
      if (message.command === 'hello') {
        if (!message.protocols || !message.protocols.includes(PROTOCOL)) {
          socket.close();
          return;
        }
        if (wasConnected) { // the server was away: who knows what has changed
          location.reload();
          return;
        }
        wasConnected = true;
        wait = FIRST_WAIT;
        say({command: 'info', url: location.href});
        document.documentElement.dataset.livereload = 'connected';
      } else if (message.command === 'reload') {
        reload(message.path, message);
      }
    };
    socket.onclose = () => {
      document.documentElement.dataset.livereload = 'waiting';
      setTimeout(connect, wait);
      wait = Math.min(2 * wait, LONGEST_WAIT);
    };
  }

  function reload(path, options) {
    if (options.liveCSS && /\.css$/i.test(path)) {
      styles(path);
    } else if (options.liveImg && /\.(png|jpe?g|gif|svg|webp|avif|bmp|ico)$/i.test(path)) {
      images(path);
    } else {
      location.reload();
    }
  }

  const pathOf = (url) => decodeURIComponent(new URL(url, location.href).pathname);

  function fresh(url) {
    const next = new URL(url, location.href);
    next.searchParams.set('livereload', Date.now());
    return next.href;
  }

  // A sheet that others import has no element of its own: then all are loaded anew.
  function styles(path) {
    const own = [...document.querySelectorAll('link[rel~="stylesheet"][href]')]
        .filter((link) => new URL(link.href).origin === location.origin);
    const exact = own.filter((link) => pathOf(link.href) === path);
    for (const link of exact.length ? exact : own) {
      const next = link.cloneNode();
      next.href = fresh(link.href);
      next.onload = () => link.remove(); // no moment without any style
      next.onerror = () => next.remove();
      link.after(next);
    }
  }

  function images(path) {
    for (const image of document.images) {
      if (image.src && pathOf(image.src) === path) {
        image.src = fresh(image.src);
      }
    }
  }

  connect();
})();
