/* Driver bundles: what is installed, and installing, upgrading, rolling back, removing. */
'use strict';

lab.drivers = {COLOURS: {RUNNING: 'RUNNING', PROBATION: 'STARTING', STOPPED: 'WAITING', REFUSED: 'FAILED'}};

lab.drivers.show = function (drivers) {
	var signature = JSON.stringify(drivers);
	if (signature === lab.drivers.signature) {
		return;
	}
	lab.drivers.signature = signature;
	var body = $('#lab-drivers tbody').empty();
	drivers.forEach(function (driver) {
		var icons = [];
		if (driver.previous) {
			icons.push(lab.icon('arrowreturnthick-1-w', 'Roll back to ' + driver.previous, function () { lab.drivers.rollback(driver); }));
		}
		icons.push(lab.icon('trash', 'Remove ' + driver.name, function () { lab.drivers.remove(driver); }));
		body.append(lab.el('tr', null, [
			lab.el('td', null, driver.name),
			lab.el('td', null, driver.version || ''),
			lab.el('td', null, [
				lab.el('span', 'lab-state lab-' + lab.drivers.COLOURS[driver.state], driver.state)]),
			lab.el('td', driver.state === 'REFUSED' ? 'lab-error' : null, driver.reason),
			lab.el('td', null, driver.things.join(', ')),
			lab.el('td', null, driver.file || ''),
			lab.el('td', null, driver.previous || ''),
			lab.el('td', null, [lab.icons(icons)])
		]).attr('data-driver', driver.name));
	});
	if (!drivers.length) {
		body.append(lab.el('tr', null, [lab.el('td', 'lab-empty',
			'No drivers beside those of the distribution. Install one, or drop its jar into the plugins folder.').attr('colspan', 8)]));
	}
};

lab.drivers.run = function (path, body, done) {
	var button = $('#lab-install').prop('disabled', true);
	lab.post(path, body).then(function (answer) {
		lab.message(answer.message || done);
	}).catch(function (reason) {
		lab.failed(lab.errors(reason));
	}).then(function () {
		button.prop('disabled', false);
		lab.refresh();
	});
};

lab.drivers.upload = function (file) {
	if (file) {
		lab.message('Installing ' + file.name + '...');
		lab.drivers.run('drivers/install?name=' + encodeURIComponent(file.name), file, file.name + ' is installed.');
	}
};

lab.drivers.rollback = function (driver) {
	lab.confirm('Roll back ' + driver.name, driver.name + ' ' + driver.version + ' is replaced by version ' + driver.previous
		+ '. Its Things restart; all others go on.', 'Roll back', function () {
		lab.drivers.run('drivers/rollback?name=' + encodeURIComponent(driver.name), {}, driver.name + ' was rolled back.');
	});
};

lab.drivers.remove = function (driver) {
	lab.confirm('Remove ' + driver.name, driver.name + ' ' + driver.version + ' is removed. Its Things wait until it is installed'
		+ ' again; they stay configured.', 'Remove', function () {
		lab.drivers.run('drivers/remove?name=' + encodeURIComponent(driver.name), {}, driver.name + ' was removed.');
	});
};
