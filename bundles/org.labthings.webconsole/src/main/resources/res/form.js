/* The form that creates and changes Things, made of what the driver type says about its attributes. */
'use strict';

lab.form = {};

/** Opens it for a new Thing, or for one that is there. */
lab.form.open = function (thing) {
	lab.get('types.json').then(function (types) {
		lab.form.types = types;
		lab.form.thing = thing;
		lab.form.build();
	}).catch(function (reason) { lab.failed(lab.errors(reason)); });
};

lab.form.build = function () {
	var thing = lab.form.thing;
	var name = $('<input type="text" id="lab-form-name"/>').val(thing ? thing.name : '').prop('disabled', !!thing);
	var type = $('<select id="lab-form-type"/>');
	lab.form.types.forEach(function (t) {
		var title = t.title === t.name ? t.name : t.title + ' (' + t.name + ')';
		type.append($('<option/>').val(t.name).text(title));
	});
	if (thing) {
		lab.form.choose(type, thing.configured['class']);
	}
	var table = lab.el('table', null, [
		lab.form.row('Name', name, 'Letters, digits, - and _. Its address is ' + lab.prefix + '/' + (thing ? thing.name : 'NAME') + '/', true),
		lab.form.row('Driver', type, '')
	]);
	var body = lab.el('tbody').attr('id', 'lab-form-attributes');
	table.append(body);
	$('#lab-form').empty().append(lab.el('p', 'lab-error').attr('id', 'lab-form-errors')).append(table);
	type.on('change', lab.form.attributes);
	lab.form.attributes();
	initStaticWidgets($('#lab-form'));
	var buttons = {};
	buttons[thing ? 'Change' : 'Create'] = lab.form.send;
	buttons.Cancel = function () { $('#lab-form').dialog('close'); };
	$('#lab-form').dialog({
		modal: true, width: Math.min(720, $(window).width() - 40), maxHeight: $(window).height() - 40,
		title: thing ? "Change '" + thing.name + "'" : 'Create a Thing', buttons: buttons
	});
};

/** Chooses the type that a class string means; one that nobody provides is offered as it is. */
lab.form.choose = function (select, className) {
	var plain = className.replace(/[:$]/g, '.');
	var found = lab.form.types.filter(function (t) {
		return [t.name, t.implementation].concat(t.aliases).some(function (n) { return n.replace(/[:$]/g, '.') === plain; });
	})[0];
	if (!found) {
		select.append($('<option/>').val(className).text(className + ' (not installed)'));
	}
	select.val(found ? found.name : className);
};

lab.form.row = function (title, input, hint, required) {
	return lab.el('tr', null, [
		lab.el('td', null, [lab.el('label', required ? 'lab-required' : null, title).attr('for', input.attr('id'))]),
		lab.el('td', null, [input, lab.el('span', 'lab-hint', hint)])]);
};

lab.form.type = function () {
	var name = $('#lab-form-type').val();
	return lab.form.types.filter(function (t) { return t.name === name; })[0];
};

lab.form.normal = function (name) {
	return name.replace(/[_.-]/g, '').toLowerCase();
};

/** What is configured for an attribute; undefined for nothing. */
lab.form.given = function (attribute) {
	var kwargs = lab.form.thing ? lab.form.thing.configured.kwargs : {};
	var key = Object.keys(kwargs).filter(function (k) { return lab.form.normal(k) === lab.form.normal(attribute.name); })[0];
	return key === undefined || kwargs[key] === null ? undefined : kwargs[key];
};

lab.form.attributes = function () {
	var type = lab.form.type();
	var body = $('#lab-form-attributes').empty();
	$('#lab-form-type').next('.lab-hint').text(type ? (type.description ? lab.sentence(type.description) + ' ' : '') + 'From ' + type.bundle + ' ' + type.version
		: 'No installed bundle provides it.');
	if (!type || !type.described) {
		var kwargs = lab.form.thing ? lab.form.thing.configured.kwargs : {};
		var text = $('<textarea id="lab-form-kwargs"/>').val(JSON.stringify(kwargs, null, 2));
		body.append(lab.form.row('Arguments', text, 'The driver does not describe them: a JSON object.'));
		return;
	}
	if (!type.attributes.length) {
		body.append(lab.el('tr', null, [lab.el('td'), lab.el('td', 'lab-empty', 'This driver has nothing to configure.')]));
	}
	type.attributes.forEach(function (attribute) { // in the order of their declaration
		body.append(lab.form.row(attribute.title, lab.form.input(attribute), lab.form.hint(attribute), attribute.required)
			.attr('data-attribute', attribute.name));
	});
};

