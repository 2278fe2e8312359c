/* The page Access: users and API tokens. */
'use strict';

lab.access = {};

lab.access.ROLES = {
	viewer: 'viewer: reads, observes, watches',
	operator: 'operator: also writes properties and runs actions',
	admin: 'admin: also the console, drivers, configuration, accounts'
};

lab.access.PERIOD = 2000;

/** Asks now, and again later: the command line changes accounts, too. */
lab.access.refresh = function () {
	clearTimeout(lab.access.timer);
	lab.get('accounts.json').then(lab.access.show).catch(function (reason) {
		$('#lab-status').text(lab.errors(reason)[0] + ' (asked again)');
		lab.access.shown = null;
	}).then(function () { lab.access.timer = setTimeout(lab.access.refresh, lab.access.PERIOD); });
};

lab.access.show = function (accounts) {
	var signature = JSON.stringify(accounts);
	if (signature === lab.access.shown) {
		return;
	}
	lab.access.shown = signature;
	lab.setText($('#lab-status'), (accounts.login ? 'Everybody has to log in.'
		: 'On this machine nobody has to log in to use instruments, until you add a user; the console always needs an administrator.')
		+ ' You are ' + accounts.you + '.');
	lab.access.fill($('#lab-tokens tbody'), accounts.tokens, 'No tokens. Make one for each program that uses the server.', function (token) {
		return [
			lab.el('span', token.expired ? 'lab-state lab-problem' : null, token.expired ? 'EXPIRED' : token.expires ? lab.access.time(token.expires) : 'never'),
			[lab.icon('trash', 'Revoke ' + token.name, function () { lab.access.revoke(token.name); })]];
	});
	lab.access.fill($('#lab-users tbody'), accounts.users, 'No users.', function (user) {
		var icons = [lab.icon('key', 'Change the password of ' + user.name, function () { lab.access.password(user.name); })];
		if (user.name !== accounts.you) {
			icons.push(lab.icon('trash', 'Remove ' + user.name, function () { lab.access.remove(user.name); }));
		}
		return [lab.el('span', 'lab-minor', user.generated ? 'made by the server at its first start' : user.name === accounts.you ? 'you' : ''), icons];
	});
};

lab.access.time = function (millis) {
	return new Date(millis).toLocaleString();
};

lab.access.fill = function (body, accounts, none, more) {
	body.empty();
	accounts.forEach(function (account) {
		var last = more(account);
		body.append(lab.el('tr', null, [
			lab.el('td', 'lab-name-plain', account.name), lab.el('td', null, account.role),
			lab.el('td', null, lab.access.time(account.created)), lab.el('td', null, [last[0]]), lab.el('td', null, [lab.icons(last[1])])
		]).attr('data-account', account.name));
	});
	if (!accounts.length) {
		body.append(lab.el('tr', null, [lab.el('td', 'lab-empty', none).attr('colspan', 5)]));
	}
};

lab.access.row = function (id, title, input, hint, required) {
	return lab.el('tr', null, [
		lab.el('td', null, [lab.el('label', required ? 'lab-required' : null, title).attr('for', id)]),
		lab.el('td', null, [input.attr({id: id, autocomplete: 'off'}), lab.el('span', 'lab-hint', hint)])]);
};

lab.access.text = function () {
	return $(document.createElement('input')).attr('type', 'text');
};

lab.access.roles = function (chosen) {
	var select = $(document.createElement('select'));
	Object.keys(lab.access.ROLES).forEach(function (role) {
		select.append($(document.createElement('option')).val(role).text(lab.access.ROLES[role]));
	});
	return select.val(chosen);
};

lab.access.secrets = function () { // browsers offer to make and keep one
	return $(document.createElement('input')).attr('type', 'password');
};

