/* What the parts of the page share: talking to the server, and building elements. All text that comes from the server is set
   as text, never as HTML. */
'use strict';
var lab = {};

/** An element: lab.el('td', 'class', 'text' or [children]). */
lab.el = function (name, className, content) {
	var element = $(document.createElement(name));
	if (className) {
		element.addClass(className);
	}
	if (Array.isArray(content)) {
		content.forEach(function (child) { element.append(child); });
	} else if (content !== undefined && content !== null) {
		element.text(content);
	}
	return element;
};

/** A small button with an icon, as the console's other pages have them. */
lab.icon = function (icon, title, action) {
	return lab.el('li', 'dynhover ui-state-default ui-corner-all', [lab.el('span', 'ui-icon ui-icon-' + icon, '\u00a0')])
		.attr({title: title, role: 'button', tabindex: 0, 'aria-label': title})
		.on('click', function (event) { event.stopPropagation(); action(); })
		.on('keydown', function (event) {
			if (event.key === 'Enter' || event.key === ' ') { event.preventDefault(); action(); }
		});
};

lab.icons = function (icons) {
	return lab.el('ul', 'icons ui-widget', icons);
};

/** Shows what went well, or wrong, above everything. */
lab.message = function (text, isError) {
	var close = lab.el('span', 'ui-icon ui-icon-close').attr('title', 'Close')
		.on('click', function () { $('#lab-message').addClass('ui-helper-hidden'); });
	$('#lab-message').removeClass('ui-helper-hidden ui-state-error ui-state-highlight')
		.addClass(isError ? 'ui-state-error' : 'ui-state-highlight')
		.empty().append(close).append(document.createTextNode(text));
	if (isError) {
		$('#lab-message')[0].scrollIntoView({block: 'nearest'});
	}
};

lab.failed = function (errors) {
	lab.message(errors.join('\n'), true);
};

lab.get = function (path) {
	return fetch(pluginRoot + '/' + path, {cache: 'no-store'}).then(lab.read);
};

/** Sends a command; the body is a JSON object or a file. Rejects with a list of errors. */
lab.post = function (path, body) {
	var isFile = body instanceof Blob;
	return fetch(pluginRoot + '/' + path, {
		method: 'POST',
		headers: {
			'X-LabThings-Console': labToken,
			'Content-Type': isFile ? 'application/java-archive' : 'application/json'
		},
		body: isFile ? body : JSON.stringify(body || {})
	}).then(lab.read);
};

lab.read = function (response) {
	var isJson = (response.headers.get('Content-Type') || '').indexOf('json') >= 0;
	return (isJson ? response.json() : response.text()).then(function (answer) {
		if (response.ok) {
			return answer;
		}
		throw {errors: answer.errors || lab.misfits(answer.detail) || [answer.detail || answer.title || 'The server answered ' + response.status]};
	});
};

/** What the API says about input that does not fit; null for another kind of answer. */
lab.misfits = function (detail) {
	return Array.isArray(detail) ? detail.map(function (d) { return d.loc.slice(1).concat(d.msg).join(': '); }) : null;
};

/** The errors of whatever a promise was rejected with. */
lab.errors = function (reason) {
	return reason && reason.errors ? reason.errors : ['The server does not answer: ' + (reason && reason.message || reason)];
};

/** Asks before something is done that cannot be undone. */
lab.confirm = function (title, text, verb, action) {
	var buttons = {};
	buttons[verb] = function () { $(this).dialog('close'); action(); };
	buttons.Cancel = function () { $(this).dialog('close'); };
	$('#lab-confirm').find('p').text(text).end()
		.dialog({modal: true, width: 460, title: title, buttons: buttons});
};

/** As a sentence, whether it was written as one or not. */
lab.sentence = function (text) {
	return !text || /[.!?:]$/.test(text.trim()) ? text || '' : text.trim() + '.';
};

lab.ago = function (now, then) {
	var seconds = Math.max(0, Math.round((now - then) / 1000));
	if (seconds < 120) { return seconds + ' s'; }
	if (seconds < 7200) { return Math.round(seconds / 60) + ' min'; }
	return seconds < 172800 ? Math.round(seconds / 3600) + ' h' : Math.round(seconds / 86400) + ' d';
};

/** Sets a text only when it is another one, so that selections survive. */
lab.setText = function (element, text) {
	if (element.text() !== text) {
		element.text(text);
		return true;
	}
	return false;
};