lab.form.shown = function (value) {
	return value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
};

lab.form.hint = function (attribute) {
	var parts = attribute.description ? [lab.sentence(attribute.description)] : [];
	if (attribute.list) {
		parts.push('One a line' + (attribute.most < 1000 ? ', at most ' + attribute.most : '') + '.');
	}
	if (attribute['default'] !== undefined) {
		parts.push('Default: ' + lab.form.shown(attribute['default']) + '.');
	}
	return parts.join(' ');
};

lab.form.input = function (attribute) {
	var given = lab.form.given(attribute);
	var input;
	if (attribute.list) {
		input = $('<textarea/>').val((given || []).map(lab.form.shown).join('\n'))
			.attr('placeholder', (attribute['default'] || []).map(lab.form.shown).join('\n'));
	} else if (attribute.options.length || attribute.kind === 'boolean') {
		var options = attribute.options.length ? attribute.options
			: [{value: true, label: 'true'}, {value: false, label: 'false'}];
		input = $('<select/>').append($('<option value=""/>').text(
			attribute['default'] === undefined ? '(not given)' : '(default: ' + lab.form.shown(attribute['default']) + ')'));
		options.forEach(function (o) { input.append($('<option/>').val(JSON.stringify(o.value)).text(o.label)); });
		input.val(given === undefined ? '' : JSON.stringify(given));
	} else {
		input = $('<input/>').attr('type', attribute.kind === 'password' ? 'password' : 'text').val(lab.form.shown(given))
			.attr('placeholder', lab.form.shown(attribute['default']));
	}
	return input.attr({id: 'lab-form-' + attribute.name, autocomplete: 'off'});
};

/** What a text means; what is no number is sent as it is, so that the server says what is wrong. */
lab.form.scalar = function (attribute, text) {
	if (attribute.kind === 'integer' || attribute.kind === 'number') {
		return text.trim() !== '' && isFinite(Number(text)) ? Number(text) : text;
	}
	if (attribute.kind === 'boolean') {
		return text.trim() === 'true' ? true : text.trim() === 'false' ? false : text;
	}
	return text;
};

lab.form.value = function (attribute) {
	var input = $(document.getElementById('lab-form-' + attribute.name));
	var text = input.val();
	var given = lab.form.given(attribute);
	if (text === '') {
		return undefined;
	}
	if (attribute.list) {
		return text.split('\n').filter(function (l) { return l.trim() !== ''; })
			.map(function (line) { return lab.form.scalar(attribute, line); });
	}
	if (input.is('select')) {
		return JSON.parse(text);
	}
	if (given !== undefined && typeof given === 'object') {
		return JSON.parse(text); // structured arguments were shown as JSON
	}
	return lab.form.scalar(attribute, text);
};

lab.form.kwargs = function () {
	var type = lab.form.type();
	if (!type || !type.described) {
		return JSON.parse($('#lab-form-kwargs').val() || '{}');
	}
	var kwargs = {};
	type.attributes.forEach(function (attribute) {
		var value = lab.form.value(attribute);
		if (value !== undefined) {
			kwargs[attribute.name] = value;
		}
	});
	return kwargs;
};

lab.form.send = function () {
	var thing = lab.form.thing;
	var input = {name: $('#lab-form-name').val().trim(), 'class': $('#lab-form-type').val()};
	try {
		input.kwargs = lab.form.kwargs();
	} catch (e) {
		lab.form.refused(['The arguments are not JSON: ' + e.message]);
		return;
	}
	if (thing) {
		input.args = thing.configured.args;
		input.slots = thing.configured.slots;
	}
	lab.post(thing ? 'change' : 'create', input).then(function () {
		$('#lab-form').dialog('close');
		lab.message("'" + input.name + "' was " + (thing ? 'changed' : 'created') + '. Save to keep it over a restart.');
		lab.refresh();
	}).catch(function (reason) { lab.form.refused(lab.errors(reason)); });
};

/** Shows what is wrong, and where. */
lab.form.refused = function (errors) {
	$('#lab-form-errors').text(errors.join('\n'));
	$('#lab-form .lab-wrong').removeClass('lab-wrong');
	errors.forEach(function (error) {
		var place = /^things\.[^:]*?\.kwargs\.([^:.]+)/.exec(error);
		var input = place ? document.getElementById('lab-form-' + place[1]) : /^(things\.|name:)/.test(error) && document.getElementById('lab-form-name');
		$(input || []).addClass('lab-wrong');
	});
	$('#lab-form').scrollTop(0);
};