lab.access.dialog = function (title, rows, verb, command, input, done) {
	$('#lab-form').empty().append(lab.el('p', 'lab-error').attr('id', 'lab-form-errors')).append(lab.el('table', null, [lab.el('tbody', null, rows)]));
	initStaticWidgets($('#lab-form'));
	function send() {
		var given = input();
		if (!given) {
			return;
		}
		lab.post(command, given).then(function (answer) {
			$('#lab-form').dialog('close');
			done(answer);
			lab.access.refresh();
		}).catch(function (reason) { $('#lab-form-errors').text(lab.errors(reason).join('\n')); });
	}
	var buttons = {};
	buttons[verb] = send;
	buttons.Cancel = function () { $('#lab-form').dialog('close'); };
	$('#lab-form').dialog({
		modal: true, width: Math.min(620, $(window).width() - 40), title: title, buttons: buttons,
		close: function () { $('#lab-form').empty(); } // no password stays in the page
	}).off('keydown').on('keydown', 'input', function (event) {
		if (event.key === 'Enter') {
			event.preventDefault();
			send();
		}
	});
};

lab.access.make = function () {
	lab.access.dialog('Make an API token', [
		lab.access.row('lab-form-name', 'Name', lab.access.text(), 'Of the program that will use it: letters, digits and . _ @ -', true),
		lab.access.row('lab-form-role', 'Role', lab.access.roles('operator'), 'What its bearer may do.', true),
		lab.access.row('lab-form-expires', 'Expires', lab.access.text().val('90d'), 'Such as 90d, 12h or 2027-01-31; empty: never.')
	], 'Make', 'token/create', function () {
		return {name: $('#lab-form-name').val(), role: $('#lab-form-role').val(), expires: $('#lab-form-expires').val()};
	}, function (answer) { lab.access.secret(answer.account, answer.secret); });
};

lab.access.secret = function (name, secret) {
	$('#lab-secret').removeClass('ui-helper-hidden').find('b').text(name).end().find('input').val(secret).trigger('select');
};

lab.access.revoke = function (name) {
	lab.confirm('Revoke ' + name, 'Programs with the token ' + name + ' are refused from now on.', 'Revoke', function () {
		lab.access.command('token/revoke', name, 'The token ' + name + ' is revoked.');
	});
};

lab.access.remove = function (name) {
	lab.confirm('Remove ' + name, name + ' cannot log in any more. What is open stays open until it is closed.', 'Remove', function () {
		lab.access.command('user/remove', name, name + ' was removed.');
	});
};

lab.access.command = function (command, name, done) {
	lab.post(command, {name: name}).then(function () {
		lab.message(done);
		lab.access.refresh();
	}).catch(function (reason) { lab.failed(lab.errors(reason)); });
};

/** Adds the password to what is sent; null, and nothing is sent, when it was typed in two ways. */
lab.access.withPassword = function (given) {
	given.password = $('#lab-form-password').val();
	if (given.password !== $('#lab-form-again').val()) {
		$('#lab-form-errors').text('The two passwords are not the same.');
		return null;
	}
	return given;
};

lab.access.passwordRows = function () {
	return [
		lab.access.row('lab-form-password', 'Password', lab.access.secrets().attr('autocomplete', 'new-password'), '8 to 256 characters.', true),
		lab.access.row('lab-form-again', 'Again', lab.access.secrets(), '', true)];
};

lab.access.add = function () {
	lab.access.dialog('Add a user', [
		lab.access.row('lab-form-name', 'Name', lab.access.text(), 'Letters, digits and . _ @ -', true),
		lab.access.row('lab-form-role', 'Role', lab.access.roles('operator'), 'From the first user on, everybody has to log in.', true)
	].concat(lab.access.passwordRows()), 'Add', 'user/add', function () {
		return lab.access.withPassword({name: $('#lab-form-name').val(), role: $('#lab-form-role').val()});
	}, function () { lab.message('The user was added.'); });
};

lab.access.password = function (name) {
	lab.access.dialog('Password of ' + name, lab.access.passwordRows(), 'Change', 'user/password', function () {
		return lab.access.withPassword({name: name});
	}, function () { lab.message('The password of ' + name + ' was changed.'); });
};

$(document).ready(function () {
	$('#lab-token').on('click', lab.access.make);
	$('#lab-user').on('click', lab.access.add);
	var secret = $('#lab-secret');
	secret.find('button').eq(0).on('click', function () {
		secret.find('input')[0].select();
		document.execCommand('copy'); // also where the page is not encrypted
	});
	secret.find('button').eq(1).on('click', function () {
		secret.addClass('ui-helper-hidden').find('input').val('');
	});
	lab.access.refresh();
});
