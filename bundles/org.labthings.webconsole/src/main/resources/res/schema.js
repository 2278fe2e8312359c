/* Input fields for what a JSON schema of a Thing Description says. What is no plain value is typed as JSON. */
'use strict';

lab.schema = {};

/** The schema for people: of a value that may be null, what it is otherwise. */
lab.schema.simple = function (schema) {
	var variants = schema.oneOf || schema.anyOf;
	var others = variants ? variants.filter(function (v) { return v.type !== 'null'; }) : [];
	if (others.length !== 1 || others.length === variants.length) {
		return schema;
	}
	var simple = Object.assign({}, others[0], schema, {nullable: true, type: others[0].type});
	delete simple.oneOf;
	delete simple.anyOf;
	return simple;
};

/** Whether an action with this input takes no arguments. */
lab.schema.nothing = function (schema) {
	var variants = schema.oneOf || schema.anyOf || [schema];
	return variants.every(function (v) { return v.type === 'null' || v.type === 'object' && !Object.keys(v.properties || {}).length; });
};

/** Whether a field for it holds plain text; other values are typed as JSON. */
lab.schema.plain = function (schema) {
	return ['string', 'integer', 'number'].indexOf(schema.type) >= 0;
};

lab.schema.choices = function (schema) {
	return schema.type === 'boolean' ? [true, false]
		: Array.isArray(schema['enum']) && schema['enum'].every(function (v) { return v === null || typeof v !== 'object'; }) ? schema['enum'] : null;
};

/** A field; with a value (as JSON text) that is there now, or without. Optional ones may be left empty. */
lab.schema.input = function (id, schema, text, optional) {
	var value = text === undefined ? undefined : lab.schema.parsed(text);
	if (value === null && schema.nullable) {
		value = undefined;
	}
	var choices = lab.schema.choices(schema);
	var input;
	if (choices) {
		input = $(document.createElement('select'));
		if (optional || schema.nullable || value === undefined) {
			input.append($(document.createElement('option')).val('').text(optional ? '(default)' : schema.nullable ? '(none)' : '(choose)'));
		}
		choices.forEach(function (c) {
			input.append($(document.createElement('option')).val(JSON.stringify(c)).text(typeof c === 'string' ? c : JSON.stringify(c)));
		});
		input.val(value === undefined ? '' : JSON.stringify(value));
	} else if (lab.schema.plain(schema)) {
		input = $(document.createElement('input')).attr('type', 'text')
			.val(value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value));
	} else {
		input = $(document.createElement('textarea')).val(value === undefined ? '' : JSON.stringify(value, null, 1));
	}
	return input.attr({id: id, autocomplete: 'off'});
};

lab.schema.parsed = function (text) {
	try {
		return JSON.parse(text);
	} catch (e) { // was cut because it is long
		return undefined;
	}
};

lab.schema.hint = function (schema) {
	var told = [schema.title && schema.title.indexOf(' ') > 0 ? schema.title : '', schema.description];
	var parts = told.filter(function (t, i) { return t && told.indexOf(t) === i; }).map(lab.sentence);
	var least = schema.minimum !== undefined ? schema.minimum : schema.exclusiveMinimum;
	var most = schema.maximum !== undefined ? schema.maximum : schema.exclusiveMaximum;
	if (least !== undefined || most !== undefined) {
		parts.push(least === undefined ? 'At most ' + most + '.' : most === undefined ? 'At least ' + least + '.' : 'From ' + least + ' to ' + most + '.');
	}
	if (schema.unit) {
		parts.push('In ' + schema.unit + '.');
	}
	if (!lab.schema.plain(schema) && !lab.schema.choices(schema)) {
		parts.push('JSON' + (schema.type ? ', ' + schema.type : '') + '.');
	}
	if (schema.nullable) {
		parts.push('May be left empty.');
	}
	if (schema['default'] !== undefined && schema['default'] !== null) {
		parts.push('Default: ' + (typeof schema['default'] === 'string' && schema['default'] ? schema['default'] : JSON.stringify(schema['default'])) + '.');
	}
	return parts.join(' ');
};

/** What was typed; undefined for nothing. What is no number is sent as it is: the server says what is wrong with it. */
lab.schema.value = function (id, schema, optional) {
	var text = $(document.getElementById(id)).val();
	if (text === '' && (optional || schema.nullable || schema.type !== 'string')) {
		return optional || !schema.nullable ? undefined : null;
	}
	if (lab.schema.choices(schema)) {
		return JSON.parse(text);
	}
	if (schema.type === 'string') {
		return text;
	}
	if (lab.schema.plain(schema)) {
		return text.trim() !== '' && isFinite(Number(text)) ? Number(text) : text;
	}
	return JSON.parse(text);
};
