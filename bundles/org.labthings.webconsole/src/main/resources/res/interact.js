/* Writing properties and invoking actions, by the Thing Description and over the API that every client uses. */
'use strict';

lab.interact = {};

lab.interact.url = function (thing, name) {
	return lab.prefix + '/' + encodeURIComponent(thing) + '/' + (name ? encodeURIComponent(name) : '');
};

/** A request to the API; JSON in and out. Rejects with a list of errors. */
lab.interact.request = function (method, url, value) {
	return fetch(url, {
		method: method,
		cache: 'no-store',
		headers: value === undefined ? {} : {'Content-Type': 'application/json'},
		body: value === undefined ? undefined : JSON.stringify(value)
	}).then(lab.read);
};

lab.interact.describe = function (thing) {
	return lab.interact.request('GET', lab.interact.url(thing));
};

/** A dialog with fields; what it sends may be refused, and then it stays. */
lab.interact.open = function (title, intro, rows, verb, send, more) {
	var table = lab.el('table', null, [lab.el('tbody', null, rows)]);
	$('#lab-interact').empty().append(lab.el('p', 'lab-error').attr('id', 'lab-interact-errors'))
		.append(intro ? lab.el('p', 'lab-minor', intro) : '').append(table);
	initStaticWidgets($('#lab-interact'));
	function attempt(work) {
		return function () {
			Promise.resolve().then(work).then(function () {
				$('#lab-interact').dialog('close');
				lab.refresh();
			}).catch(function (reason) {
				$('#lab-interact-errors').text((reason instanceof SyntaxError ? ['That is not JSON: ' + reason.message] : lab.errors(reason)).join('\n'));
			});
		};
	}
	var buttons = {};
	buttons[verb] = attempt(send);
	Object.keys(more || {}).forEach(function (name) { buttons[name] = attempt(more[name]); });
	buttons.Cancel = function () { $('#lab-interact').dialog('close'); };
	$('#lab-interact').dialog({
		modal: true, width: Math.min(620, $(window).width() - 40), maxHeight: $(window).height() - 40, title: title, buttons: buttons
	}).off('keydown').on('keydown', 'input', function (event) {
		if (event.key === 'Enter') {
			event.preventDefault();
			buttons[verb]();
		}
	});
};

/** Asks for a new value of a property; it is written when the server says so. */
lab.interact.set = function (thing, property, now) {
	lab.interact.describe(thing).then(function (description) {
		var schema = lab.schema.simple(description.properties[property.name]);
		var url = lab.interact.url(thing, property.name);
		var more = {};
		if (property.resettable) {
			more.Reset = function () {
				return lab.interact.request('POST', url + '/reset').then(function () {
					lab.message(thing + '.' + property.name + ' was reset to its default.');
				});
			};
		}
		var row = lab.form.row(property.name, lab.schema.input('lab-interact-value', schema, now), lab.schema.hint(schema), true);
		lab.interact.open('Set ' + thing + '.' + property.name, '', [row], 'Set', function () {
			var value = lab.schema.value('lab-interact-value', schema);
			if (value === undefined) {
				throw {errors: ['A value is needed.']};
			}
			return lab.interact.request('PUT', url, value).then(function () {
				lab.message(thing + '.' + property.name + ' was set.');
			});
		}, more);
	}).catch(function (reason) { lab.failed(lab.errors(reason)); });
};

/** Asks for the arguments of an action, if it takes any, and starts it. */
lab.interact.invoke = function (thing, action) {
	lab.interact.describe(thing).then(function (description) {
		var affordance = description.actions[action];
		var input = affordance.input || {};
		var named = lab.schema.nothing(input) ? [] : input.type === 'object' && input.properties ? Object.keys(input.properties) : null;
		var rows = named ? named.map(function (name) {
			var optional = (input.required || []).indexOf(name) < 0;
			var schema = lab.schema.simple(input.properties[name]);
			return lab.form.row(name, lab.schema.input('lab-interact-' + name, schema, undefined, optional), lab.schema.hint(schema), !optional);
		}) : [lab.form.row('Input', lab.schema.input('lab-interact-input', input, undefined, true), lab.schema.hint(input))];
		lab.interact.open('Invoke ' + thing + '.' + action, lab.sentence(affordance.description || '') + (rows.length ? '' : ' It takes no arguments.'),
			rows, 'Invoke', function () {
				return lab.interact.request('POST', lab.interact.url(thing, action), lab.interact.given(input, named))
					.then(function (started) { lab.interact.follow(thing + '.' + action, started.id); });
			});
	}).catch(function (reason) { lab.failed(lab.errors(reason)); });
};

lab.interact.given = function (input, named) {
	if (!named) {
		var value = lab.schema.value('lab-interact-input', input, true);
		return value === undefined ? {} : value;
	}
	var given = {};
	named.forEach(function (name) {
		var optional = (input.required || []).indexOf(name) < 0;
		var value = lab.schema.value('lab-interact-' + name, lab.schema.simple(input.properties[name]), optional);
		if (value !== undefined) {
			given[name] = value;
		}
	});
	return given;
};

/** Says what came of an invocation when it is over; the table of what runs shows it until then. */
lab.interact.follow = function (what, id) {
	lab.message(what + ' was invoked.');
	function look() {
		lab.interact.request('GET', lab.prefix + '/action_invocations/' + encodeURIComponent(id)).then(function (run) {
			if (run.status === 'pending' || run.status === 'running') {
				setTimeout(look, 500);
			} else if (run.status === 'completed') {
				var output = run.output === null || run.output === undefined ? '' : ': ' + JSON.stringify(run.output).substring(0, 2000);
				lab.message(what + ' is completed' + output + (output ? '' : '.'));
			} else {
				var last = run.error ? run.error.title + ': ' + (run.error.detail || '') : run.log.length ? run.log[run.log.length - 1].message : '';
				lab.message(what + ' is ' + run.status + (last ? ': ' + last : '.'), run.status === 'error');
			}
			lab.refresh();
		}).catch(function (reason) { lab.failed([what + ': ' + lab.errors(reason)[0]]); });
	}
	look();
};
