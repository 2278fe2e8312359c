/* The page Things: asks once a second what the laboratory is like, and shows it. */
'use strict';

lab.open = {}; // names of Things that are unfolded
lab.rows = {}; // name to what is shown of it
lab.PERIOD = 1000;

lab.command = function (command, input, done) {
	lab.post(command, input).then(function () {
		lab.message(done);
		lab.refresh();
	}).catch(function (reason) { lab.failed(lab.errors(reason)); });
};

/** Asks now; answers that come late are of no interest. */
lab.refresh = function () {
	clearTimeout(lab.timer);
	var asked = lab.asked = (lab.asked || 0) + 1;
	var open = Object.keys(lab.open).map(encodeURIComponent).join(',');
	lab.get('state.json?open=' + open).then(function (state) {
		if (asked === lab.asked) {
			lab.show(state);
		}
	}).catch(function (reason) {
		$('#lab-status').text(lab.errors(reason)[0] + ' (asked again)');
	}).then(function () {
		if (asked === lab.asked) {
			lab.timer = setTimeout(lab.tick, lab.PERIOD);
		}
	});
};

/** A page that nobody sees asks nothing. */
lab.tick = function () {
	if (document.hidden) {
		lab.timer = setTimeout(lab.tick, lab.PERIOD);
	} else {
		lab.refresh();
	}
};

lab.show = function (state) {
	lab.prefix = state.prefix;
	lab.showStatus(state);
	lab.showThings(state);
	lab.showInvocations(state);
	lab.drivers.show(state.drivers);
};

lab.showStatus = function (state) {
	var running = state.things.filter(function (t) { return t.state === 'RUNNING'; }).length;
	var unsaved = state.running.unsaved.length;
	var lock = !state.lock.enabled ? 'no global lock'
		: state.lock.holder ? 'global lock held by ' + state.lock.holder + ' for ' + lab.ago(state.now, state.lock.since) : 'global lock free';
	lab.setText($('#lab-status'), state.things.length + ' Things, ' + running + ' running; ' + lock + '; '
		+ (unsaved ? unsaved + ' unsaved change' + (unsaved > 1 ? 's' : '') + ' (' + state.running.unsaved.join(', ') + ')' : 'all saved')
		+ (state.running.file ? '; configuration ' + state.running.file : ''));
	var obstacle = state.running.obstacle;
	$('#lab-save').prop('disabled', !unsaved || !!obstacle).attr('title', obstacle || 'Writes the changes to ' + state.running.file);
	$('#lab-discard').prop('disabled', !unsaved);
	$('#lab-save, #lab-discard').each(function () {
		if ($(this).button('instance')) { $(this).button('option', 'disabled', this.disabled); }
	});
};

lab.showThings = function (state) {
	var body = $('#lab-things tbody').first();
	var names = state.things.map(function (t) { return t.name; });
	Object.keys(lab.rows).forEach(function (name) {
		if (names.indexOf(name) < 0) {
			lab.rows[name].row.add(lab.rows[name].details).remove();
			delete lab.rows[name];
			delete lab.open[name];
		}
	});
	body.children('.lab-none').remove();
	state.things.forEach(function (thing) {
		var shown = lab.rows[thing.name] || (lab.rows[thing.name] = lab.newRow(thing.name, body));
		lab.showThing(shown, thing, state);
	});
	if (!names.length) {
		body.append(lab.el('tr', 'lab-none', [lab.el('td', 'lab-empty', 'No Things are configured. Create one.').attr('colspan', 6)]));
	}
};

lab.newRow = function (name, body) {
	var row = lab.el('tr').attr('data-thing', name);
	var details = lab.el('tr', 'lab-details ui-helper-hidden', [lab.el('td').attr('colspan', 6)]).attr('data-details', name);
	body.append(row).append(details);
	return {row: row, details: details, signature: '', structure: ''};
};

lab.showThing = function (shown, thing, state) {
	var unsaved = state.running.unsaved.indexOf(thing.name) >= 0;
	var isOpen = !!lab.open[thing.name];
	var signature = JSON.stringify([thing.state, thing.reason, thing['class'], thing.bundle, thing.version, thing.slots, thing.configured, unsaved, isOpen]);
	if (signature !== shown.signature) {
		shown.signature = signature;
		lab.fillRow(shown.row, thing, unsaved, isOpen);
	}
	shown.details.toggleClass('ui-helper-hidden', !isOpen);
	if (!isOpen) {
		shown.structure = '';
		return;
	}
	var structure = JSON.stringify([thing.slots, thing.configured, thing.history, thing.description,
		(thing.properties || []).map(function (p) { return [p.name, p.readOnly]; }), thing.actions, thing.streams, thing.events]);
	if (structure !== shown.structure && !shown.details.find('select:focus').length) {
		shown.structure = structure;
		shown.update = lab.details(shown.details.children('td'), thing);
	}
	if (shown.update) {
		shown.update(thing);
	}
};

