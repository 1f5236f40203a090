const dialog = (name) => document.getElementById(name);
const on = (name, then) => dialog(name).addEventListener('click', then);

on('open', () => dialog('first').showModal());
on('open-second', () => dialog('second').showModal());
on('close', () => dialog('first').close());
on('close-second', () => dialog('second').close());
