/* What is shown below a Thing that is unfolded: slots, properties with live values, actions, streams, history. */
'use strict';

/** Builds the details of a Thing; returns what brings the values up to date. */
lab.details = function (cell, thing) {
	cell.empty();
	if (thing.description) {
		cell.append(lab.el('p', 'lab-minor', thing.description).css('margin-top', '.8em'));
	}
	if (thing.slots.length) {
		lab.slots(cell, thing);
	}
	var update = lab.properties(cell, thing);
	lab.members(cell, thing);
	lab.history(cell, thing);
	initStaticWidgets(cell);
	return update;
};

lab.table = function (cell, title, heads) {
	var body = lab.el('tbody');
	cell.append(lab.el('h4', null, title)).append(lab.el('table', null, [
		lab.el('thead', null, [lab.el('tr', null, heads.map(function (h) { return lab.el('th', null, h); }))]), body]));
	return body;
};

lab.slots = function (cell, thing) {
	var body = lab.table(cell, 'Slots', ['Slot', 'Filled by', 'Connect to']);
	thing.slots.forEach(function (slot) {
		var kind = slot.kind + ' ' + slot.type;
		body.append(lab.el('tr', 'lab-slot', [
			lab.el('td', null, [lab.el('span', null, slot.name), lab.el('span', 'lab-minor', ' ' + kind)]),
			lab.el('td', slot.things.length ? null : 'lab-empty', slot.things.join(', ') || 'nothing')
				.attr('title', slot.explanation),
			lab.el('td', null, thing.configured ? [lab.connector(thing, slot)] : [])
		]).attr('data-slot', slot.name));
	});
};

/** A choice of everything that fits, and of what is configured although it is not there. */
lab.connector = function (thing, slot) {
	var configured = thing.configured.slots[slot.name];
	var several = slot.kind === 'mapping';
	var chosen = Array.isArray(configured) ? configured : configured ? [configured] : [];
	var select = $(document.createElement('select')).attr('aria-label', 'Connect ' + slot.name + ' to');
	function option(value, text, selected) {
		select.append($(document.createElement('option')).val(value).text(text).prop('selected', selected));
	}
	if (several) {
		select.attr({multiple: 'multiple', size: Math.min(5, slot.candidates.length + 2)});
	}
	option('*', '(default)', configured === undefined);
	option('-', '(nothing)', configured === null || Array.isArray(configured) && !configured.length);
	slot.candidates.concat(chosen.filter(function (c) { return slot.candidates.indexOf(c) < 0; }))
		.forEach(function (name) { option('=' + name, name, chosen.indexOf(name) >= 0); });
	var button = $(document.createElement('button')).attr('type', 'button').text('Connect').on('click', function () {
		var values = [].concat(select.val() || []);
		var names = values.filter(function (v) { return v[0] === '='; }).map(function (v) { return v.substring(1); });
		var input = {thing: thing.name, slot: slot.name};
		if (names.length) {
			input.to = several ? names : names[0];
		} else if (values.indexOf('*') < 0) {
			input.to = null;
		}
		lab.command('connect', input, "Slot '" + thing.name + '.' + slot.name + "' was connected anew.");
	});
	return lab.el('span', null, [select, ' ', button]);
};

lab.properties = function (cell, thing) {
	var values = {};
	if (!thing.properties) {
		return function () {};
	}
	var body = thing.properties.length ? lab.table(cell, 'Properties', ['Property', 'Value', 'Description']) : null;
	thing.properties.forEach(function (property) {
		var value = lab.el('span', 'lab-value');
		var kind = (property.setting ? 'setting' : '') + (property.readOnly ? (property.setting ? ', ' : '') + 'read-only' : '');
		var holder = lab.el('td', null, [value]);
		if (!property.memory) {
			holder.append($(document.createElement('button')).attr('type', 'button').text('Ask the driver').on('click', function () {
				value.removeClass('lab-error').text('...');
				lab.get('value.json?thing=' + encodeURIComponent(thing.name) + '&property=' + encodeURIComponent(property.name))
					.then(function (answer) { lab.showValue(value, answer); })
					.catch(function (reason) { lab.showValue(value, {error: lab.errors(reason)[0]}); });
			}));
		}
		if (!property.readOnly) {
			holder.append($(document.createElement('button')).attr({type: 'button', title: 'Set ' + property.name}).text('Set...').on('click', function () {
				lab.interact.set(thing.name, property, value.hasClass('lab-error') ? undefined : value.text());
			}));
		}
		body.append(lab.el('tr', null, [
			lab.el('td', null, [lab.el('span', null, property.name), lab.el('span', 'lab-minor', kind ? ' ' + kind : '')])
				.attr('title', property.title),
			holder,
			lab.el('td', 'lab-minor', property.description || '')
		]).attr('data-property', property.name));
		values[property.name] = value;
	});
	return function (now) {
		(now.properties || []).forEach(function (property) {
			if (property.memory && values[property.name]) {
				lab.showValue(values[property.name], property);
			}
		});
	};
};

lab.showValue = function (element, value) {
	var first = element.text() === '';
	var text = value.error ? value.error : value.value === undefined || value.value === null ? '' : value.value;
	element.toggleClass('lab-error', !!value.error);
	if (lab.setText(element, text) && !first) {
		element.removeClass('lab-changed');
		void element[0].offsetWidth; // begins the animation anew
		element.addClass('lab-changed');
	}
};

lab.members = function (cell, thing) {
	if (thing.actions && thing.actions.length) {
		var body = lab.table(cell, 'Actions', ['Action', '', 'Description']);
		thing.actions.forEach(function (action) {
			var button = $(document.createElement('button')).attr({type: 'button', title: 'Invoke ' + action.name}).text('Invoke...')
				.on('click', function () { lab.interact.invoke(thing.name, action.name); });
			body.append(lab.el('tr', null, [lab.el('td', null, action.name), lab.el('td', null, [button]), lab.el('td', 'lab-minor', action.description || '')])
				.attr('data-action', action.name));
		});
	}
	if (thing.events && thing.events.length) {
		cell.append(lab.el('h4', null, 'Events')).append(lab.el('p', null, thing.events.join(', ')));
	}
	if (thing.streams && thing.streams.length) {
		cell.append(lab.el('h4', null, 'Streams'));
		thing.streams.forEach(function (stream) {
			var path = lab.prefix + '/' + thing.name + '/' + stream;
			cell.append(lab.el('a', null, path).attr({href: path, target: '_blank', rel: 'noopener'}).css('margin-right', '1.5em'));
		});
	}
};

lab.history = function (cell, thing) {
	var body = lab.table(cell, 'History', ['When', 'State', 'Reason']);
	thing.history.slice(-6).reverse().forEach(function (transition) {
		body.append(lab.el('tr', null, [
			lab.el('td', null, new Date(transition.at).toLocaleString()),
			lab.el('td', null, [lab.el('span', 'lab-state lab-' + transition.state, transition.state)]),
			lab.el('td', null, transition.reason)]));
	});
};