lab.fillRow = function (row, thing, unsaved, isOpen) {
	var name = lab.el('div', 'lab-name', [
		lab.el('span', 'ui-icon ui-icon-triangle-1-' + (isOpen ? 's' : 'e'), '\u00a0'), document.createTextNode(thing.name),
		lab.el('span', 'lab-unsaved', unsaved ? ' (not saved)' : '')
	]).attr({role: 'button', tabindex: 0, 'aria-expanded': isOpen, title: isOpen ? 'Hide details' : 'Show details'})
		.on('click', function () { lab.toggle(thing.name); })
		.on('keydown', function (event) { if (event.key === 'Enter') { lab.toggle(thing.name); } });
	var icons = [];
	if (thing.configured) {
		icons = [lab.icon('wrench', 'Change ' + thing.name, function () { lab.form.open(thing); }),
			lab.icon('trash', 'Remove ' + thing.name, function () { lab.remove(thing.name); })];
	}
	var slots = thing.slots.map(function (slot) {
		return lab.el('div', null, slot.name + ': ' + (slot.things.join(', ') || '-')).attr('title', slot.explanation);
	});
	row.empty().append([
		lab.el('td', null, [name]),
		lab.el('td', null, [lab.el('span', 'lab-state lab-' + thing.state, thing.state)]),
		lab.el('td', null, thing.reason),
		lab.el('td', null, [lab.el('div', null, thing['class']),
			lab.el('div', 'lab-minor', thing.bundle ? thing.bundle + ' ' + thing.version : '')]),
		lab.el('td', null, slots),
		lab.el('td', null, [lab.icons(icons)])]);
};

lab.toggle = function (name) {
	if (lab.open[name]) {
		delete lab.open[name];
	} else {
		lab.open[name] = true;
	}
	lab.refresh();
};

lab.remove = function (name) {
	lab.confirm("Remove '" + name + "'", "'" + name + "' is closed and removed from the running set. The file keeps it until you save.",
		'Remove', function () { lab.command('remove', {thing: name}, "'" + name + "' was removed."); });
};

lab.showInvocations = function (state) {
	var body = $('#lab-invocations tbody');
	var ids = {};
	state.invocations.forEach(function (run) {
		ids[run.id] = true;
		var row = body.children('[data-invocation="' + run.id + '"]');
		if (!row.length) {
			row = lab.el('tr', null, [lab.el('td', null, run.thing + '.' + run.action), lab.el('td', null, [lab.el('span', 'lab-state')]),
				lab.el('td', null, [lab.el('div', 'lab-bar').progressbar({value: false}), lab.el('span')]), lab.el('td'),
				lab.el('td', null, [lab.icons([lab.icon('stop', 'Cancel', function () {
					lab.command('cancel', {id: run.id}, run.thing + '.' + run.action + ' was asked to cancel.');
				})])])]).attr('data-invocation', run.id);
			body.append(row);
		}
		lab.setText(row.find('.lab-state'), run.status);
		var known = typeof run.progress === 'number';
		row.find('.lab-bar').progressbar('option', 'value', known ? 100 * run.progress : false);
		lab.setText(row.find('td:eq(2) > span'), (known ? Math.round(100 * run.progress) + ' % ' : '') + (run.progressText || ''));
		lab.setText(row.find('td:eq(3)'), lab.ago(state.now, run.requested) + ' ago');
	});
	body.children('[data-invocation]').each(function () {
		if (!ids[this.getAttribute('data-invocation')]) { $(this).remove(); }
	});
	body.children('.lab-none').remove();
	if (!state.invocations.length) {
		body.append(lab.el('tr', 'lab-none', [lab.el('td', 'lab-empty', 'Nothing runs.').attr('colspan', 5)]));
	}
};

$(document).ready(function () {
	$('#lab-create').on('click', function () { lab.form.open(null); });
	$('#lab-save').on('click', function () {
		lab.post('save').then(function (saved) {
			lab.message('Written to ' + saved.file + ': ' + (saved.things.join(', ') || 'nothing')
				+ (saved.superseded.length ? '. Edited in the file meanwhile, and taken from there: ' + saved.superseded.join(', ') : '') + '.');
			lab.refresh();
		}).catch(function (reason) { lab.failed(lab.errors(reason)); });
	});
	$('#lab-discard').on('click', function () {
		lab.confirm('Discard changes', 'All Things become as the file says.', 'Discard', function () {
			lab.command('discard', {}, 'The Things are as the file says.');
		});
	});
	$('#lab-file').on('click', function () {
		lab.get('file.json').then(function (file) {
			$('#lab-text').find('pre').text(file.text).end()
				.dialog({width: Math.min(760, $(window).width() - 40), height: Math.min(600, $(window).height() - 40), title: 'The file as it would be saved'});
		}).catch(function (reason) { lab.failed(lab.errors(reason)); });
	});
	$('#lab-install').on('click', function () { $('#lab-jar').trigger('click'); });
	$('#lab-jar').on('change', function () {
		lab.drivers.upload(this.files[0]);
		this.value = '';
	});
	lab.refresh();
});
